import { randomUUID } from 'node:crypto';

const X = randomUUID();
const Y = randomUUID();
const JUNE = `'2026-06-01T15:00:00Z'`;

/** An open row of a clock: of the case, or of the planted objection or dispute. */
function clock(kind: string, stage: string, at: string = JUNE): string {
  const objection = /^(?:objection-reply|order|commission)/u.test(kind) ? `'${X}'` : 'NULL';
  const facts = /^(?:court|cassation|dispute)/u.test(kind) ? `{"disputeId":"${X}"}` : '{}';
  return `INSERT INTO due_rows (case_id, kind, stage, due_at, objection_id, facts)
    VALUES ($1, '${kind}', '${stage}', ${at}, ${objection}, '${facts}')`;
}

const objection = (status: string, number = 'K-1', seq = 1): string => `
  INSERT INTO objections (id, public_body, register_year, register_seq, register_number, case_id, requester_id, grounds,
    story, late, status, received_at, entered_at, received_on, reply_due_on, reply_due_at, commission_until, rule_set_version, channel)
  SELECT '${number === 'K-1' ? X : Y}', public_body, 2026, ${String(seq)}, '${number}', $1, requester_id, '{d}', 'Cerita', false,
    '${status}', now(), now(), '2026-03-02', '2026-06-01', ${JUNE}, '2026-06-01', rule_set_version, 'web' FROM cases WHERE id = $1`;
const dispute = (status: string): string => `
  INSERT INTO disputes (id, objection_id, commission_number, filed_on, status, registered_at, registered_by, final_at,
    further_until)
  VALUES ('${X}', '${X}', '1', '2026-03-02', '${status}', now(), '${X}', ${status === 'final' ? 'now()' : 'NULL'}, '2026-05-01')`;
const item = (outcome: string, late: boolean): string => `
  INSERT INTO item_decisions (id, act_id, case_id, item_id, outcome, cost_copy, cost_delivery, cost_other,
    pauses_for_payment, explanation, file_ids, blackouts, late, staff_id, decided_at, noticed_at)
  SELECT '${X}', '${X}', $1, id, '${outcome}', 0, 0, 0, false, 'Alasan', '{}', '[]', ${String(late)}, '${X}', now(),
    '2026-03-03T00:00:00Z' FROM case_items WHERE case_id = $1`;
const proposal = (by: string): string => `
  INSERT INTO refusal_proposals (id, case_id, round, extent, test_sheet_id, decree_id, reuses_decree, act_id, item_ids,
    explanation, status, proposed_by, proposed_at, decided_by, decided_at)
  VALUES ('${X}', $1, 1, 'full', '${X}', '${X}', false, '${X}', ARRAY['${X}'::uuid], 'Alasan', 'consented', '${X}', now(), '${by}', now())`;
const decree = (until: string): string => `
  INSERT INTO exemption_decrees (id, number, test_sheet_id, agency_code, decreed_on, exempt_until, consented_by, at)
  VALUES ('${X}', 'SK-1', '${X}', 'disdik', '2026-02-01', '${until}', '${X}', now())`;
const told = (event: string, actor = X): string => `
  INSERT INTO audit (stream, seq, case_id, event, actor_kind, actor_id, visible_to, effective_at, recorded_at, facts,
    previous_hash, hash)
  VALUES ('planted', 1, $1, '${event}', 'staff', '${actor}', 'staff', '2026-03-05T03:00:00Z', '2026-03-05T03:00:00Z', '{}', '', '')`;
const order = `
  INSERT INTO objection_orders (objection_id, case_id, text, carry_out_by) VALUES ('${X}', $1, 'Perintah', '2026-05-01')`;
const state = (change: string): string => `UPDATE cases SET ${change} WHERE id = $1`;
const stopped = `UPDATE due_rows SET done_at = now(), outcome = 'stopped' WHERE case_id = $1 AND done_at IS NULL`;
const closed = state(`status = 'closed_refused', closed_at = now(), noticed_at = now()`);

/**
 * How to break each invariant: statements on a lawful case ($1), to be run as the owner with the guards asleep. Each must
 * be able to fail.
 */
export const BREACHES: Readonly<Record<string, readonly string[]>> = {
  'two open clocks of one kind on a case': [clock('reply', 'planted')],
  'two open clocks of one kind on an objection': [
    objection('silent'),
    clock('commission-window', 'one'),
    clock('commission-window', 'two'),
  ],
  'two open clocks of one kind on a dispute': [
    objection('silent'),
    dispute('ruled'),
    clock('court-window', 'one'),
    clock('court-window', 'two'),
  ],
  'a closed or ended case with a running clock': [closed],
  'an answered case with a reply clock': [state('noticed_at = now()')],
  'a withdrawn or final case with a right to object': [
    state(`status = 'withdrawn'`),
    clock('objection-window', 'planted'),
  ],
  'an ended objection with a running clock': [objection('settled'), clock('order-execution', 'planted')],
  'an answered objection whose answer is still waited for': [
    objection('answered'),
    clock('objection-reply', 'planted'),
  ],
  'a term for the commission beside a dispute': [
    objection('silent'),
    dispute('registered'),
    clock('commission-window', 'planted'),
  ],
  'a final dispute with a running clock': [
    objection('final'),
    dispute('final'),
    clock('dispute-order', 'planted'),
  ],
  'a clock that disagrees with the day its record names': [state(`due_on = due_on + 1`)],
  'a state that the outcome disagrees with': [state(`outcome = 'not_held'`)],
  'a requester who was not told once of what happened': [told('reply-lapsed')],
  'a notice that was not told once': [state('noticed_at = now()')],
  'a paper that nobody is asked to print': [
    `UPDATE outbox SET state = 'undeliverable' WHERE case_id = $1 AND recipient_kind = 'requester'`,
  ],
  'a letter with a day that its task does not name': [
    `INSERT INTO tasks (id, once_key, kind, case_id, role, facts, due_on, created_at)
     VALUES ('${X}', 'print-mail:extended:' || $1::text, 'print-mail', $1::uuid, 'desk', '{}', '2026-03-09', now())`,
  ],
  'a case that owes a notice and has no clock': [stopped],
  'an undecided objection without a clock': [objection('open')],
  'an order that waits without a clock': [objection('answered'), order],
  'an order of the superior on a withdrawn request': [
    objection('answered'),
    order,
    state(`status = 'withdrawn'`),
  ],
  'a promise of delivery without a clock': [
    state(`status = 'granted_open', provide_on = '2026-04-01', noticed_at = now()`),
  ],
  'a closed request that nothing will ever end': [stopped, closed],
  'a part that lives on after its request': [
    'UPDATE cases SET parent_id = $1 WHERE id <> $1',
    state(`status = 'final'`),
  ],
  'a refusal that one person proposed and consented to': [
    'ALTER TABLE refusal_proposals DROP CONSTRAINT refusal_proposals_two_people',
    proposal(X),
  ],
  'a refusal on article 17 without consent': [item('refused_exempt', false)],
  'an undecided proposal of refusal after the end of its request': [
    proposal(Y),
    `UPDATE refusal_proposals SET status = 'open', decided_at = NULL, decided_by = NULL WHERE case_id = $1`,
    state(`status = 'withdrawn'`),
  ],
  'a partial grant on article 17 without consent': [item('granted_partial', false)],
  'a decider of an objection who consented and was not warned': [
    objection('answered'),
    told('consented'),
    `INSERT INTO objection_replies (objection_id, outcome, reasons, letter_id, staff_id, as_delegate, consented_before, at)
     SELECT '${X}', 'upheld', 'Alasan', '${X}', '${X}', false, false, '2026-03-06T00:00:00Z'::timestamptz FROM cases WHERE id = $1`,
  ],
  'a late notice that is not marked': [item('not_held', true)],
  'a lapse that is dated otherwise than its due moment': [told('reply-lapsed')],
  'an effect dated otherwise than its due moment': [
    `UPDATE due_rows SET done_at = now(), outcome = 'taken', effective_at = due_at + interval '1 hour'
     WHERE case_id = $1 AND kind = 'reply'`,
  ],
  'a clock that has run out and does nothing': [
    `UPDATE due_rows SET due_at = '2026-02-01T15:00:00Z' WHERE case_id = $1 AND kind = 'completeness-check'`,
  ],
  'a case that the new calendar could not count': [
    `INSERT INTO calendar_failures (version, case_id, reason, at) VALUES (1, $1, 'planted', now())`,
  ],
  'an exemption that has ended and is not open': [decree('2026-02-20'), proposal(Y)],
  'an exemption without its clock': [decree('2026-09-20'), proposal(Y)],
  'two cases with one number': [
    'ALTER TABLE cases DROP CONSTRAINT IF EXISTS cases_register_number_once CASCADE',
    `UPDATE cases SET register_number = 'N-1' WHERE id = $1 OR true`,
  ],
  'a gap in the register': [state('register_seq = register_seq + 5')],
  'two objections with one number': [
    'ALTER TABLE objections DROP CONSTRAINT objections_register_number_once',
    objection('open'),
    objection('open', 'K-2', 2),
    `UPDATE objections SET register_number = 'K-1' WHERE case_id = $1`,
  ],
  'a gap in the register of objections': [objection('open'), objection('open', 'K-2', 7)],
  'two letters with one number': [X, Y].map(
    (id) => `INSERT INTO letters (id, case_id, kind, stage, number, facts, issued_at)
      VALUES ('${id}', $1, 'planted', '${id}', 'S-1', '{}', now())`,
  ),
};
