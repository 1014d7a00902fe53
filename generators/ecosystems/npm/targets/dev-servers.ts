/** A development server: where it listens, and what makes it listen where a container is reached. */
interface DevServer {
  /** `vite`, `next dev`: how its command begins. */
  command: RegExp;
  port: number;
  /** Arguments without which it listens on localhost alone. */
  host?: string[];
}

const ANY = ['--host', '0.0.0.0'];

/** By the command of the dev script, in order. */
export const DEV_SERVERS: DevServer[] = [
  { command: /^(vite|rolldown-vite)(?!\s+(build|preview))\b/, port: 5173, host: ['--host'] },
  { command: /^vitepress dev\b/, port: 5173, host: ['--host'] },
  { command: /^react-router dev\b/, port: 5173, host: ['--host'] },
  { command: /^remix vite:dev\b/, port: 5173, host: ['--host'] },
  { command: /^svelte-kit dev\b/, port: 3000, host: ['--host'] },
  { command: /^next(?: dev)?(?!\s+(build|start))\b/, port: 3000 },
  { command: /^(nuxt|nuxi)( dev)?(?!\s+(build|start|generate|preview))\b/, port: 3000, host: ANY },
  { command: /^nitro(pack)? dev\b/, port: 3000, host: ANY },
  { command: /^astro (dev|start)\b/, port: 4321, host: ['--host'] },
  { command: /^ng (s|serve)\b/, port: 4200, host: ANY },
  { command: /^(react-scripts|craco|react-app-rewired) start\b/, port: 3000 },
  { command: /^vue-cli-service serve\b/, port: 8080 },
  { command: /^(webpack (serve|--serve)|webpack-dev-server)\b/, port: 8080, host: ANY },
  { command: /^gatsby develop\b/, port: 8000, host: ['-H', '0.0.0.0'] },
  { command: /^docusaurus start\b/, port: 3000, host: ANY },
  { command: /^vuepress dev\b/, port: 8080 },
  { command: /^(@11ty\/)?eleventy\b.*--serve\b/, port: 8080 },
  { command: /^parcel(?!\s+build)\b/, port: 1234 },
  { command: /^rsbuild dev\b/, port: 3000 },
  { command: /^rspress dev\b/, port: 3000, host: ANY },
  { command: /^ember (s|serve)\b/, port: 4200 },
  { command: /^(storybook dev|start-storybook)\b/, port: 6006 },
  { command: /^slidev(?!\s+(build|export))\b/, port: 3030, host: ['--remote'] },
  { command: /^stencil build\b.*--serve\b/, port: 3333 },
  { command: /^preact watch\b/, port: 8080 },
  { command: /^live-server\b/, port: 8080 },
];

/** Commands that develop something else than a server: they compile, or start an app of the desktop or phone. */
export const NO_SERVER =
  /^(tsc|tspc|swc|babel|rollup|tsup|esbuild|webpack|unbuild|sass|tailwindcss|postcss|electron\S*|expo|react-native|tauri|jest|vitest|wrangler|vercel|netlify|serverless|sls|docker\S*|turbo|nx|lerna|storybook build|echo)\b/;
