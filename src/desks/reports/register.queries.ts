import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';
import { objectionStandingOf, type ObjectionFacts, type ObjectionStanding } from './objection-facts.js';
import { instantsOf, type Knowledge, type RegisterSpan } from './register-span.js';
import { REQUEST_DETAILS, REQUEST_FACTS, type RequestDetails, type RequestFacts } from './request-facts.js';
import { mayHaveMoved, standingOf, type RequestStanding } from './request-standing.js';

/** A request of the register with how it stood. */
export interface StandingRequest {
  readonly facts: RequestFacts;
  readonly standing: RequestStanding;
  /** One of several items was refused outside art. 17 (art. 6(2)), whatever the whole is called. */
  readonly refusedItem: boolean;
}

/** An objection of the register with how it stood. */
export interface StandingObjection {
  readonly facts: ObjectionFacts;
  readonly standing: ObjectionStanding;
}

const ENTRIES = /* sql */ `
  SELECT ${REQUEST_FACTS.join(', ')}, EXISTS (SELECT 1 FROM cases p WHERE p.parent_id = case_id) AS is_split
  FROM register_requests
  WHERE entered_at >= $1 AND entered_at < $2 AND entered_at < $3
  ORDER BY register_year, register_seq, register_number`;

// Of the requests with several decisions; the outcome of a single one is the case's own.
const REFUSED_ITEMS = /* sql */ `
  SELECT DISTINCT d.case_id FROM decisions d JOIN register_requests r ON r.case_id = d.case_id
  WHERE d.outcome = 'refused_other' AND d.at < $3 AND r.entered_at >= $1 AND r.entered_at < $2`;

const DETAILS = /* sql */ `
  SELECT ${REQUEST_DETAILS.join(', ')} FROM register_requests WHERE case_id = ANY ($1)`;

// The last reply date that the trail named before the moment: moved calendars and repairs leave no other trace of the old
// one. Other days of a case (material, promised delivery, T3, T7, those of objections) are called `dueOn` too.
const DUE_THEN = /* sql */ `
  WITH named AS (
    SELECT case_id, seq, CASE WHEN event IN ('due-date-moved', 'due-date-firm')
        THEN jsonb_path_query_first(facts, '$.clocks[*] ? (@.clock == "T4" || @.clock == "T5").to') #>> '{}'
        ELSE facts->>'dueOn' END AS day
    FROM audit
    WHERE case_id = ANY ($1) AND recorded_at < $2 AND event IN ('filed', 'split', 'imported', 'completeness-lapsed', 'extended', 'repaired',
      'late-repair-accepted', 'reply-lapsed', 'due-date-moved', 'due-date-firm'))
  SELECT DISTINCT ON (case_id) case_id, day::date AS due_on FROM named WHERE day IS NOT NULL
  ORDER BY case_id, seq DESC`;

const OBJECTIONS = /* sql */ `
  SELECT * FROM register_objections
  WHERE entered_at >= $1 AND entered_at < $2 AND entered_at < $3
  ORDER BY register_year, register_seq`;

/** The entries of a register, as the view tells them and as they stood. */
@Injectable()
export class RegisterQueries {
  /** Every request entered in the span and known before the moment, in the order of its numbers. */
  async requests(tx: Tx, span: RegisterSpan, knowledge: Knowledge): Promise<readonly StandingRequest[]> {
    const { start, end } = instantsOf(span);
    const rows = await tx.query<RequestFacts>(ENTRIES, [start, end, knowledge.before]);
    const then = await this.dueThen(tx, rows, knowledge);
    const refused = await tx.query<{ case_id: string }>(REFUSED_ITEMS, [start, end, knowledge.before]);
    const refusedOf = new Set(refused.map(({ case_id }) => case_id));
    return rows.map((facts) => ({
      facts,
      standing: standingOf(facts, knowledge.before, then.get(facts.case_id)),
      refusedItem: refusedOf.has(facts.case_id),
    }));
  }

  /** What the official columns print of these cases, by case. */
  async details(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, RequestDetails>> {
    const rows = await tx.query<RequestDetails>(DETAILS, [ids]);
    return new Map(rows.map((row) => [row.case_id, row]));
  }

  /** Every objection entered in the span and known before the moment. */
  async objections(tx: Tx, span: RegisterSpan, knowledge: Knowledge): Promise<readonly StandingObjection[]> {
    const { start, end } = instantsOf(span);
    const rows = await tx.query<ObjectionFacts>(OBJECTIONS, [start, end, knowledge.before]);
    return rows.map((facts) => ({ facts, standing: objectionStandingOf(facts, knowledge.before) }));
  }

  private async dueThen(
    tx: Tx,
    rows: readonly RequestFacts[],
    { before }: Knowledge,
  ): Promise<ReadonlyMap<string, LocalDate>> {
    // Of a case that nothing has changed since, the present date is the date of then.
    const now = await tx.now();
    if (before.getTime() > now.getTime()) return new Map();
    const moved = rows.filter((facts) => mayHaveMoved(facts, before)).map(({ case_id }) => case_id);
    if (moved.length === 0) return new Map();
    const dates = await tx.query<{ case_id: string; due_on: LocalDate }>(DUE_THEN, [moved, before]);
    return new Map(dates.map(({ case_id, due_on }) => [case_id, due_on]));
  }
}
