/** The steps at which a test may let the process die (`TEST_CRASH_AT`, only with `TEST_HOOKS=on`). */
export type CrashStep = 'sql' | 'commit' | 'smtp' | 'file';

let plan: { readonly step: CrashStep; readonly at: number } | null = null;
const passed: Record<CrashStep, number> = { sql: 0, commit: 0, smtp: 0, file: 0 };

/** Arms the crash: the process kills itself (SIGKILL) at the `at`-th passing of `step`. */
export function armCrash(step: CrashStep, at: number): void {
  plan = { step, at };
}

/** Marks the passing of a step; does nothing unless a crash is armed. */
export function crashPoint(step: CrashStep): void {
  if (plan === null) return;
  passed[step] += 1;
  if (plan.step === step && passed[step] === plan.at) process.kill(process.pid, 'SIGKILL');
}

/** How many steps of each kind were passed since the crash was armed, for instance `sql 41, commit 3, smtp 0, file 0`. */
export function passedSteps(): string {
  return Object.entries(passed)
    .map(([step, count]) => `${step} ${String(count)}`)
    .join(', ');
}
