import type { Database } from './database.js';
import type { Actor, Scope } from './scope.js';
import type { Tx } from './tx.js';

/** What a rehearsal saw, thrown so that its transaction is taken back. */
class Rehearsed<Seen> extends Error {
  constructor(readonly seen: Seen) {
    super('a rehearsal ends here');
  }
}

/** Does the work in a transaction, takes all of it back and answers what the work saw. Throws what the work throws. */
export async function rehearse<Seen>(
  database: Database,
  actor: Actor,
  scope: Scope,
  work: (tx: Tx) => Promise<Seen>,
): Promise<Seen> {
  try {
    return await database.transaction(actor, scope, async (tx) => {
      throw new Rehearsed(await work(tx));
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.seen as Seen;
    throw error;
  }
}
