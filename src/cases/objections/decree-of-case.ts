import { exemptionEffect } from '../../law/objection-reply.js';
import type { Tx } from '../../platform/database/tx.js';
import type { ObjectionTarget } from './objection-row.js';
import type { IssuedReply, Reply } from './reply.js';

/** A decree that the refusal of a request rests on. */
interface DecreeOfCase {
  readonly id: string;
  readonly number: string;
}

/** The exemption decrees that the refusal of this request, or of its parts, rests on; the newest first. */
async function decreesOfCase(tx: Tx, { row }: ObjectionTarget): Promise<readonly DecreeOfCase[]> {
  if (row === null) return [];
  return tx.query<DecreeOfCase>(
    `SELECT d.id, d.number FROM exemption_decrees d JOIN (
       SELECT p.decree_id, max(p.decided_at) AS at FROM refusal_proposals p JOIN cases c ON c.id = p.case_id
       WHERE (c.id = $1 OR c.parent_id = $1) AND p.status = 'consented' GROUP BY p.decree_id) u ON u.decree_id = d.id
     ORDER BY u.at DESC, d.number`,
    [row.id],
  );
}

/** Their numbers as the letter names them, or null where none was made. */
export async function decreeOfCase(tx: Tx, target: ObjectionTarget): Promise<string | null> {
  const decrees = await decreesOfCase(tx, target);
  return decrees.length === 0 ? null : decrees.map(({ number }) => number).join(', ');
}

/**
 * The reply with the decree that goes with its letter where a refusal on article 17 is confirmed (PerKI 1/2021
 * art. 44(3)): those on the register, unless the superior named another. Where the objection is granted, the letter names
 * what is lifted.
 */
export async function withDecree(tx: Tx, target: ObjectionTarget, reply: Reply): Promise<IssuedReply> {
  const { grounds } = target.objection;
  const effect = exemptionEffect(grounds, reply.outcome, reply.order?.gives);
  if (effect === null) return { ...reply, liftedDecree: null };
  const own = await decreeOfCase(tx, target);
  return effect === 'confirmed'
    ? { ...reply, decreeNumber: reply.decreeNumber ?? own, liftedDecree: null }
    : { ...reply, liftedDecree: own };
}
