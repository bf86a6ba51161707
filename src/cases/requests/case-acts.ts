import { Injectable } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { mayEver, scopeOf, type PolicyAction } from '../../office/access/policy.js';
import { Database } from '../../platform/database/database.js';
import { rehearse } from '../../platform/database/rehearse.js';
import type { Actor } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { notYourRole, refused } from '../../platform/http/problems.js';
import { validated } from '../../platform/http/validate.js';
import { Idempotency, readIdempotencyKey } from '../../platform/idempotency/idempotency.js';
import { City } from '../../platform/config/city.js';
import { CaseAnswers, type StaffCaseAnswer } from './case-answers.js';
import type { CaseRow } from './case-row.js';
import { familyRefusal } from './family.js';
import { lockCase, mustBeCaseId, readCase } from './open-case.js';
import type { StaffCall } from './staff-call.js';
import { maySend, mustMaySend } from './who-sends.js';

/** What fits into PostgreSQL's integer. */
const LAST_VERSION = 2_147_483_647;

/** What every act of staff on a case carries: the version that the person was looking at. */
export class VersionedBody {
  @IsInt({ message: 'missing|problems.fields.version' })
  @Min(1, { message: 'wrong-value|problems.fields.version' })
  @Max(LAST_VERSION, { message: 'wrong-value|problems.fields.version' })
  version!: number;
}

/** One act of one person on one case, from a page or the API. */
export interface CaseAct<Body extends VersionedBody> {
  readonly actor: Actor;
  readonly action: PolicyAction;
  readonly caseId: string;
  /** From the `Idempotency-Key` header or the hidden field of the form. */
  readonly key: string;
  readonly body: Body;
}

/**
 * The frame of every act of staff: repeat key, transaction in the person's scope, lock, policy, version; then the
 * step's use case; then the case as it is now. A repeat gets the first answer; a foreign case is a 404.
 */
@Injectable()
export class CaseActs {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly answers: CaseAnswers,
    private readonly city: City,
  ) {}

  /** An act by API: checks key and body, then runs it. Throws 422. */
  async call<Body extends VersionedBody>(
    call: StaffCall,
    action: PolicyAction,
    type: ClassConstructor<Body>,
    step: (tx: Tx, row: CaseRow, body: Body) => Promise<unknown>,
  ): Promise<StaffCaseAnswer> {
    if (!mayEver(call.actor, action)) await this.refuseRole(call.actor, action, call.caseId);
    if (!maySend(call.actor, action, this.city)) await this.refuseSending(call.actor, action, call.caseId);
    const key = readIdempotencyKey(call.key);
    const body = validated(type, call.body);
    return this.run({ actor: call.actor, action, caseId: call.caseId, key, body }, step);
  }

  /** An act whose key and body are read already: what the pages call. */
  async run<Body extends VersionedBody>(
    act: CaseAct<Body>,
    step: (tx: Tx, row: CaseRow, body: Body) => Promise<unknown>,
  ): Promise<StaffCaseAnswer> {
    mustBeCaseId(act.caseId);
    const repeat = {
      route: routeOf(act.action, act.caseId),
      account: accountOf(act.actor),
      key: act.key,
      body: act.body,
    };
    return this.database.transaction(act.actor, scopeOf(act.actor), (tx) =>
      this.idempotency.once(tx, repeat, async () => {
        await this.perform(tx, act, step);
        return tx.widened(() => this.answers.ofCase(tx, act.caseId));
      }),
    );
  }

  /** Whether this person's key has carried out one of these acts on the case already: its answer is the same again. */
  async wasDone(act: {
    readonly actor: Actor;
    readonly actions: readonly PolicyAction[];
    readonly caseId: string;
    readonly key: string;
  }): Promise<boolean> {
    const routes = act.actions.map((action) => routeOf(action, act.caseId));
    const once = { account: accountOf(act.actor), key: act.key };
    return this.database.read(act.actor, scopeOf(act.actor), (tx) =>
      this.idempotency.isSpent(tx, routes, once),
    );
  }

  /**
   * Carries an act out and takes all of it back; answers what `see` found at its end, with the case as the act left it.
   * Nothing is kept and nobody is told. Throws what the act would.
   */
  async rehearse<Body extends VersionedBody, Seen>(
    act: Omit<CaseAct<Body>, 'key'>,
    step: (tx: Tx, row: CaseRow, body: Body) => Promise<unknown>,
    see: (tx: Tx, row: CaseRow) => Promise<Seen>,
  ): Promise<Seen> {
    mustBeCaseId(act.caseId);
    return rehearse(this.database, act.actor, scopeOf(act.actor), async (tx) => {
      const row = await this.perform(tx, act, step);
      return tx.widened(() => see(tx, row));
    });
  }

  private async perform<Body extends VersionedBody>(
    tx: Tx,
    act: Omit<CaseAct<Body>, 'key'>,
    step: (tx: Tx, row: CaseRow, body: Body) => Promise<unknown>,
  ): Promise<CaseRow> {
    const row = await lockCase(tx, act.action, act.caseId, act.body.version);
    const refusal = familyRefusal(row, act.action);
    if (refusal !== null) throw refused(refusal);
    mustMaySend(act.actor, act.action, this.city);
    await step(tx, row, act.body);
    return row;
  }

  private async refuseSending(actor: Actor, action: PolicyAction, caseId: string): Promise<void> {
    await this.database.read(actor, scopeOf(actor), (tx) => readCase(tx, action, caseId));
    mustMaySend(actor, action, this.city);
  }

  // Who may never do this hears so before the body is looked at; a foreign case stays a missing one.
  private async refuseRole(actor: Actor, action: PolicyAction, caseId: string): Promise<never> {
    await this.database.read(actor, scopeOf(actor), (tx) => readCase(tx, action, caseId));
    throw notYourRole();
  }
}

function routeOf(action: PolicyAction, caseId: string): string {
  return `${action}:${caseId}`;
}

function accountOf(actor: Actor): string {
  return `staff:${actor.id ?? ''}`;
}
