import type { Tx } from '../../platform/database/tx.js';

/** The commission has the case already: its door need not be shown again, nor its term watched (UU 14/2008 art. 37(2)). */
export async function isDisputed(tx: Tx, objectionId: string): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM disputes WHERE objection_id = $1', [objectionId])).length > 0;
}

/** Once-key of the task that asks the desk for a dispute of which an older register names too little. */
export const NAMED_DISPUTE = 'dispute-named:';
