import type { Tx } from '../../platform/database/tx.js';

export interface ObjectionOfNews {
  readonly key: string;
  readonly id: string;
  readonly number: string;
}

/**
 * The objections without a request that these news are about. Each key names its objection: the same requester may have
 * another, such as one that follows.
 */
export function objectionsOfNews(tx: Tx, keys: readonly string[]): Promise<readonly ObjectionOfNews[]> {
  return tx.query<ObjectionOfNews>(
    `SELECT m.effect_key AS key, o.id, o.register_number AS number FROM outbox m
       JOIN objections o ON o.requester_id = m.recipient_id AND o.case_id IS NULL
         AND o.id::text = ANY (string_to_array(m.effect_key, ':'))
     WHERE m.effect_key = ANY ($1) AND m.recipient_kind = 'requester'`,
    [[...keys]],
  );
}
