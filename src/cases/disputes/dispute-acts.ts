import { Injectable } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import { can, scopeOf, type PolicyAction } from '../../office/access/policy.js';
import { Database } from '../../platform/database/database.js';
import type { Actor } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { notYourRole } from '../../platform/http/problems.js';
import { validated } from '../../platform/http/validate.js';
import { Idempotency, readIdempotencyKey } from '../../platform/idempotency/idempotency.js';
import { VersionedBody } from '../requests/case-acts.js';
import type { StaffCall } from '../requests/staff-call.js';
import { DisputeAnswers, type DisputeAnswer } from './dispute-answers.js';
import { lockDispute, type HeldDispute } from './dispute-row.js';

/** One act of a person on a dispute, key and body already read. */
export interface DisputeAct<Body extends VersionedBody> {
  readonly actor: Actor;
  readonly action: PolicyAction;
  readonly disputeId: string;
  readonly key: string;
  readonly body: Body;
}

/** The frame of every act on a dispute: policy, repeat key, locks, version; then the step; then the dispute as it is. */
@Injectable()
export class DisputeActs {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly answers: DisputeAnswers,
  ) {}

  /** An act by API. Throws 422. */
  async call<Body extends VersionedBody>(
    call: StaffCall,
    action: PolicyAction,
    type: ClassConstructor<Body>,
    step: (tx: Tx, held: HeldDispute, body: Body) => Promise<unknown>,
  ): Promise<DisputeAnswer> {
    if (can(call.actor, action) !== 'allowed') throw notYourRole();
    const key = readIdempotencyKey(call.key);
    const body = validated(type, call.body);
    return this.run({ actor: call.actor, action, disputeId: call.caseId, key, body }, step);
  }

  /** An act by page. */
  async run<Body extends VersionedBody>(
    act: DisputeAct<Body>,
    step: (tx: Tx, held: HeldDispute, body: Body) => Promise<unknown>,
  ): Promise<DisputeAnswer> {
    return this.once(act.actor, `${act.action}:${act.disputeId}`, act.key, act.body, async (tx) => {
      await step(tx, await lockDispute(tx, act.disputeId, act.body.version), act.body);
      return this.answers.ofDispute(tx, act.disputeId);
    });
  }

  /** An act that repeats harmlessly: same key, same answer. */
  once<Answer>(
    actor: Actor,
    route: string,
    key: string,
    body: unknown,
    work: (tx: Tx) => Promise<Answer>,
  ): Promise<Answer> {
    const repeat = { route, account: `staff:${actor.id ?? ''}`, key, body };
    return this.database.transaction(actor, scopeOf(actor), (tx) =>
      this.idempotency.once(tx, repeat, () => work(tx)),
    );
  }
}
