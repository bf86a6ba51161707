import { Injectable } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import { can, mayEver, scopeOf, type PolicyAction } from '../../office/access/policy.js';
import { Database } from '../../platform/database/database.js';
import { rehearse } from '../../platform/database/rehearse.js';
import { ALL, type Actor, type Scope } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound, notYourRole, Problem } from '../../platform/http/problems.js';
import { validated } from '../../platform/http/validate.js';
import { Idempotency, readIdempotencyKey } from '../../platform/idempotency/idempotency.js';
import type { VersionedBody } from '../requests/case-acts.js';
import type { StaffCall } from '../requests/staff-call.js';
import { ObjectionAnswers, type ObjectionAnswer } from './objection-answers.js';
import { lockTarget, readTarget, type ObjectionTarget } from './objection-row.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Acts that the superior may leave to a delegate. */
const DELEGABLE: readonly PolicyAction[] = ['objection.read', 'objection.reply'];

/** One act of one person on one objection, from a page or the API. */
export interface ObjectionAct<Body extends VersionedBody> {
  readonly actor: Actor;
  readonly action: PolicyAction;
  readonly objectionId: string;
  readonly key: string;
  readonly body: Body;
}

/**
 * The frame of every act of staff on an objection, as `CaseActs` is for requests: repeat key, transaction in the
 * person's scope, locks (request, then objection), policy, version; then the step; then the objection as it is now.
 */
@Injectable()
export class ObjectionActs {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly answers: ObjectionAnswers,
  ) {}

  /** An act by API: checks key and body, then runs it. Throws 422. */
  async call<Body extends VersionedBody>(
    call: StaffCall,
    action: PolicyAction,
    type: ClassConstructor<Body>,
    step: (tx: Tx, target: ObjectionTarget, body: Body) => Promise<unknown>,
  ): Promise<ObjectionAnswer> {
    const objectionId = call.caseId;
    if (!mayEver(call.actor, action)) {
      await this.look(call.actor, action, objectionId, () => Promise.resolve());
    }
    const key = readIdempotencyKey(call.key);
    const body = validated(type, call.body);
    return this.run({ actor: call.actor, action, objectionId, key, body }, step);
  }

  /** An act whose key and body are read already: what the pages call. */
  async run<Body extends VersionedBody>(
    act: ObjectionAct<Body>,
    step: (tx: Tx, target: ObjectionTarget, body: Body) => Promise<unknown>,
  ): Promise<ObjectionAnswer> {
    const { actor, action, objectionId } = act;
    if (!UUID.test(objectionId)) throw notFound();
    const repeat = {
      route: routeOf(action, objectionId),
      account: accountOf(actor),
      key: act.key,
      body: act.body,
    };
    return this.database.transaction(actor, await this.scopeFor(actor, action, objectionId), (tx) =>
      this.idempotency.once(tx, repeat, async () => {
        await this.perform(tx, act, step);
        return tx.widened(() => this.answers.ofObjection(tx, objectionId));
      }),
    );
  }

  /** Whether this person's key has carried out the act already: its answer is the same again. */
  async wasDone({
    actor,
    action,
    objectionId,
    key,
  }: Omit<ObjectionAct<VersionedBody>, 'body'>): Promise<boolean> {
    if (!UUID.test(objectionId)) return false;
    return this.database.read(actor, scopeOf(actor), (tx) =>
      this.idempotency.isSpent(tx, [routeOf(action, objectionId)], { account: accountOf(actor), key }),
    );
  }

  /**
   * Carries an act out and takes all of it back; answers what `see` found at its end, with the objection as the act left
   * it. Nothing is kept and nobody is told. Throws what the act would.
   */
  async rehearse<Body extends VersionedBody, Seen>(
    act: Omit<ObjectionAct<Body>, 'key'>,
    step: (tx: Tx, target: ObjectionTarget, body: Body) => Promise<unknown>,
    see: (tx: Tx, target: ObjectionTarget) => Promise<Seen>,
  ): Promise<Seen> {
    const { actor, action, objectionId } = act;
    if (!UUID.test(objectionId)) throw notFound();
    return rehearse(this.database, actor, await this.scopeFor(actor, action, objectionId), async (tx) => {
      await this.perform(tx, act, step);
      return tx.widened(async () => {
        const after = await readTarget(tx, objectionId);
        if (after === null) throw notFound();
        return see(tx, after);
      });
    });
  }

  /** Reads an objection that this person may see under this policy row. Throws 404 (missing or foreign) or 403. */
  async look<Seen>(
    actor: Actor,
    action: PolicyAction,
    objectionId: string,
    see: (tx: Tx, target: ObjectionTarget) => Promise<Seen>,
  ): Promise<Seen> {
    if (!UUID.test(objectionId)) throw notFound();
    return this.database.read(actor, await this.scopeFor(actor, action, objectionId), async (tx) =>
      see(tx, judged(tx, action, await readTarget(tx, objectionId))),
    );
  }

  /** Keeps what this person prepares for an act that the policy row lets them do; nothing of the objection changes. */
  async prepare<Kept>(
    actor: Actor,
    action: PolicyAction,
    objectionId: string,
    keep: (tx: Tx, target: ObjectionTarget) => Promise<Kept>,
  ): Promise<Kept> {
    if (!UUID.test(objectionId)) throw notFound();
    return this.database.transaction(actor, await this.scopeFor(actor, action, objectionId), async (tx) =>
      keep(tx, judged(tx, action, await readTarget(tx, objectionId))),
    );
  }

  /** Whether this person is the delegate of an objection. */
  async isDelegate(actor: Actor, objectionId: string): Promise<boolean> {
    if (actor.id === null || !UUID.test(objectionId)) return false;
    const rows = await this.database.read(actor, ALL, (tx) =>
      tx.query('SELECT 1 FROM objections WHERE id = $1 AND delegate_id = $2', [objectionId, actor.id]),
    );
    return rows.length > 0;
  }

  private async perform<Body extends VersionedBody>(
    tx: Tx,
    { action, objectionId, body }: Omit<ObjectionAct<Body>, 'key'>,
    step: (tx: Tx, target: ObjectionTarget, body: Body) => Promise<unknown>,
  ): Promise<void> {
    const target = judged(tx, action, await lockTarget(tx, objectionId));
    if (target.objection.version !== body.version) throw await stale(tx, target, body.version);
    await step(tx, target, body);
  }

  // A delegate stands in the superior's place for this one objection, and sees what the superior sees of it.
  private async scopeFor(actor: Actor, action: PolicyAction, objectionId: string): Promise<Scope> {
    const own = scopeOf(actor);
    if (own.kind === 'all' || !DELEGABLE.includes(action)) return own;
    return (await this.isDelegate(actor, objectionId)) ? ALL : own;
  }
}

/** Whether an address can name an objection at all. */
export function isObjectionId(id: string): boolean {
  return UUID.test(id);
}

function routeOf(action: PolicyAction, objectionId: string): string {
  return `${action}:${objectionId}`;
}

function accountOf(actor: Actor): string {
  return `staff:${actor.id ?? ''}`;
}

function judged(tx: Tx, action: PolicyAction, target: ObjectionTarget | null): ObjectionTarget {
  if (target === null) throw notFound();
  const isDelegate = target.objection.delegate_id === tx.actor.id && tx.actor.id !== null;
  if (isDelegate && DELEGABLE.includes(action)) return target;
  const verdict = can(tx.actor, action, { agency: target.row?.agency_code ?? null });
  if (verdict === 'not-your-role') throw notYourRole();
  if (verdict !== 'allowed') throw notFound();
  return target;
}

async function stale(tx: Tx, { objection }: ObjectionTarget, seen: number): Promise<Problem> {
  const changes = await tx.query<{ event: string; at: Date; by: string | null }>(
    `SELECT event, effective_at AS at, actor_name AS by FROM audit
     WHERE facts->>'objectionId' = $1 AND (facts->>'objectionVersion')::integer > $2 AND visible_to <> 'system'
       AND (case_id = $3 OR stream = $4) ORDER BY seq`,
    [objection.id, seen, objection.case_id, `objection:${objection.id}`],
  );
  return new Problem(409, 'stale', {}, [], {
    version: objection.version,
    changes: changes.map(({ event, at, by }) => ({ event, at: at.toISOString(), by })),
  });
}
