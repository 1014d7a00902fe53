import { defineConfig } from 'vite';

export default defineConfig({
  build: { target: 'es2022', emptyOutDir: true },
  server: { proxy: { '/api': 'http://localhost:8080' } },
});
