import { Injectable } from '@nestjs/common';
import { caseColumns, type CaseRow } from '../../cases/requests/case-row.js';
import { objectionFactsOn } from '../../cases/objections/objection-facts.js';
import { grants, type DecisionKind } from '../../law/decision-kinds.js';
import { localDayOf } from '../../law/local-date.js';
import { maySettle, type ObjectionGround } from '../../law/objection-grounds.js';
import { openGrounds } from '../../law/open-grounds.js';
import { mayObject } from '../../law/who-may-file.js';
import { wentToCommission } from '../../office/register/written-dispute.js';
import type { Tx } from '../../platform/database/tx.js';
import type { TakeoverRules } from './imported-case.js';
import type { ObjectionEntryRead } from './objection-entry.js';
import type { RowFault } from './register-entry.js';

/** What the law says of an objection of an older register on the day on which it came. */
export interface JudgedGrounds {
  /** A ground whose T7 had passed (D7). */
  readonly late: boolean;
  /** Why it is not taken over. */
  readonly faults: readonly RowFault[];
  /** What the law does not know and the register tells all the same. */
  readonly warnings: readonly RowFault[];
}

type Counting = Pick<TakeoverRules, 'calendar' | 'ruleset'>;

/** Grounds that the facts of an older register decide; what a grant promised, and when it was kept, it does not tell. */
const DECIDED: readonly ObjectionGround[] = ['a', 'c', 'd'];

/**
 * Judges objections as filing would have judged them on their day of receipt (law.md 6.4, row 19). A ground that was not
 * open is told and taken over: the register says what happened. Only a clock that no state knows is refused.
 */
@Injectable()
export class CheckGrounds {
  async run(
    tx: Tx,
    entries: readonly ObjectionEntryRead[],
    rules: Counting,
  ): Promise<ReadonlyMap<number, JudgedGrounds>> {
    const rows = await requestRows(
      tx,
      entries.flatMap(({ requestNumber }) => requestNumber ?? []),
    );
    const judged = new Map<number, JudgedGrounds>();
    for (const entry of entries) {
      const row = entry.requestNumber === null ? undefined : rows.get(entry.requestNumber);
      judged.set(entry.line, withSettlement(entry, await judge(tx, entry, row, rules)));
    }
    return judged;
  }
}

const NOTHING: JudgedGrounds = { late: false, faults: [], warnings: [] };

async function judge(
  tx: Tx,
  entry: ObjectionEntryRead,
  row: CaseRow | undefined,
  rules: Counting,
): Promise<JudgedGrounds> {
  if (row === undefined || entry.receivedOn < row.received_on) return NOTHING;
  const without = withoutObjection(entry, row);
  if (without !== null) {
    const told = [{ line: entry.line, column: 'requestNumber', code: without } as const];
    return entry.outcome === null ? { ...NOTHING, faults: told } : { ...NOTHING, warnings: told };
  }
  if (row.status === 'withdrawn') return NOTHING;
  const facts = await objectionFactsOn(tx, row, entry.receivedOn);
  const open = openGrounds(facts, rules.calendar, rules.ruleset, entry.receivedOn);
  const isGrant = row.outcome !== null && grants(row.outcome as DecisionKind);
  const decided = isGrant ? DECIDED : [...DECIDED, 'f' as const];
  return {
    late: open.some(
      ({ ground, lastDay }) =>
        entry.grounds.includes(ground) && lastDay !== null && entry.receivedOn > lastDay.date,
    ),
    faults: [],
    warnings: entry.grounds
      .filter((ground) => decided.includes(ground) && !open.some((window) => window.ground === ground))
      .map((ground) => ({ line: entry.line, column: ground, code: 'ground-not-open', values: { ground } })),
  };
}

/** Why the request bears no objection that runs, as it stood then; null where it bears one. */
function withoutObjection(
  entry: ObjectionEntryRead,
  row: CaseRow,
): 'of-withdrawn' | 'of-no-applicant' | null {
  if (!mayObject(row.standing)) return 'of-no-applicant';
  // What was before the commission when the request was withdrawn goes on (`fallsWithRequest`).
  if (row.status !== 'withdrawn' || wentToCommission(entry.written.response)) return null;
  const wasWithdrawn = row.closed_at !== null && localDayOf(row.closed_at) < entry.receivedOn;
  return wasWithdrawn || entry.outcome === null ? 'of-withdrawn' : null;
}

/** Ground a is never settled (UU 14/2008 art. 35(2)). */
function withSettlement(entry: ObjectionEntryRead, judged: JudgedGrounds): JudgedGrounds {
  if (entry.outcome !== 'settled' || maySettle(entry.grounds)) return judged;
  const told: RowFault = { line: entry.line, column: 'decision', code: 'settled-exemption' };
  return { ...judged, warnings: [...judged.warnings, told] };
}

async function requestRows(tx: Tx, numbers: readonly string[]): Promise<ReadonlyMap<string, CaseRow>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx.query<CaseRow>(
    `SELECT ${caseColumns('c')} FROM cases c WHERE c.register_number = ANY ($1) AND c.parent_id IS NULL`,
    [[...new Set(numbers)]],
  );
  return new Map(rows.map((row) => [row.register_number, row]));
}
