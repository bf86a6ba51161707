import type { LocalDate } from '../../law/local-date.js';
import type { RulingEvent } from './dispute-row.js';

/** What the requester was given because an order was carried out: of the superior, of an agreement, of a ruling. */
export interface HandedOver {
  readonly by: 'objection' | 'settlement' | RulingEvent;
  /** Of the objection, or of the dispute at the commission. */
  readonly number: string;
  readonly on: LocalDate;
  readonly fileIds: readonly string[];
}

/**
 * SQL that gathers them as JSON, the first handed over first. `owner` says whose they are by the objection `o`, for
 * instance `o.case_id = $1`. Files of a dispute that were kept as records of the office are not among them.
 */
export function handedOver(owner: string): string {
  return /* sql */ `(SELECT coalesce(json_agg(json_build_object('by', h.by, 'number', h.number, 'on', h.day,
      'fileIds', h.ids) ORDER BY h.at), '[]') FROM (
    SELECT CASE WHEN r.agreed_at IS NULL THEN 'objection' ELSE 'settlement' END AS by, o.register_number AS number, r.carried_out_on AS day, r.carried_out_at AS at, r.file_ids AS ids
    FROM objection_orders r JOIN objections o ON o.id = r.objection_id
    WHERE ${owner} AND r.carried_out_at IS NOT NULL
    UNION ALL
    SELECT s.event, d.commission_number, s.carried_out_on, s.carried_out_at,
      ARRAY(SELECT f.id FROM files f WHERE f.id = ANY (s.carried_out_files) AND f.purpose = 'answer')
    FROM dispute_steps s JOIN disputes d ON d.id = s.dispute_id JOIN objections o ON o.id = d.objection_id
    WHERE ${owner} AND s.carried_out_at IS NOT NULL) h WHERE cardinality(h.ids) > 0)`;
}
