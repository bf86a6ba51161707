import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import { writtenDeeds } from '../../office/register/written-gifts.js';
import { idArray } from '../../platform/database/sql-words.js';
import type { Tx } from '../../platform/database/tx.js';
import { objectionStandingOf, type ObjectionFacts, type ObjectionStanding } from './objection-facts.js';
import { instantsOf, type Knowledge, type RegisterSpan } from './register-span.js';
import {
  REQUEST_DETAILS,
  REQUEST_FACTS,
  type RequestDetails,
  type RequestFacts,
  type StandingFacts,
} from './request-facts.js';
import { mayHaveMoved, standingOf, type RequestStanding } from './request-standing.js';

/** A request of the register with how it stood. */
export interface StandingRequest {
  readonly facts: RequestFacts;
  readonly standing: RequestStanding;
  /** One of several items was refused outside art. 17 (art. 6(2)), whatever the whole is called. */
  readonly refusedItem: boolean;
  /** Information was given later because an order was carried out; the decision stays what the notice said. */
  readonly givenOnOrder: boolean;
}

/** An objection of the register with how it stood. */
export interface StandingObjection {
  readonly facts: ObjectionFacts;
  readonly standing: ObjectionStanding;
}

/** A request of the register with all that the official columns print. */
export interface PrintableRequest {
  readonly details: RequestDetails;
  readonly standing: RequestStanding;
}

const ENTERED = /* sql */ `FROM register_requests WHERE entered_at >= $1 AND entered_at < $2 AND entered_at < $3`;

// Where each agency has a series of its own (D14), one series stands after the other: its letters and year lead.
const IN_SERIES = 'register_year, left(register_number, -7) COLLATE "C", register_seq, register_number';
const IDS = `SELECT case_id ${ENTERED} ORDER BY ${IN_SERIES}`;
const COUNT = `SELECT count(*)::integer AS entries ${ENTERED}`;

// All rows of it are read in the end, so the quickest first row is of no use.
const OPEN_FACTS = /* sql */ `
  DECLARE register_facts NO SCROLL CURSOR FOR SELECT ${REQUEST_FACTS.join(', ')} ${ENTERED}`;
const AT_ONCE = 5_000;
const NEXT_FACTS = `FETCH ${String(AT_ONCE)} FROM register_facts`;

const DETAILS = /* sql */ `
  SELECT ${REQUEST_DETAILS.join(', ')}, CASE WHEN imported
    THEN (SELECT i.noticed_on FROM imported_entries i WHERE i.case_id = r.case_id) END AS imported_noticed_on,
    CASE WHEN imported THEN (SELECT (a.facts->>'extendedOn')::date FROM audit a
      WHERE a.case_id = r.case_id AND a.event = 'imported' ORDER BY a.seq LIMIT 1) END AS imported_extended_on
  FROM register_requests r WHERE case_id = ANY ($1::uuid[])`;

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

// The reply date of before the first move that was not known yet.
const REPLY_DUE_THEN = /* sql */ `
  SELECT DISTINCT ON (facts->>'objectionId') facts->>'objectionId' AS objection_id, (facts->>'previousDueOn')::date AS due_on
  FROM audit
  WHERE (case_id = ANY ($1) OR stream = ANY ($2)) AND recorded_at >= $3 AND event = 'due-date-moved'
    AND facts ? 'objectionId' AND facts->'clocks' @> '[{"clock": "T8"}]'
  ORDER BY facts->>'objectionId', recorded_at, seq`;

const OBJECTIONS = /* sql */ `
  SELECT * FROM register_objections
  WHERE entered_at >= $1 AND entered_at < $2 AND entered_at < $3
  ORDER BY ${IN_SERIES}`;

/** The entries of a register, as the view tells them and as they stood. */
@Injectable()
export class RegisterQueries {
  /** The requests entered in the span and known before the moment, in the order of their numbers. */
  async requestIds(tx: Tx, span: RegisterSpan, knowledge: Knowledge): Promise<readonly string[]> {
    const rows = await tx.query<{ case_id: string }>(IDS, asked(span, knowledge));
    return rows.map(({ case_id: id }) => id);
  }

  /** How many they are. */
  async countRequests(tx: Tx, span: RegisterSpan, knowledge: Knowledge): Promise<number> {
    const [row] = await tx.query<{ entries: number }>(COUNT, asked(span, knowledge));
    return row?.entries ?? 0;
  }

  /**
   * The same requests with how they stood, in no order, some thousand at a time out of one statement: whoever counts
   * them needs the memory of one piece. One such reading at a time in a transaction, which is given the time of a batch: a
   * year may hold hundreds of thousands.
   */
  async *standing(
    tx: Tx,
    span: RegisterSpan,
    knowledge: Knowledge,
  ): AsyncGenerator<readonly StandingRequest[]> {
    await tx.takeLonger();
    await tx.query('SET LOCAL cursor_tuple_fraction = 1');
    await tx.query(OPEN_FACTS, asked(span, knowledge));
    for (let isLast = false; !isLast;) {
      const rows = await tx.query<RequestFacts>(NEXT_FACTS);
      isLast = rows.length < AT_ONCE;
      const then = await this.dueThen(tx, rows, knowledge);
      yield rows.map((facts) => standingRequest(facts, knowledge, then));
    }
    await tx.query('CLOSE register_facts');
  }

  /** What the official columns print of these requests, in the order of the ids. */
  async printable(
    tx: Tx,
    ids: readonly string[],
    knowledge: Knowledge,
  ): Promise<readonly PrintableRequest[]> {
    const rows = await tx.query<RequestDetails>(DETAILS, [idArray(ids)]);
    const then = await this.dueThen(tx, rows, knowledge);
    const byId = new Map(rows.map((row) => [row.case_id, row]));
    return ids.flatMap((id) => {
      const details = byId.get(id);
      if (details === undefined) return [];
      return [{ details, standing: standingOf(details, knowledge.before, then.get(id)) }];
    });
  }

  /** Every objection entered in the span and known before the moment. */
  async objections(tx: Tx, span: RegisterSpan, knowledge: Knowledge): Promise<readonly StandingObjection[]> {
    const rows = await tx.query<ObjectionFacts>(OBJECTIONS, asked(span, knowledge));
    const then = await this.replyDueThen(tx, rows, knowledge);
    return rows.map((row) => {
      const facts = { ...row, reply_due_on: then.get(row.objection_id) ?? row.reply_due_on };
      return { facts, standing: objectionStandingOf(facts, knowledge.before) };
    });
  }

  private async replyDueThen(
    tx: Tx,
    rows: readonly ObjectionFacts[],
    { before }: Knowledge,
  ): Promise<ReadonlyMap<string, LocalDate>> {
    if (rows.length === 0 || before.getTime() > (await tx.now()).getTime()) return new Map();
    const cases = rows.flatMap(({ case_id }) => case_id ?? []);
    const streams = rows
      .filter(({ case_id }) => case_id === null)
      .map(({ objection_id }) => `objection:${objection_id}`);
    const dates = await tx.query<{ objection_id: string; due_on: LocalDate }>(REPLY_DUE_THEN, [
      cases,
      streams,
      before,
    ]);
    return new Map(dates.map(({ objection_id, due_on }) => [objection_id, due_on]));
  }

  private async dueThen(
    tx: Tx,
    rows: readonly StandingFacts[],
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

function asked(span: RegisterSpan, { before }: Knowledge): readonly Date[] {
  const { start, end } = instantsOf(span);
  return [start, end, before];
}

function standingRequest(
  facts: RequestFacts,
  { before }: Knowledge,
  then: ReadonlyMap<string, LocalDate>,
): StandingRequest {
  const refusedAt = facts.refused_item_at;
  return {
    facts,
    standing: standingOf(facts, before, then.get(facts.case_id)),
    refusedItem: refusedAt !== null && refusedAt.getTime() < before.getTime(),
    givenOnOrder:
      (facts.orders ?? []).some(({ at, gave }) => gave && Date.parse(at) < before.getTime()) ||
      isToldAsGiven(facts),
  };
}

/** Whether an older register tells of an order that was carried out, and of information handed over on that day. */
function isToldAsGiven(facts: RequestFacts): boolean {
  const { imported_decision: decision, imported_provided_on: last, imported_provided_before: before } = facts;
  return writtenDeeds(decision).some((day) => day === last || before?.includes(day) === true);
}
