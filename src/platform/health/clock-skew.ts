import { machineMilliseconds } from '../clock/machine-clock.js';
import type { Database } from '../database/database.js';
import type { HealthFinding } from './health-registry.js';

/** Seconds by which a clock may be wrong before somebody must set it. */
const TOLERATED_SECONDS = 5;

/**
 * How far this machine's clock is from the database's, in seconds. It moves no deadline, but the log and the queue's
 * alarms go by it, and a database whose clock is wrong shows here too.
 */
export async function clockSkew(database: Database): Promise<HealthFinding> {
  const before = machineMilliseconds();
  const [row] = await database.apart<{ milliseconds: number }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS milliseconds',
  );
  const after = machineMilliseconds();
  return judgeSkew((before + after) / 2 - (row?.milliseconds ?? NaN), after - before);
}

/** Judges a difference that was measured over a way of `wayMilliseconds`: half of the way may be its error. */
export function judgeSkew(skewMilliseconds: number, wayMilliseconds: number): HealthFinding {
  const figures = { skewSeconds: Math.round(skewMilliseconds) / 1_000 };
  const sure = Math.abs(skewMilliseconds) - wayMilliseconds / 2;
  if (sure <= TOLERATED_SECONDS * 1_000) return { status: 'ok', figures };
  return {
    status: 'warn',
    alarm: 'wrong',
    figures,
    note: 'this machine and the database disagree on the time',
  };
}
