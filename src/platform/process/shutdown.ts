/** All of it must be over by then, also what hangs. Served, a supervisor gives 25 seconds. */
const END_MILLISECONDS = { embedded: 9_500, served: 23_000 };

/**
 * Ends the process in order on SIGINT, SIGTERM or SIGHUP: the steps one after the other, each whatever became of the
 * one before, then exit. A second signal changes nothing: npm and the terminal both pass Ctrl-C on.
 */
export function endInOrder(
  steps: readonly (() => Promise<void>)[],
  mode: keyof typeof END_MILLISECONDS,
): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), END_MILLISECONDS[mode]).unref();
    runAll(steps).then(
      (clean) => process.exit(clean ? 0 : 1),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}

async function runAll(steps: readonly (() => Promise<void>)[]): Promise<boolean> {
  let clean = true;
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      clean = false;
      console.error(error instanceof Error ? error.message : 'a step of the end failed');
    }
  }
  return clean;
}
