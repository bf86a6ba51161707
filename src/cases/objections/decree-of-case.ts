import type { Tx } from '../../platform/database/tx.js';
import type { ObjectionTarget } from './objection-row.js';
import type { Reply } from './reply.js';

/** The number of the exemption decree that the refusal of this request rests on, or null where none was made. */
export async function decreeOfCase(tx: Tx, { row }: ObjectionTarget): Promise<string | null> {
  if (row === null) return null;
  const [decree] = await tx.query<{ number: string }>(
    `SELECT d.number FROM refusal_proposals p JOIN exemption_decrees d ON d.id = p.decree_id
     WHERE p.case_id = $1 AND p.status = 'consented' ORDER BY p.round DESC LIMIT 1`,
    [row.id],
  );
  return decree?.number ?? null;
}

/**
 * The reply with the decree that goes with its letter where a refusal on article 17 is confirmed (PerKI 1/2021
 * art. 44(3)): the one on the register, unless the superior named another.
 */
export async function withDecree(tx: Tx, target: ObjectionTarget, reply: Reply): Promise<Reply> {
  if (reply.decreeNumber !== null || !confirmsRefusal(target, reply)) return reply;
  return { ...reply, decreeNumber: await decreeOfCase(tx, target) };
}

function confirmsRefusal({ objection }: ObjectionTarget, { outcome }: Reply): boolean {
  return outcome === 'upheld' && objection.grounds.includes('a');
}
