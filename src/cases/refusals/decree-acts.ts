import { Injectable } from '@nestjs/common';
import { scopeOf } from '../../office/access/policy.js';
import { Database } from '../../platform/database/database.js';
import type { Actor } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound } from '../../platform/http/problems.js';
import { Idempotency } from '../../platform/idempotency/idempotency.js';
import { listedDecree, type ListedDecree } from './pages/decrees.queries.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** One act on one decree, from a page or the API. */
export interface DecreeAct {
  readonly actor: Actor;
  readonly name: string;
  readonly decreeId: string;
  readonly key: string;
  readonly body: unknown;
}

/** The frame of every act on a decree: repeat key, one transaction, the step; then the decree as it is now. */
@Injectable()
export class DecreeActs {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
  ) {}

  async run(
    { actor, name, decreeId, key, body }: DecreeAct,
    step: (tx: Tx) => Promise<unknown>,
  ): Promise<ListedDecree> {
    if (!UUID.test(decreeId)) throw notFound();
    const repeat = { route: `decree.${name}:${decreeId}`, account: `staff:${actor.id ?? ''}`, key, body };
    return this.database.transaction(actor, scopeOf(actor), (tx) =>
      this.idempotency.once(tx, repeat, async () => {
        await step(tx);
        return mustBe(await listedDecree(tx, decreeId));
      }),
    );
  }

  /** One decree. Throws 404. */
  async read(actor: Actor, decreeId: string): Promise<ListedDecree> {
    if (!UUID.test(decreeId)) throw notFound();
    return this.database.read(actor, scopeOf(actor), async (tx) => mustBe(await listedDecree(tx, decreeId)));
  }
}

function mustBe(decree: ListedDecree | null): ListedDecree {
  if (decree === null) throw notFound();
  return decree;
}
