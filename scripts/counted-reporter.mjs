import { writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { keepSuiteSeconds } from './suite-seconds.mjs';

/**
 * Jest reporter whose last line, alone, is `N passed, N failed, N skipped`.
 *
 * A suite that could not run counts as one failure, and a run in which no test was executed is a failure too:
 * "0 passed" must never look like success. Where `FAILED_SPECS` names a file, the paths of the spec files that failed
 * are written to it, one a line.
 */
export function countLine(results) {
  const passed = results.numPassedTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.numPendingTests + results.numTodoTests;
  return { passed, failed, skipped, line: `${passed} passed, ${failed} failed, ${skipped} skipped` };
}

export default class CountedReporter {
  constructor(settings) {
    this.workers = settings.maxWorkers;
  }

  onRunComplete(_contexts, results) {
    const counts = countLine(results);
    this.failure = counts.failed > 0 || counts.passed === 0 || results.wasInterrupted;
    if (process.env.FAILED_SPECS) writeFileSync(process.env.FAILED_SPECS, failedSpecs(results).join('\n'));
    keepSuiteSeconds(results, this.workers);
    // At exit, so that neither Jest's summary nor the teardown writes after it; straight to the descriptor, because
    // Jest closes the streams when it forces its end.
    process.once('exit', () => print(`${counts.line}\n`));
    if (counts.passed === 0) {
      process.stderr.write('No test passed: a run without a passed test is a failure.\n');
    }
  }

  getLastError() {
    return this.failure ? new Error('tests failed') : undefined;
  }
}

function failedSpecs(results) {
  return results.testResults
    .filter((result) => result.numFailingTests > 0 || result.testExecError)
    .map((result) => path.relative(process.cwd(), result.testFilePath));
}

/** A pipe may be full for a moment: try again, there is nothing else left to do. */
function print(text) {
  for (;;) {
    try {
      writeSync(1, text);
      return;
    } catch (error) {
      if (error.code !== 'EAGAIN') return;
    }
  }
}
