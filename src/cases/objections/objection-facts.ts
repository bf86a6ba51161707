import type { DecisionKind } from '../../law/decision-kinds.js';
import { CITY_ZONE, laterOf, localDayOf, type LocalDate } from '../../law/local-date.js';
import type { NoticeFacts, ObjectionFacts, OrderFacts, SettledGrounds } from '../../law/open-grounds.js';
import { leftAfter, lengthens, waitsToLeave, type PaperLetter } from '../../law/paper-letter.js';
import type { RequestState } from '../../law/request-states.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { NEWS_OF_ORDER } from './order-letters.js';

interface DecisionRow {
  readonly outcome: DecisionKind;
  readonly at: Date;
  readonly late: boolean;
  readonly cost: number;
  readonly provide_on: LocalDate | null;
  readonly delivered_on: LocalDate | null;
  /** The day on which a printed notice was received, once the desk has recorded it. */
  readonly posted_to: LocalDate | null;
}

const DECISIONS = /* sql */ `
  SELECT d.outcome, d.at, d.late, d.cost_copy + d.cost_delivery + d.cost_other AS cost,
    coalesce(d.provide_on, CASE WHEN c.outcome = 'not_documented' OR c.status = 'granted_open' OR (v.granted_on IS NOT NULL AND v.promised_on IS NOT NULL)
      THEN d.available_on END) AS provide_on,
    coalesce(CASE WHEN d.outcome = 'not_documented' THEN v.promised_on ELSE v.granted_on END,
      CASE WHEN c.status <> 'granted_open' THEN v.delivered_on END) AS delivered_on,
    p.received_on AS posted_to
  FROM decisions d JOIN cases c ON c.id = d.case_id LEFT JOIN deliveries v ON v.case_id = d.case_id
  LEFT JOIN postings p ON p.effect_key = 'answered:' || d.case_id
  WHERE d.case_id = $1 ORDER BY d.at`;

/** Orders of superior, commission and courts that were carried out; the last of them made the request what it is. */
const LAST_ORDER_DONE = /* sql */ `
  SELECT max(day)::text AS day FROM (
    SELECT carried_out_on AS day FROM objection_orders WHERE case_id = $1
    UNION ALL
    SELECT s.carried_out_on FROM dispute_steps s JOIN disputes d ON d.id = s.dispute_id
      JOIN objections o ON o.id = d.objection_id WHERE o.case_id = $1) done`;

/**
 * SQL: when the requester got the superior's answer `o` with its order by letter, `a` its posting; `$2`, the day asked about,
 * while it lies at the desk; null where its mail told it.
 */
export const ORDER_TOLD_ON = `CASE WHEN o.reply_on_paper THEN coalesce(greatest(o.reply_left_on, a.received_on), $2)
  ELSE coalesce(a.received_on, a.sent_on) END`;

/** An order `r` that bound nobody any more before its day had passed: it was not broken. */
const ENDED_IN_TIME = `((r.ended_at AT TIME ZONE '${CITY_ZONE}')::date <= r.carry_out_by)`;

interface ExtensionRow {
  readonly onPaper: boolean;
  readonly leftOn: LocalDate | null;
  readonly termEndOn: LocalDate;
}

/**
 * What the law asks about a case before it says which grounds are open (law.md 6.4). Three statements, four if extended or
 * given in full.
 */
export async function objectionFacts(tx: Tx, row: CaseRow): Promise<ObjectionFacts> {
  const today = localDayOf(await tx.now());
  const { decisions, orders, settled, replyDue, givenInFullOn } = await read(tx, row, today);
  return {
    settled,
    state: row.status,
    replyDue,
    noticeWaits: waitsToLeave(noticeLetter(row), today),
    notices: [
      ...decisions.map((decision) => noticeOf(decision, row, replyDue, today)),
      ...(await closing(tx, row)),
      ...imported(row, decisions),
    ],
    givenInFullOn,
    orders,
  };
}

/**
 * The same as it stood on an earlier day, for a paper that reached the office then: what was told, delivered or carried
 * out later is left out. So silence is still silence although the answer has come meanwhile, and a request that became
 * final since then bears what it bore. A withdrawn one bears none, whenever the paper came.
 */
export async function objectionFactsOn(tx: Tx, row: CaseRow, day: LocalDate): Promise<ObjectionFacts> {
  const { decisions, orders, settled, replyDue, givenInFullOn } = await read(tx, row, day);
  const told = decisions.filter(({ at }) => localDayOf(at) <= day);
  const older = imported(row, decisions);
  const closed = [
    ...(await closing(tx, row)).filter(({ receivedOn }) => receivedOn < day),
    ...older.filter(({ receivedOn }) => receivedOn <= day),
  ];
  const isToldSince = decisions.length > told.length || older.some(({ receivedOn }) => receivedOn > day);
  const then = (on: LocalDate | null): LocalDate | null => (on !== null && on <= day ? on : null);
  return {
    settled: settled
      .filter(({ on }) => on <= day)
      .map((one) => ({ ...one, carriedOutOn: then(one.carriedOutOn ?? null) })),
    state: stateOn(row.status, told.length + closed.length > 0, isToldSince),
    replyDue,
    noticeWaits: told.length > 0 && waitsToLeave(noticeLetter(row), day),
    notices: [
      ...told
        .map((decision) => noticeOf(decision, row, replyDue, day))
        .map((notice) => ({ ...notice, deliveredOn: then(notice.deliveredOn) })),
      ...closed,
    ],
    givenInFullOn: then(givenInFullOn),
    orders: orders.map((order) => ({
      ...order,
      carriedOutOn: then(order.carriedOutOn),
      receivedOn: then(order.receivedOn ?? null),
    })),
  };
}

/** Whether a notice was still owed then, and whether any remedy was left; the table knows the rest. */
function stateOn(now: RequestState, wasTold: boolean, isToldSince: boolean): RequestState {
  if (now === 'withdrawn') return now;
  if (!wasTold && (isToldSince || now === 'closed_incomplete')) return 'processing';
  return now === 'final' ? 'closed_refused' : now;
}

/** `today`: the day asked about, until when a letter that lies at the desk has told nothing. */
async function read(
  tx: Tx,
  row: CaseRow,
  today: LocalDate,
): Promise<{
  readonly decisions: readonly DecisionRow[];
  readonly orders: readonly OrderFacts[];
  readonly settled: readonly SettledGrounds[];
  readonly replyDue: LocalDate | null;
  readonly givenInFullOn: LocalDate | null;
}> {
  return {
    givenInFullOn: await givenInFullOn(tx, row),
    replyDue: await replyDueOf(tx, row),
    decisions: await tx.query<DecisionRow>(DECISIONS, [row.id]),
    orders: await tx.query<OrderFacts>(
      `SELECT r.objection_id AS "objectionId", r.carry_out_by AS "carryOutBy", r.carried_out_on AS "carriedOutOn",
         CASE WHEN r.given_on IS NOT NULL THEN greatest(r.given_on, p.received_on) END AS "receivedOn",
         ${ORDER_TOLD_ON} AS "toldOn"
       FROM objection_orders r JOIN objections o ON o.id = r.objection_id
         LEFT JOIN postings p ON p.effect_key = ${NEWS_OF_ORDER}
         LEFT JOIN postings a ON a.effect_key = 'objection-answered:' || r.objection_id
       WHERE r.case_id = $1 AND r.carry_out_by IS NOT NULL
         AND NOT coalesce(${ENDED_IN_TIME}, false)`,
      [row.id, today],
    ),
    settled: await tx.query<SettledGrounds>(
      `SELECT o.grounds, (e.at AT TIME ZONE '${CITY_ZONE}')::date AS on,
         CASE WHEN r.objection_id IS NULL THEN e.carry_out_by WHEN ${ENDED_IN_TIME} THEN NULL
           ELSE r.carry_out_by END AS "carryOutBy",
         r.carried_out_on AS "carriedOutOn"
       FROM objections o JOIN objection_closings e ON e.objection_id = o.id
         LEFT JOIN objection_orders r ON r.objection_id = o.id
       WHERE o.case_id = $1 AND e.how = 'settled'`,
      [row.id],
    ),
  };
}

async function givenInFullOn(tx: Tx, row: CaseRow): Promise<LocalDate | null> {
  if (row.outcome !== 'granted_full') return null;
  const [last] = await tx.query<{ day: LocalDate | null }>(LAST_ORDER_DONE, [row.id]);
  return last?.day ?? null;
}

/** T4 where the letter that was to lengthen it did not leave in time, as far as it is known (law.md 2.2, 10). */
async function replyDueOf(tx: Tx, row: CaseRow): Promise<LocalDate | null> {
  if (row.extended_at === null || row.due_on === null) return row.due_on;
  const [extension] = await tx.query<ExtensionRow>(
    'SELECT on_paper AS "onPaper", left_on AS "leftOn", term_end_on AS "termEndOn" FROM extensions WHERE case_id = $1',
    [row.id],
  );
  if (extension === undefined || lengthens(extension, extension.termEndOn)) return row.due_on;
  return extension.termEndOn;
}

function noticeLetter(row: CaseRow): PaperLetter {
  return { onPaper: row.notice_on_paper, leftOn: row.notice_left_on };
}

/**
 * T7 counts from receipt (UU 14/2008 art. 36(1)): by mail the day of sending, by post the day that was recorded, and
 * never before the letter left; while it lies at the desk on the day `asOf`, T7 has not begun. Late is what was sent
 * after the date in force, on paper what left after it.
 */
function noticeOf(
  decision: DecisionRow,
  row: CaseRow,
  replyDue: LocalDate | null,
  asOf: LocalDate,
): NoticeFacts {
  const writtenOn = localDayOf(decision.at);
  const sentOn = laterOf(writtenOn, row.notice_left_on ?? writtenOn);
  const isLate = replyDue !== null && (writtenOn > replyDue || leftAfter(noticeLetter(row), replyDue));
  return {
    kind: decision.outcome,
    receivedOn: laterOf(sentOn, decision.posted_to ?? sentOn),
    waitsOn: waitsToLeave(noticeLetter(row), asOf) ? asOf : null,
    wasLate: decision.late || isLate,
    namesCost: decision.cost > 0,
    provideOn: decision.provide_on,
    deliveredOn: decision.delivered_on,
  };
}

/** The answer that an older register tells of: the program itself has made no decision of it. */
function imported(row: CaseRow, decisions: readonly DecisionRow[]): readonly NoticeFacts[] {
  const { noticed_at: noticed, closed_at: closed, due_at: due } = row;
  const outcome = row.noticed_outcome ?? row.outcome;
  const at = noticed ?? closed;
  if (decisions.length > 0 || at === null || outcome === null || row.repair_due_on !== null) return [];
  if (row.outcome === 'withdrawn') return [];
  return [
    {
      kind: outcome as DecisionKind,
      receivedOn: localDayOf(at),
      wasLate: noticed !== null && due !== null && noticed.getTime() >= due.getTime(),
      namesCost: false,
      provideOn: null,
      deliveredOn: null,
    },
  ];
}

/**
 * A request that was never completed has no notice, but its closing bears ground e: since the last day of T3, or since the
 * letter about it was received.
 */
async function closing(tx: Tx, row: CaseRow): Promise<readonly NoticeFacts[]> {
  if (row.outcome !== 'closed_incomplete' || row.repair_due_on === null) return [];
  const [posted] = await tx.query<{ received_on: LocalDate }>(
    `SELECT received_on FROM postings WHERE case_id = $1 AND received_on > $2 AND effect_key LIKE 'closed-incomplete:%'
     ORDER BY received_on DESC LIMIT 1`,
    [row.id, row.repair_due_on],
  );
  const receivedOn = posted?.received_on ?? row.repair_due_on;
  return [
    {
      kind: 'closed_incomplete',
      receivedOn,
      dayZero: posted === undefined ? 'end-of-term' : 'receipt',
      wasLate: false,
      namesCost: false,
      provideOn: null,
      deliveredOn: null,
    },
  ];
}
