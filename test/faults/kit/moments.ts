import { setTimeout as pause } from 'node:timers/promises';
import type { Outside } from './outside.js';
import type { Topology } from './topology.js';

/** Moves the city's clock by the test hook of a web process; answers the moment it then shows. */
export async function moveClock(
  topology: Topology,
  move: { readonly set: string } | { readonly advance: string },
): Promise<Date> {
  const { now } = await hook<{ now: string }>(topology, 'clock', move);
  return new Date(now);
}

/** Repeats due rows, routing and mail in a web process until nothing is due. */
export async function sweep(topology: Topology): Promise<void> {
  await hook(topology, 'sweep', {});
}

/** A sweep of everything takes seconds; where work that is due is never done it would take for ever, and that is a fault. */
const LONGEST_HOOK_MILLISECONDS = 120_000;

async function hook<T>(topology: Topology, name: string, body: object): Promise<T> {
  const [web] = topology.webs;
  if (web === undefined) throw new Error('a hook needs a web process');
  const answer = await fetch(`${web.url}/_test/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(LONGEST_HOOK_MILLISECONDS),
  });
  if (answer.status !== 200) throw new Error(`${name}: ${String(answer.status)} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/**
 * The minute that a lease outlives its dead sender, without waiting for it: every worker is killed, so that nobody holds
 * a mail, and then the leases run out. Answers when that was, by the moved clock.
 */
export async function minuteAfterTheDead(topology: Topology, outside: Outside): Promise<string> {
  await Promise.all(topology.workers.map((worker) => worker.kill()));
  const [row] = await outside.asOwner<{ now: string }>('SELECT tenggat_now()::text AS now');
  await endOfLeases(outside);
  await Promise.all(topology.workers.map((worker) => worker.start()));
  return row?.now ?? '';
}

/** Every lease runs out. Only while nobody holds a mail. */
export async function endOfLeases(outside: Outside): Promise<void> {
  await outside.asOwner(
    `UPDATE outbox SET leased_until = clock_timestamp() - interval '1 second' WHERE leased_until IS NOT NULL`,
  );
}

/** A dead sender's lease, and some time to spare. */
const QUIET_MILLISECONDS = 150_000;

/** Sends whatever waits, the retries of the next hours too, and waits until nothing does. */
export async function mailIsQuiet(topology: Topology, outside: Outside): Promise<void> {
  const giveUp = performance.now() + QUIET_MILLISECONDS;
  while (performance.now() < giveUp) {
    await moveClock(topology, { advance: 'PT31M' });
    await sweep(topology);
    if ((await outside.count(`SELECT count(*) FROM outbox WHERE state = 'waiting'`)) === 0) return;
    await pause(250);
  }
  throw new Error('mails wait for ever');
}

/** Waits until something holds. Throws after so many seconds. */
export async function until(holds: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  const giveUp = performance.now() + seconds * 1_000;
  while (!(await holds())) {
    if (performance.now() > giveUp) throw new Error(`not within ${String(seconds)} s`);
    await pause(100);
  }
}
