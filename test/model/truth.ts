import { BROKEN_OF_A_CASE } from './invariants.js';

/** What the database says of the case where the model has its own opinion, and how to act on it. */
export interface Truth {
  readonly request: Readonly<Record<string, unknown>>;
  readonly parts: readonly {
    readonly id: string;
    readonly status: string;
    readonly version: number;
    readonly itemIds: readonly string[];
  }[];
  readonly objections: readonly TrueObjection[];
  /** Those without a request, in the order of their numbers. */
  readonly alone: readonly Omit<TrueObjection, 'dispute'>[];
  readonly clocks: readonly string[];
  readonly itemIds: readonly string[];
  readonly version: number;
  /** Rows of the law are due that no sweep has taken. */
  readonly ripe: boolean;
  readonly now: Date;
  readonly broken: readonly string[];
}

interface TrueObjection {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly number: string;
  readonly replyDue: string;
  readonly commissionUntil: string | null;
  readonly dispute: {
    readonly id: string;
    readonly version: number;
    readonly status: string;
    readonly furtherUntil: string | null;
    readonly startDue: string;
    readonly endDue: string;
  } | null;
}

const CLOCKS = `('completeness-check', 'repair', 'reply', 'delivery', 'objection-window', 'objection-reply',
  'order-execution', 'commission-window', 'court-window', 'cassation-window', 'dispute-order', 'material')`;

/** One statement, one look: case, parts, objections, disputes, clocks and every broken invariant. */
export const TRUTH = `
  WITH alone AS (SELECT o.* FROM objections o WHERE o.register_number = ANY ($2))
  SELECT jsonb_build_object('status', c.status, 'due', c.due_on, 'repairDue', c.repair_due_on,
      'extended', c.extended_at IS NOT NULL, 'objectionUntil', c.objection_until, 'provideOn', c.provide_on,
      'promisedBy', c.promised_due_on,
      'outcome', c.outcome, 'agency', c.agency_code, 'orderDue', c.order_due_on, 'letterDue', c.letter_due_on,
      'firstTerm', (SELECT x.term_end_on FROM extensions x WHERE x.case_id = c.id)) AS request,
    c.version, tenggat_now() AS now,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'status', p.status, 'version', p.version, 'itemIds',
      (SELECT jsonb_agg(i.id ORDER BY i.position) FROM case_items i WHERE i.case_id = p.id))
      ORDER BY p.register_number) FROM cases p WHERE p.parent_id = c.id), '[]') AS parts,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'version', o.version, 'status', o.status,
      'number', o.register_number, 'replyDue', o.reply_due_on, 'commissionUntil', o.commission_until, 'dispute',
      (SELECT jsonb_build_object('id', d.id, 'version', d.version, 'status', d.status, 'furtherUntil', d.further_until,
        'startDue', d.start_due_on, 'endDue', d.end_due_on) FROM disputes d WHERE d.objection_id = o.id))
      ORDER BY o.register_year, o.register_seq) FROM objections o WHERE o.case_id = c.id), '[]') AS objections,
    coalesce((SELECT jsonb_agg(d.kind || ' ' || ((d.due_at AT TIME ZONE 'Asia/Jayapura')::date - 1)::text)
      FROM due_rows d WHERE d.case_id = c.id AND d.done_at IS NULL AND d.kind IN ${CLOCKS}), '[]')
      || coalesce((SELECT jsonb_agg(d.kind || ' ' || ((d.due_at AT TIME ZONE 'Asia/Jayapura')::date - 1)::text)
        FROM due_rows d WHERE d.case_id IS NULL AND d.objection_id IN (SELECT id FROM alone) AND d.done_at IS NULL
          AND d.kind IN ${CLOCKS}), '[]')
      || coalesce((SELECT jsonb_agg(d.kind || ' ' || (d.due_at AT TIME ZONE 'Asia/Jayapura')::date::text)
        FROM cases f JOIN refusal_proposals p ON p.case_id = f.id JOIN due_rows d ON d.case_id IS NULL
          AND d.kind = 'exemption-review' AND d.stage = p.decree_id::text
        WHERE (f.id = c.id OR f.parent_id = c.id) AND d.done_at IS NULL AND d.due_at > tenggat_now()), '[]') AS clocks,
    coalesce((SELECT jsonb_agg(i.id ORDER BY i.position) FROM case_items i WHERE i.case_id = c.id), '[]') AS "itemIds",
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'version', o.version, 'status', o.status,
      'number', o.register_number, 'replyDue', o.reply_due_on, 'commissionUntil', o.commission_until)
      ORDER BY o.register_year, o.register_seq) FROM alone o), '[]') AS alone,
    EXISTS (SELECT 1 FROM due_rows d WHERE (d.case_id = c.id OR d.objection_id IN (SELECT id FROM alone)) AND d.done_at IS NULL AND d.due_at <= tenggat_now()
      AND (d.kind IN ${CLOCKS} OR d.kind = 'dispute-end')) AS ripe,
    array(SELECT broken FROM (${BROKEN_OF_A_CASE}) b) AS broken
  FROM cases c WHERE c.id = $1`;
