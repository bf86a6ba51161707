import { Injectable } from '@nestjs/common';
import { CloseObjection } from '../../cases/objections/close-objection.js';
import { FileAnew, type Anew } from '../../cases/objections/file-anew.js';
import type { FiledObjection } from '../../cases/objections/file-objection.js';
import { lockObjection } from '../../cases/objections/objection-row.js';
import { Database } from '../../platform/database/database.js';
import { ALL, NOTHING, requesterOf } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound } from '../../platform/http/problems.js';
import { Idempotency } from '../../platform/idempotency/idempotency.js';

/** The acts on an objection without a request that are the citizen's own: taking it back, and objecting anew. */
@Injectable()
export class OwnObjectionActs {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly close: CloseObjection,
    private readonly file: FileAnew,
  ) {}

  /** Objects anew to what its order promised; a repeat gets the first answer. Throws 409 `ground-not-open`. */
  objectAnew<Answer>(
    objectionId: string,
    call: { readonly key: string; readonly body: unknown; readonly anew: Anew },
    answer: (filed: FiledObjection) => Answer,
  ): Promise<Answer> {
    const repeat = {
      route: 'tracking/object',
      account: `objection:${objectionId}`,
      key: call.key,
      body: call.body,
    };
    return this.database.transaction(requesterOf(objectionId), ALL, (tx) =>
      this.idempotency.once(tx, repeat, async () => {
        const objection = await lockObjection(tx, objectionId);
        if (objection === null || objection.case_id !== null) throw notFound();
        return answer(await this.file.run(tx, objection, call.anew));
      }),
    );
  }

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
