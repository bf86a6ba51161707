import { Injectable } from '@nestjs/common';
import { CloseObjection } from '../../cases/objections/close-objection.js';
import { lockObjection } from '../../cases/objections/objection-row.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, requesterOf } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound } from '../../platform/http/problems.js';
import { Idempotency } from '../../platform/idempotency/idempotency.js';

/** The one act on an objection without a request that is the citizen's own: taking it back. */
@Injectable()
export class OwnObjectionActs {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly close: CloseObjection,
  ) {}

  /** Withdraws; a repeat gets the first answer. Throws 409 once it is decided or ended. */
  withdraw<Answer>(
    objectionId: string,
    call: { readonly key: string; readonly body: unknown; readonly reason: string | null },
    answer: (tx: Tx) => Promise<Answer>,
  ): Promise<Answer> {
    const account = `objection:${objectionId}`;
    const repeat = { route: 'tracking/withdraw', account, key: call.key, body: call.body };
    return this.database.transaction(requesterOf(objectionId), NOTHING, (tx) =>
      this.idempotency.once(tx, repeat, async () => {
        const objection = await lockObjection(tx, objectionId);
        if (objection === null || objection.case_id !== null) throw notFound();
        const { reason } = call;
        await this.close.withdraw(
          tx,
          { row: null, objection },
          { reason, fileId: null, byKind: 'requester' },
        );
        return answer(tx);
      }),
    );
  }
}
