/** The tables that a seeded case fills, with the columns that are written; all others keep their defaults. */
const words = (text) => text.trim().split(/\s+/u);

export const TABLES = {
  requesters:
    words(`id kind wrapped_key sealed national_id_index email_index name_word_hashes language citizenship
    identity_kind created_at`),
  cases:
    words(`id public_body register_year register_seq register_number requester_id channel received_at received_on
    entered_at question purpose_kind access delivery format language may_publish agency_requested agency_code status
    completeness_due_on complete_at reply_started_on due_on due_at due_kind due_provisional calendar_version
    rule_set_version extended_at noticed_at outcome noticed_outcome provide_on objection_until closed_at
    tracking_code_hash link_token_hash version`),
  case_items: words('id case_id position text'),
  due_rows: words(`case_id objection_id kind stage due_at facts done_at effective_at recorded_at outcome`),
  audit:
    words(`stream seq case_id event actor_kind actor_id actor_name agency_code visible_to effective_at recorded_at
    facts previous_hash hash`),
  audit_heads: words('stream seq seal'),
  outbox:
    words(`effect_key kind case_id recipient_kind recipient_id message_id body_hash state legal created_at
    next_attempt_at attempts fence accepted_at server_reply`),
  extensions: words('case_id reasons explanation old_due_on term_end_on new_due_on staff_id at'),
  withdrawals: words('case_id by_kind at'),
  prepared_objections: words('case_id grounds story until prepared_at'),
  item_decisions:
    words(`id act_id case_id item_id outcome form provide_on holder explanation late staff_id decided_at
    noticed_at`),
  deliveries: words('id case_id channel delivered_on late staff_id at'),
  objections:
    words(`id public_body register_year register_seq register_number case_id requester_id grounds story late
    status received_at received_on entered_at reply_due_on reply_due_at due_provisional rule_set_version channel
    closed_at version`),
  objection_closings: words('objection_id how by_kind at'),
};
