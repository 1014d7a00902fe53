import type { Reporter, SerializedError, TestModule, TestSuite } from 'vitest/node';
import { readResults, tableOf } from './build/results.js';

/**
 * Closes a run: the table of the real builds, if it made any, and last the line `N passed, N failed`.
 * What failed outside of a test (a file that cannot be loaded, a set-up) counts as failed, too.
 */
export default class ClosingLines implements Reporter {
  /** A line for each image: a first run builds for many minutes without another sign of life. */
  onTestSuiteResult(suite: TestSuite): void {
    if (suite.project.name !== 'build' || suite.parent.type !== 'suite') return;
    const times = [...suite.children.allTests()].map((test) => test.diagnostic()?.duration ?? 0);
    const seconds = times.reduce((sum, time) => sum + time, 0) / 1000;
    process.stderr.write(`${suite.state()}: ${suite.parent.name} ${suite.name} (${seconds.toFixed(0)} s)\n`);
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++;
      if (module.errors().length > 0) count.failed++;
    }
    const built = modules.some((module) => module.project.name === 'build');
    const results = readResults();
    if (built && results.cases.length > 0)
      process.stdout.write(`
${tableOf(results)}
`);
    for (const line of failures(modules)) process.stdout.write(`${line}\n`);
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    process.stdout.write(`\n${count.passed} passed, ${count.failed + count.pending} failed${skipped}\n`);
  }
}

/** What failed, a line each: a log that is cut keeps its end. */
function failures(modules: readonly TestModule[]): string[] {
  return modules.flatMap((module) => {
    const failed = [...module.children.allTests('failed')].map(
      (test) => [test.fullName, test.result().errors] as const,
    );
    const own = module.errors().length > 0 ? [['(the file)', module.errors()] as const] : [];
    return [...own, ...failed].map(([name, errors]) => {
      const [first = ''] = (errors?.[0]?.message ?? '').split('\n');
      return `failed: ${module.relativeModuleId}: ${name}: ${first}`;
    });
  });
}
