import { LIFECYCLE } from '../../src/law/request-lifecycle.js';

/** Clocks of the request itself; each runs at most once. */
const OF_REQUEST = `('completeness-check', 'repair', 'reply', 'delivery', 'objection-window')`;
const OF_OBJECTION = `('objection-reply', 'order-execution', 'commission-window')`;
const OF_DISPUTE = `('court-window', 'cassation-window', 'dispute-order', 'dispute-end')`;
/** Midnight WIT after a day: the moment at which a term of the law ends. */
const endOf = (day: string): string => `((${day} + 1)::timestamp AT TIME ZONE 'Asia/Jayapura')`;
/** The case in question with the parts of it. */
const FAMILY = `family AS (SELECT * FROM cases WHERE id = $1 OR parent_id = $1)`;
/** Told decisions that rest on art. 17; what stands with a split request is a copy of what its parts decided. */
const EXEMPTED = `exempted AS (SELECT d.* FROM item_decisions d JOIN family f ON f.id = d.case_id
  WHERE d.noticed_at IS NOT NULL AND d.outcome IN ('refused_exempt', 'granted_partial')
    AND NOT EXISTS (SELECT 1 FROM family g WHERE g.parent_id = f.id))`;
/** Nobody consented to the proposal about this very item. */
const UNCONSENTED = `NOT EXISTS (SELECT 1 FROM refusal_proposals p
  WHERE p.case_id = d.case_id AND p.status = 'consented' AND d.item_id = ANY (p.item_ids))`;
const OPEN = `open_rows AS (SELECT d.* FROM due_rows d JOIN family f ON f.id = d.case_id WHERE d.done_at IS NULL)`;
const OBJECTED = `objected AS (SELECT o.* FROM objections o WHERE o.case_id = $1)`;
const DISPUTED = `disputed AS (SELECT s.* FROM disputes s JOIN objected o ON o.id = s.objection_id)`;

/** States from which the timer may close the request for good. */
const CLOSED = LIFECYCLE.filter((row) => row.record === 'request' && row.event === 'finalise')
  .flatMap((row) => row.from)
  .map((state) => `'${state}'`)
  .join(', ');

const AWAITING = `('received', 'incomplete', 'processing', 'extended', 'consent_pending')`;
/** The kinds of decision (law.md 6.1) that a state may stand for; an order that was carried out grants, in whole or part. */
const OUTCOMES: Readonly<Record<string, readonly string[]>> = {
  granted_open: ['granted_full', 'granted_partial'],
  closed_granted: ['granted_full'],
  closed_granted_partial: ['granted_partial'],
  closed_refused: ['refused_exempt', 'refused_other'],
  closed_not_held: ['not_held'],
  closed_not_yet_held: ['not_yet_held'],
  closed_not_documented: ['not_documented'],
  closed_incomplete: ['closed_incomplete'],
  withdrawn: ['withdrawn'],
};
const FITTING = Object.entries(OUTCOMES)
  .flatMap(([state, kinds]) => kinds.map((kind) => `('${state}', '${kind}')`))
  .join(', ');

/** What happens to a case, by its name in the trail, and the mail that tells the requester of it, once each time. */
const TOLD: Readonly<Record<string, string>> = {
  filed: 'registered',
  'reply-lapsed': 'overdue',
  'closed-incomplete': 'closed-incomplete',
  extended: 'extended',
  withdrawn: 'withdrawn',
  'objection-filed': 'objection-filed',
  'objection-lapsed': 'objection-silent',
  'objection-answered': 'objection-answered',
};
const NEWS = Object.entries(TOLD)
  .map(([event, kind]) => `('${event}', '${kind}')`)
  .join(', ');

/** What may never be true of a case, whatever was tried (law.md sections 2, 3, 7). Each answers the offenders. */
export const NEVER_OF_A_CASE: Readonly<Record<string, string>> = {
  'two open clocks of one kind on a case': `
    SELECT case_id, kind FROM open_rows WHERE kind IN ${OF_REQUEST}
    -- What was promised beside a grant has a T6 of its own.
    GROUP BY case_id, kind, kind = 'delivery' AND stage = 'rest' HAVING count(*) > 1`,
  'two open clocks of one kind on an objection': `
    SELECT objection_id, kind FROM open_rows WHERE kind IN ${OF_OBJECTION}
    GROUP BY objection_id, kind HAVING count(*) > 1`,
  'two open clocks of one kind on a dispute': `
    SELECT facts->>'disputeId' AS id, kind FROM open_rows WHERE kind IN ${OF_DISPUTE}
    GROUP BY facts->>'disputeId', kind HAVING count(*) > 1`,
  'a closed or ended case with a running clock': `
    SELECT c.id, d.kind FROM family c JOIN open_rows d ON d.case_id = c.id
    WHERE d.kind IN ('completeness-check', 'repair', 'reply', 'delivery')
      AND (c.closed_at IS NOT NULL OR c.status IN (${CLOSED}, 'withdrawn', 'final'))
      -- What was not documented is owed although the request is closed.
      AND NOT (d.kind = 'delivery' AND c.status = 'closed_not_documented' AND c.provide_on IS NOT NULL)`,
  'an answered case with a reply clock': `
    SELECT c.id, d.kind FROM family c JOIN open_rows d ON d.case_id = c.id
    WHERE c.noticed_at IS NOT NULL AND d.kind IN ('completeness-check', 'reply', 'reply-reminder')`,
  'a withdrawn or final case with a right to object': `
    SELECT c.id, d.kind FROM family c JOIN open_rows d ON d.case_id = c.id
    WHERE c.status IN ('withdrawn', 'final') AND d.kind IN ('objection-window', 'objection-window-reminder')`,
  'an ended objection with a running clock': `
    SELECT o.id, d.kind FROM objected o JOIN open_rows d ON d.objection_id = o.id
    WHERE o.status IN ('settled', 'withdrawn', 'final') AND d.kind IN ${OF_OBJECTION}
      -- What both sides agreed on is still to be carried out.
      AND NOT (o.status = 'settled' AND d.kind IN ('order-execution', 'order-reminder') AND EXISTS (
        SELECT 1 FROM objection_orders r WHERE r.objection_id = o.id AND r.agreed_at IS NOT NULL
          AND r.carried_out_at IS NULL AND r.ended_at IS NULL))`,
  'an answered objection whose answer is still waited for': `
    SELECT o.id FROM objected o JOIN open_rows d ON d.objection_id = o.id
    WHERE o.status <> 'open' AND d.kind IN ('objection-reply', 'objection-reply-reminder')`,
  'a term for the commission beside a dispute': `
    SELECT s.id FROM disputed s JOIN open_rows d ON d.objection_id = s.objection_id WHERE d.kind = 'commission-window'`,
  'a final dispute with a running clock': `
    SELECT s.id, d.kind FROM disputed s JOIN open_rows d ON d.facts->>'disputeId' = s.id::text
    WHERE s.status = 'final' AND d.kind IN ${OF_DISPUTE}`,
  'a clock that disagrees with the day its record names': `
    SELECT d.kind, d.due_at, r.day FROM open_rows d JOIN (
      SELECT id AS key, 'completeness-check' AS kind, completeness_due_on AS day FROM family
      UNION ALL SELECT id, 'repair', repair_due_on FROM family
      UNION ALL SELECT id, 'reply', due_on FROM family
      UNION ALL SELECT id, 'delivery', CASE WHEN promised_due_on IS NULL THEN provide_on ELSE granted_due_on END FROM family
      UNION ALL SELECT id, 'delivery/rest', promised_due_on FROM family
      UNION ALL SELECT id, 'objection-window', objection_until FROM family
      UNION ALL SELECT id, 'objection-reply', reply_due_on FROM objected
      UNION ALL SELECT id, 'commission-window', commission_until FROM objected
      UNION ALL SELECT objection_id, 'order-execution', carry_out_by FROM objection_orders WHERE case_id = $1
      UNION ALL SELECT id, CASE status WHEN 'ruled' THEN 'court-window' ELSE 'cassation-window' END, further_until
        FROM disputed
    ) r ON r.kind = d.kind || CASE WHEN d.kind = 'delivery' AND d.stage = 'rest' THEN '/rest' ELSE '' END AND r.key = CASE
      WHEN d.kind IN ${OF_OBJECTION} THEN d.objection_id
      WHEN d.kind IN ${OF_DISPUTE} THEN (d.facts->>'disputeId')::uuid
      ELSE d.case_id END
    WHERE d.due_at IS DISTINCT FROM ${endOf('r.day')}`,
  'a state that the outcome disagrees with': `
    SELECT c.id, c.status, c.outcome FROM family c
    WHERE CASE WHEN c.status IN ${AWAITING} THEN c.outcome IS NOT NULL
      WHEN c.status = 'final' THEN c.outcome IS NULL
      ELSE (c.status, coalesce(c.outcome, '')) NOT IN (${FITTING}) END`,
  'a requester who was not told once of what happened': `
    SELECT v.event, e.n AS happened, m.n AS told FROM (VALUES ${NEWS}) v(event, kind),
      LATERAL (SELECT count(*) AS n FROM audit a WHERE a.case_id = $1 AND a.event = v.event) e,
      LATERAL (SELECT count(*) AS n FROM outbox o
        WHERE o.case_id = $1 AND o.kind = v.kind AND o.recipient_kind = 'requester') m
    WHERE e.n <> m.n`,
  'a notice that was not told once': `
    SELECT c.id FROM cases c, LATERAL (SELECT count(*) AS n FROM outbox o
      WHERE o.case_id = c.id AND o.kind = 'answered' AND o.recipient_kind = 'requester') m
    WHERE c.id = $1 AND m.n <> (c.noticed_at IS NOT NULL)::int`,
  'a paper that nobody is asked to print': `
    SELECT o.effect_key FROM outbox o WHERE o.case_id = $1 AND o.state = 'undeliverable'
      AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.case_id = $1 AND t.kind = 'print-mail' AND t.facts->>'effectKey' = o.effect_key)`,
  'a letter with a day that its task does not name': `
    SELECT t.once_key, t.due_on FROM family c JOIN tasks t ON t.case_id = c.id LEFT JOIN extensions x ON x.case_id = c.id
    WHERE t.done_at IS NULL AND (t.once_key = 'print-mail:extended:' || c.id AND t.due_on IS DISTINCT FROM x.term_end_on
      OR t.once_key = 'print-mail:answered:' || c.id AND c.letter_due_on IS NOT NULL AND t.due_on <> c.letter_due_on)`,
  'a case that owes a notice and has no clock': `
    SELECT c.id, c.status FROM family c
    WHERE c.parent_id IS NULL AND c.status IN ('received', 'processing', 'extended', 'consent_pending')
      AND c.noticed_at IS NULL AND (c.due_at IS NULL OR c.due_at > tenggat_now())
      AND NOT EXISTS (SELECT 1 FROM open_rows d WHERE d.case_id = c.id AND d.kind = 'reply')`,
  'an undecided objection without a clock': `
    SELECT o.id FROM objected o WHERE o.status = 'open'
      AND NOT EXISTS (SELECT 1 FROM open_rows d WHERE d.objection_id = o.id AND d.kind = 'objection-reply')`,
  'an order that waits without a clock': `
    SELECT r.objection_id FROM objection_orders r WHERE r.case_id = $1 AND r.carried_out_at IS NULL AND r.ended_at IS NULL AND r.lapsed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM open_rows d WHERE d.objection_id = r.objection_id AND d.kind = 'order-execution')`,
  'an order of the superior on a withdrawn request': `
    SELECT r.objection_id FROM objection_orders r JOIN family f ON f.id = r.case_id
    WHERE f.status = 'withdrawn' AND r.carried_out_at IS NULL AND r.ended_at IS NULL`,
  'a promise of delivery without a clock': `
    SELECT c.id FROM family c WHERE c.parent_id IS NULL AND c.status = 'granted_open'
      AND c.provide_on >= (tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date
      AND NOT EXISTS (SELECT 1 FROM open_rows d WHERE d.case_id = c.id AND d.kind = 'delivery')`,
  'a closed request that nothing will ever end': `
    SELECT c.id, c.status FROM family c WHERE c.parent_id IS NULL AND c.status IN (${CLOSED})
      AND NOT EXISTS (SELECT 1 FROM open_rows d WHERE d.case_id = c.id
        AND (d.kind = 'objection-window' OR d.kind IN ${OF_OBJECTION} OR d.kind IN ${OF_DISPUTE}))
      AND NOT EXISTS (SELECT 1 FROM objection_orders r WHERE r.case_id = c.id AND r.carried_out_at IS NULL AND r.ended_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM disputed s WHERE s.status <> 'final')
      AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.case_id = c.id AND t.kind = 'print-mail' AND t.done_at IS NULL)`,
  'a part that lives on after its request': `
    SELECT p.id FROM family p JOIN family c ON c.id = p.parent_id
    WHERE c.status IN ('withdrawn', 'final') AND p.status NOT IN ('withdrawn', 'final') AND p.noticed_at IS NULL`,
  'a refusal that one person proposed and consented to': `
    SELECT p.case_id FROM refusal_proposals p JOIN family f ON f.id = p.case_id
    WHERE p.status = 'consented' AND p.proposed_by = p.decided_by`,
  'a refusal on article 17 without consent': `
    SELECT d.id FROM exempted d WHERE d.outcome = 'refused_exempt' AND ${UNCONSENTED}`,
  'a partial grant on article 17 without consent': `
    SELECT d.id FROM exempted d WHERE d.outcome = 'granted_partial' AND ${UNCONSENTED}`,
  'an undecided proposal of refusal after the end of its request': `
    SELECT p.id FROM refusal_proposals p JOIN family f ON f.id = p.case_id
    WHERE p.status = 'open' AND (f.noticed_at IS NOT NULL OR f.status IN (${CLOSED}, 'withdrawn', 'final'))`,
  'a decider of an objection who consented and was not warned': `
    SELECT r.objection_id FROM objection_replies r JOIN objected o ON o.id = r.objection_id
      JOIN audit a ON a.case_id IN (SELECT id FROM family) AND a.event = 'consented' AND a.actor_id = r.staff_id::text
    WHERE NOT r.consented_before AND a.recorded_at <= r.at`,
  'a late notice that is not marked': `
    SELECT d.id FROM item_decisions d JOIN family f ON f.id = d.case_id
    WHERE f.parent_id IS NULL AND d.noticed_at IS NOT NULL AND d.returned_at IS NULL AND d.late <> (d.noticed_at >= f.due_at)`,
  'a lapse that is dated otherwise than its due moment': `
    SELECT a.event, a.effective_at FROM audit a JOIN family f ON f.id = a.case_id
    WHERE a.event IN ('completeness-lapsed', 'closed-incomplete', 'reply-lapsed', 'delivery-lapsed', 'objection-lapsed')
      AND NOT EXISTS (SELECT 1 FROM due_rows d WHERE d.case_id IN (a.case_id, f.parent_id) AND d.due_at = a.effective_at
        AND d.outcome = 'taken')`,
  'an effect dated otherwise than its due moment': `
    SELECT d.id, d.kind FROM due_rows d JOIN family f ON f.id = d.case_id
    WHERE d.outcome = 'taken' AND d.effective_at IS DISTINCT FROM d.due_at`,
  'a clock that has run out and does nothing': `
    SELECT id, kind, last_error FROM open_rows
    WHERE attempts > 0 OR kind IN ${OF_REQUEST} AND due_at <= tenggat_now()
      OR kind IN ${OF_OBJECTION} AND due_at <= tenggat_now() OR kind IN ${OF_DISPUTE} AND due_at <= tenggat_now()`,
  'a case that the new calendar could not count': `
    SELECT x.case_id, x.reason FROM calendar_failures x JOIN family f ON f.id = x.case_id`,
  'an exemption that has ended and is not open': `
    SELECT e.id FROM exemption_decrees e JOIN refusal_proposals p ON p.decree_id = e.id JOIN family f ON f.id = p.case_id
    WHERE e.exempt_until <= (tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date AND e.opened_at IS NULL`,
  'an exemption without its clock': `
    SELECT e.id FROM exemption_decrees e JOIN refusal_proposals p ON p.decree_id = e.id JOIN family f ON f.id = p.case_id
    WHERE e.opened_at IS NULL AND e.exempt_until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM due_rows d
      WHERE d.case_id IS NULL AND d.kind = 'exemption-end' AND d.stage = e.id::text
        AND d.due_at = e.exempt_until::timestamp AT TIME ZONE 'Asia/Jayapura')`,
};

/** What may never be true of the registers. */
export const NEVER_OF_THE_REGISTERS: Readonly<Record<string, string>> = {
  'two cases with one number': `
    SELECT register_number FROM cases GROUP BY register_number HAVING count(*) > 1`,
  'a gap in the register': `
    SELECT public_body, register_year FROM cases
    GROUP BY public_body, register_year HAVING max(register_seq) - min(register_seq) + 1 <> count(DISTINCT register_seq)`,
  'two objections with one number': `
    SELECT register_number FROM objections GROUP BY register_number HAVING count(*) > 1`,
  'a gap in the register of objections': `
    SELECT public_body, register_year FROM objections
    GROUP BY public_body, register_year HAVING max(register_seq) - min(register_seq) + 1 <> count(DISTINCT register_seq)`,
  'two letters with one number': `
    SELECT number FROM letters WHERE number IS NOT NULL GROUP BY kind, number HAVING count(*) > 1`,
};

function all(never: Readonly<Record<string, string>>): string {
  return Object.entries(never)
    .map(([name, sql]) => `SELECT '${name}' || ': ' || to_jsonb(x)::text AS broken FROM (${sql}) x`)
    .join('\nUNION ALL\n');
}

const WITH = [FAMILY, EXEMPTED, OPEN, OBJECTED, DISPUTED].join(', ');

/** One statement; $1 = the case; answers `broken`, the broken invariants with an offender each. */
export const BROKEN_OF_A_CASE = `WITH ${WITH} ${all(NEVER_OF_A_CASE)}`;

/** The same for the registers, without a parameter. */
export const BROKEN_OF_THE_REGISTERS = all(NEVER_OF_THE_REGISTERS);
