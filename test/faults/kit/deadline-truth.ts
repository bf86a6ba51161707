import type { Outside } from './outside.js';

/** What a clock of the law is called, and what it brings about when nobody acts in time. */
export interface Clock {
  readonly kind: 'completeness-check' | 'reply';
  readonly lapsed: string;
  readonly act: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly acted: string;
}

export const COMPLETENESS: Clock = {
  kind: 'completeness-check',
  lapsed: 'completeness-lapsed',
  act: 'declare-complete',
  body: {},
  acted: 'declared-complete',
};
export const REPLY: Clock = {
  kind: 'reply',
  lapsed: 'reply-lapsed',
  act: 'extend',
  body: { reasons: ['notYetHeldOrDocumented'], explanation: 'Data masih dikumpulkan dari sekolah.' },
  acted: 'extended',
};

/** What an officer was told who acted around the due moment. */
export interface LastMinuteAct {
  readonly caseId: string;
  readonly status: number;
}

interface Fate {
  readonly case_id: string;
  readonly register_number: string;
  readonly outcome: string | null;
  readonly on_time: boolean | null;
  readonly late_seconds: number | null;
  readonly lapses: number;
  readonly dated_wrong: number;
  readonly acts: number;
  readonly acts_too_late: number;
}

const FATES = /* sql */ `
  SELECT c.case_id, c.register_number, d.outcome, d.effective_at = d.due_at AS on_time,
    extract(epoch FROM d.recorded_at - d.due_at)::float AS late_seconds,
    (SELECT count(*)::int FROM audit a WHERE a.case_id = c.case_id AND event = $2) AS lapses,
    (SELECT count(*)::int FROM audit a WHERE a.case_id = c.case_id AND event = $2 AND a.effective_at <> d.due_at) AS dated_wrong,
    (SELECT count(*)::int FROM audit a WHERE a.case_id = c.case_id AND event = $3) AS acts,
    (SELECT count(*)::int FROM audit a WHERE a.case_id = c.case_id AND event = $3 AND a.recorded_at >= d.due_at) AS acts_too_late
  FROM cases c JOIN due_rows d ON d.case_id = c.case_id AND d.kind = $1 AND d.due_at = $4::timestamptz
  ORDER BY c.register_seq`;

/** The worst lateness of a fired row, in seconds. */
export async function latest(outside: Outside, clock: Clock, dueAt: string): Promise<number> {
  const fates = await fatesOf(outside, clock, dueAt);
  return Math.max(
    0,
    ...fates.map(({ outcome, late_seconds }) => (outcome === 'taken' ? (late_seconds ?? 0) : 0)),
  );
}

/**
 * Each of these clocks fired once, in time, dated at its due moment; or somebody acted before it and it never fired. No
 * act came in after the moment, and each officer was told the truth. Answers what is wrong.
 */
export async function faultsOfClock(
  outside: Outside,
  clock: Clock,
  dueAt: string,
  acts: readonly LastMinuteAct[],
  mostSeconds: number,
): Promise<string[]> {
  const fates = await fatesOf(outside, clock, dueAt);
  const told = new Map(acts.map(({ caseId, status }) => [caseId, status]));
  return fates.flatMap((fate) => {
    const wrong = (what: string): string => `${fate.register_number} ${clock.kind}: ${what}`;
    const faults: string[] = [];
    if (fate.lapses + fate.acts !== 1)
      faults.push(wrong(`lapsed ${String(fate.lapses)} times and was acted on ${String(fate.acts)} times`));
    if (fate.acts_too_late > 0) faults.push(wrong('was acted on after its moment'));
    if (fate.dated_wrong > 0) faults.push(wrong('its lapse is not dated at its moment'));
    if (fate.lapses > 0 && fate.outcome !== 'taken')
      faults.push(wrong(`its row says ${String(fate.outcome)}`));
    if (fate.lapses > 0 && fate.on_time !== true) faults.push(wrong('its row is not dated at its moment'));
    const late = fate.late_seconds ?? Infinity;
    if (fate.lapses > 0 && (late > mostSeconds || late < 0))
      faults.push(wrong(`fired ${String(late)} s after its moment`));
    const status = told.get(fate.case_id);
    if (status === 200 && fate.acts !== 1) faults.push(wrong('an officer was told yes and nothing stands'));
    if (status === 409 && fate.lapses !== 1) faults.push(wrong('an officer was told no and it never lapsed'));
    return faults;
  });
}

function fatesOf(outside: Outside, { kind, lapsed, acted }: Clock, dueAt: string): Promise<Fate[]> {
  return outside.views<Fate>(FATES, [kind, lapsed, acted, dueAt]);
}
