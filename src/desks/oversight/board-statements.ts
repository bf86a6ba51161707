import { owedDelivery, promisedDelivery } from '../../cases/requests/owed.queries.js';
import { CITY_ZONE } from '../../law/local-date.js';
import { NO_AGENCY } from '../../platform/database/kept-counts.js';
import { AT_WORK } from './at-work.js';

/**
 * What the board is counted with. The last three values of each: agencies (`NO_AGENCY` among them for the cases of none), their kind,
 * channel; null = of any.
 */
export interface BoardStatements {
  /** $1 = now, $2 = the date that all older ones share. */
  readonly standing: string;
  /** $1 = the moment compared with, $2 = that of the set, $3, $4 = first and last due date that were soon. */
  readonly past: string;
  /** $1 to $4 = the period and the earlier one, $5 = now, $6, $7 = since when, $8 = today, $9 = working days up to each day from $10 on. */
  readonly outcomes: string;
  /** $1, $2 = the period, $3 = the moment compared with. */
  readonly objections: string;
  /** $1 = where each week of the trend begins and the last one ends, $2 = the moment compared with. */
  readonly weeks: string;
}

/** The cases of all, and of none; the agencies are null. */
export const OF_ALL = statements((codes) => [`${codes}::text[] IS NULL`]);

/** The cases of some agencies, found by indexes that begin with the agency: another way in for those of none. */
export const OF_SOME = statements((codes) => [
  `m.agency_code = ANY(${codes}::text[])`,
  `m.agency_code IS NULL AND '${NO_AGENCY}' = ANY(${codes}::text[])`,
]);

function statements(waysIn: (codes: string) => readonly string[]): BoardStatements {
  const narrowed = (group: string, channel: string): string =>
    `(${group}::text IS NULL OR m.agency_kind = ${group}) AND (${channel}::text IS NULL OR m.channel = ${channel})`;

  /** Cases that any of the conditions holds for; no two hold at once. One way in for each, for an index knows no "or". */
  const casesOf = (codes: string, ...conditions: readonly string[]): string => {
    const ways = conditions.flatMap((condition) => waysIn(codes).map((way) => `${condition} AND ${way}`));
    return `(${ways.map((way) => `SELECT * FROM case_measures m WHERE ${way}`).join(' UNION ALL ')}) m`;
  };

  /** What is at work, and what is closed and promised. */
  const ofTheOffice = (codes: string): string =>
    casesOf(codes, AT_WORK, `${promisedDelivery('m')} AND m.order_due_on IS NULL`);

  /** Cases that wait for a notice, and those that left since a moment. */
  const leftSince = (moment: string, codes: string): string =>
    casesOf(codes, 'm.left_at IS NULL', `m.left_at > ${moment}`);

  /** For statements that come from few rows of another table. */
  const ofThese = (codes: string): string => `(${waysIn(codes).join(' OR ')})`;

  /** Cases that were open at a moment. An extension that came later is taken back, and so is a later wait for the requester. */
  const openAt = (moment: string): string => /* sql */ `
    ${leftSince(moment, '$5')}
    LEFT JOIN extensions e ON e.case_id = m.case_id AND e.at > ${moment}
    CROSS JOIN LATERAL (SELECT coalesce(e.old_due_on, m.due_on) AS due_on, coalesce(m.complete_at <= ${moment}, false)
      OR NOT EXISTS (SELECT 1 FROM incompleteness_letters l WHERE l.case_id = m.case_id AND l.sent_at <= ${moment}) AS runs) was
    WHERE m.received_at <= ${moment} AND ${narrowed('$6', '$7')}`;

  // Working days are counted by the law: $9 holds how many there were up to each day from $10 on.
  const taken = (day: string): string => `($9::integer[])[greatest(1, ${day} - $10::date + 1)]`;

  // A term that ends with a week fell due in it.
  const weekOf = (moment: string): string => `width_bucket(${moment}, $1::timestamptz[]) - 1`;

  return {
    standing: /* sql */ `
      SELECT m.agency_code, CASE WHEN m.duty_due_on < $2::date THEN $2::date ELSE m.duty_due_on END AS due_on,
        (count(*) FILTER (WHERE m.awaits_notice))::integer AS open,
        (count(*) FILTER (WHERE m.duty_runs))::integer AS running,
        (count(*) FILTER (WHERE m.duty_due_at <= $1))::integer AS late,
        min(m.duty_due_on) FILTER (WHERE m.duty_due_at <= $1) AS oldest,
        (count(*) FILTER (WHERE m.status = 'incomplete'))::integer AS waiting,
        (count(*) FILTER (WHERE m.status = 'consent_pending'))::integer AS consent,
        (count(*) FILTER (WHERE ${owedDelivery('m')}))::integer AS to_deliver,
        (count(*) FILTER (WHERE m.awaits_notice AND (m.agency_code IS NULL OR m.holder_id IS NULL)))::integer AS ownerless
      FROM ${ofTheOffice('$3')} WHERE ${narrowed('$4', '$5')}
      GROUP BY 1, 2`,
    past: /* sql */ `
      SELECT 'then' AS part, m.agency_code, NULL::date AS due_on, NULL::date AS left_on, count(*)::integer AS open,
        (count(*) FILTER (WHERE e.case_id IS NULL AND m.due_at <= $1 AND was.runs))::integer AS late,
        (count(*) FILTER (WHERE was.runs AND was.due_on BETWEEN $3 AND $4))::integer AS soon
      FROM ${openAt('$1::timestamptz')} GROUP BY 2
      UNION ALL
      SELECT 'then', m.agency_code, NULL, NULL, 0, (count(*) FILTER (WHERE w.due_on < $3))::integer,
        (count(*) FILTER (WHERE w.due_on BETWEEN $3 AND $4))::integer
      FROM ${orderedAt('$1::timestamptz')} w JOIN case_measures m ON m.case_id = w.case_id
      WHERE m.left_at <= $1 AND ${ofThese('$5')} AND ${narrowed('$6', '$7')} GROUP BY 2
      UNION ALL
      SELECT 'set', m.agency_code, was.due_on, (m.left_at AT TIME ZONE '${CITY_ZONE}')::date, count(*)::integer, 0, 0
      FROM ${openAt('$2::timestamptz')} GROUP BY 2, 3, 4`,
    outcomes: /* sql */ `
      SELECT CASE WHEN grouping(n.ended) = 0 THEN 'pace' ELSE 'answered' END AS part, n.agency_code, n.days, n.ended,
        count(*)::integer AS notices, (count(*) FILTER (WHERE n.ended BETWEEN $1 AND $2))::integer AS cases, 0 AS on_time, 0 AS extended,
        (count(*) FILTER (WHERE n.ended BETWEEN $3 AND $4))::integer AS cases_then, 0 AS on_time_then
      FROM (
        SELECT m.agency_code, m.noticed_on AS ended, ${taken('m.noticed_on')} - ${taken('m.counted_from')} AS days
        FROM ${casesOf('$11', `m.answered AND (m.left_at >= $6::timestamptz OR m.notice_left_on >= $7) AND m.noticed_on BETWEEN $7 AND $8`)}
        WHERE ${narrowed('$12', '$13')}
      ) n
      GROUP BY GROUPING SETS ((n.agency_code, n.days), (n.agency_code, n.ended))
      UNION ALL
      SELECT 'due', m.agency_code, NULL, NULL, 0, (count(*) FILTER (WHERE d.now))::integer,
        (count(*) FILTER (WHERE d.now AND m.on_time))::integer, (count(*) FILTER (WHERE d.now AND m.extended))::integer,
        (count(*) FILTER (WHERE d.before))::integer, (count(*) FILTER (WHERE d.before AND m.on_time))::integer
      FROM ${casesOf('$11', 'm.due_counts AND m.due_on BETWEEN $3 AND $2 AND m.due_at <= $5')}
      CROSS JOIN LATERAL (SELECT m.due_on BETWEEN $1 AND $2 AS now, m.due_on BETWEEN $3 AND $4 AS before) d
      WHERE ${narrowed('$12', '$13')}
      GROUP BY 2`,
    objections: /* sql */ `
      SELECT m.agency_code, (count(*) FILTER (WHERE o.status = 'open'))::integer AS open,
        (count(*) FILTER (WHERE o.received_at <= $3 AND (o.answered_at IS NULL OR o.answered_at > $3)
          AND (o.closed_at IS NULL OR o.closed_at > $3) AND o.reply_due_at > $3))::integer AS open_then,
        (count(*) FILTER (WHERE o.received_on BETWEEN $1 AND $2))::integer AS filed
      FROM objections o LEFT JOIN case_measures m ON m.case_id = o.case_id
      WHERE (o.status = 'open' OR o.received_on BETWEEN $1 AND $2 OR o.reply_due_at > $3)
        AND ${ofThese('$4')} AND ${narrowed('$5', '$6')}
      GROUP BY 1`,
    weeks: /* sql */ `
      SELECT m.agency_code, ${weekOf('m.received_at')} AS came, ${weekOf('m.left_at')} AS left_in,
        ${weekOf(`m.due_at - interval '1 microsecond'`)} AS due_in, count(*)::integer AS cases,
        (count(*) FILTER (WHERE m.received_at > $2))::integer AS came_lately,
        (count(*) FILTER (WHERE m.left_at > $2))::integer AS left_lately
      FROM ${leftSince(`($1::timestamptz[])[1] - interval '1 microsecond'`, '$3')} WHERE ${narrowed('$4', '$5')}
      GROUP BY 1, 2, 3, 4`,
  };
}

/** Orders that waited at a moment, a row a case. Those of answered cases are duties of their own; before that the answer is. */
function orderedAt(moment: string): string {
  return /* sql */ `(
    SELECT case_id, min(carry_out_by) AS due_on FROM (
      SELECT r.case_id, r.carry_out_by FROM objection_orders r JOIN objections o ON o.id = r.objection_id
      WHERE coalesce(r.agreed_at, o.answered_at) <= ${moment} AND coalesce(r.carried_out_at > ${moment}, r.ended_at > ${moment}, true)
      UNION ALL
      SELECT o.case_id, s.carry_out_by FROM dispute_steps s JOIN disputes d ON d.id = s.dispute_id
        JOIN objections o ON o.id = d.objection_id
      WHERE s.at <= ${moment} AND (s.order_state = 'open' OR s.carried_out_at > ${moment})
        AND coalesce(s.suspended_at > ${moment}, true)
    ) orders GROUP BY 1)`;
}
