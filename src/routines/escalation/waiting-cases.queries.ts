import type { OrderedBy } from '../../cases/requests/case-row.js';
import { Injectable } from '@nestjs/common';
import { CITY_ZONE } from '../../law/local-date.js';
import type { LocalDate } from '../../law/local-date.js';
import { REPLY_CLOCK_RUNS } from '../../law/request-states.js';
import { ANSWERABLE_STATES } from '../../law/state-sets.js';
import { sqlWords } from '../../platform/database/sql-words.js';
import type { Tx } from '../../platform/database/tx.js';

/** A case that a person is to be reminded of. */
export interface Recalled {
  readonly staffId: string;
  readonly caseId: string;
}

/** A case of the city in the lists of those who oversee it. */
export interface CityCase {
  readonly number: string;
  readonly agency: string | null;
  readonly dueOn: LocalDate;
  readonly overdue: boolean;
  /** An answer is owed; else it is an order or a letter alone. */
  readonly answers: boolean;
  /** The answer, or what was ordered, is written and lies at the desk on paper. */
  readonly posts: boolean;
  readonly orderDueOn: LocalDate | null;
  readonly orderBy: OrderedBy | null;
  /** How many there are in all, shown or not. */
  readonly dueCount: number;
  readonly overdueCount: number;
  readonly nextDueOn: LocalDate | null;
}

// The office's turn to work on it: no notice yet, and neither the requester nor the superior is waited for.
const OPEN = /* sql */ `c.noticed_at IS NULL AND c.closed_at IS NULL AND c.due_on IS NOT NULL
  AND c.status IN (${sqlWords(ANSWERABLE_STATES)}) AND c.part_count = 0`;

// Without an agency since it was entered or handed back. Each time it is left so, the desk is told once.
const UNASSIGNED = /* sql */ `
  SELECT c.id AS "caseId", s.id AS "staffId" FROM cases c
  CROSS JOIN LATERAL (
    SELECT (coalesce(max(a.at), c.entered_at) AT TIME ZONE '${CITY_ZONE}')::date AS day
    FROM assignments a WHERE a.case_id = c.id AND a.to_agency IS NULL) since
  JOIN staff s ON s.disabled_at IS NULL AND 'desk' = ANY (s.roles)
  WHERE ${OPEN} AND c.agency_code IS NULL AND since.day <= $1
    AND NOT EXISTS (SELECT 1 FROM digest_items i WHERE i.case_id = c.id AND i.reason = 'unassigned' AND i.day > since.day)`;

// Whoever answers for the cases of `told`: the holder, else the officers, and the heads; the desk where an agency has none.
const TOLD = /* sql */ `
  SELECT t.id AS "caseId", s.id AS "staffId" FROM told t
  LEFT JOIN staff h ON h.id = t.holder_id AND h.disabled_at IS NULL
  JOIN staff s ON s.disabled_at IS NULL AND (s.id = h.id
    OR ('officer' = ANY (s.roles) AND s.agency_code = t.agency_code AND (s.is_head OR h.id IS NULL))
    OR ('desk' = ANY (s.roles) AND h.id IS NULL AND NOT EXISTS (SELECT 1 FROM staff o
      WHERE o.disabled_at IS NULL AND 'officer' = ANY (o.roles) AND o.agency_code = t.agency_code)))`;

// A reminder by hand is no act on the case.
const IDLE = /* sql */ `
  WITH told AS (
    SELECT c.id, c.agency_code, c.holder_id FROM cases c
    CROSS JOIN LATERAL (
      SELECT (greatest(c.entered_at, max(a.recorded_at)) AT TIME ZONE '${CITY_ZONE}')::date AS day FROM audit a
      WHERE a.case_id = c.id AND a.actor_kind = 'staff' AND a.event <> 'reminded') act
    WHERE ${OPEN} AND c.agency_code IS NOT NULL AND act.day <= $1
      AND NOT EXISTS (SELECT 1 FROM digest_items i WHERE i.case_id = c.id AND i.reason = 'idle' AND i.day > act.day))
  ${TOLD}`;

// A later date (an extension is none: it must come in time) makes it overdue anew.
const OVERDUE = /* sql */ `
  WITH told AS (
    SELECT c.id, c.agency_code, c.holder_id FROM cases c
    WHERE c.noticed_at IS NULL AND c.closed_at IS NULL AND c.part_count = 0
      AND c.status IN (${sqlWords(REPLY_CLOCK_RUNS)}) AND c.due_at <= $1
      AND NOT EXISTS (SELECT 1 FROM digest_items i WHERE i.case_id = c.id AND i.reason = 'overdue' AND i.day > c.due_on))
  ${TOLD}`;

// An order is told of once as its day comes near, and once when it has passed; the digest names every one that waits.
// Where it leaves with a letter it is reported, and the letter is the desk's.
const ORDERS = /* sql */ `
  WITH told AS (
    SELECT c.id, c.agency_code, c.holder_id FROM cases c
    WHERE c.order_due_on <= $2 AND NOT c.order_in_letter AND NOT EXISTS (SELECT 1 FROM digest_items i WHERE i.case_id = c.id AND i.reason = 'order'
      AND i.day > CASE WHEN c.order_due_on < $1::date THEN c.order_due_on ELSE $1::date - 10 END))
  ${TOLD}`;

// The same view as the board, so that mail and page show the same figures.
const CITY = /* sql */ `
  SELECT c.register_number AS number, a.name_short AS agency, l.due_on AS "dueOn", l.overdue, l.answers,
    l.posts OR (c.order_in_letter AND NOT l.answers) AS posts,
    CASE WHEN NOT c.order_in_letter THEN c.order_due_on END AS "orderDueOn", c.order_by AS "orderBy",
    l.due_count AS "dueCount", l.overdue_count AS "overdueCount", l.next_due_on AS "nextDueOn"
  FROM (
    SELECT m.case_id, m.agency_code, m.duty_due_on AS due_on, m.duty_due_at <= $2 AS overdue, m.clock_runs AS answers,
      m.letter_due_on IS NOT NULL AS posts,
      (count(*) FILTER (WHERE m.duty_due_at > $2) OVER ())::int AS due_count,
      (count(*) FILTER (WHERE m.duty_due_at <= $2) OVER ())::int AS overdue_count,
      min(m.duty_due_on) FILTER (WHERE m.duty_due_at > $2) OVER () AS next_due_on
    FROM case_measures m WHERE (m.closed_at IS NULL OR m.order_due_on IS NOT NULL OR m.letter_due_on IS NOT NULL)
      AND m.duty_due_on <= $1) l
  JOIN cases c ON c.id = l.case_id LEFT JOIN agencies a ON a.code = l.agency_code
  ORDER BY l.due_on, c.register_number LIMIT $3`;

/** Which cases wait for too long, over the whole city. */
@Injectable()
export class WaitingCases {
  /** Those that have had no agency since `day` or longer, for each person at the desk. */
  unassignedSince(tx: Tx, day: LocalDate): Promise<readonly Recalled[]> {
    return tx.query<Recalled>(UNASSIGNED, [day]);
  }

  /** Those whose last act of the office was on `day` or earlier, for whoever holds them and the heads of the unit. */
  idleSince(tx: Tx, day: LocalDate): Promise<readonly Recalled[]> {
    return tx.query<Recalled>(IDLE, [day]);
  }

  /** Those whose reply date has passed and whose holder and heads were not told so yet. */
  async newlyOverdue(tx: Tx): Promise<readonly Recalled[]> {
    return tx.query<Recalled>(OVERDUE, [await tx.now()]);
  }

  /** Those with an order whose day comes by `soon` or has passed, for whoever holds them and the heads of the unit. */
  ordersBy(tx: Tx, today: LocalDate, soon: LocalDate): Promise<readonly Recalled[]> {
    return tx.query<Recalled>(ORDERS, [today, soon]);
  }

  /** Those that are due on `day` or were before, the most urgent first. */
  async dueBy(tx: Tx, day: LocalDate, limit: number): Promise<readonly CityCase[]> {
    return tx.query<CityCase>(CITY, [day, await tx.now(), limit]);
  }
}
