import { defineConfig } from 'vitest/config';

const project = (name: string, options: object = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], ...options },
});

export default defineConfig({
  test: {
    reporters: ['default', './test/reporter.ts'],
    projects: [
      // Times are for the benchmark: a busy machine is no failure.
      project('unit', { testTimeout: 60_000 }),
      project('contract', { testTimeout: 60_000 }),
      project('snapshot', { testTimeout: 60_000 }),
      project('cli', { testTimeout: 60_000, hookTimeout: 120_000 }),
      // One build at a time: the engine is the bottleneck, and times are measured.
      project('build', {
        testTimeout: 600_000,
        hookTimeout: 1_800_000,
        fileParallelism: false,
        maxConcurrency: 3,
        globalSetup: 'test/build/setup.ts',
        // After all others: nothing else runs while they measure.
        sequence: { groupOrder: 1 },
      }),
    ],
  },
});
