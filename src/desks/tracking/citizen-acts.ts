import { Injectable } from '@nestjs/common';
import type { FiledObjection } from '../../cases/objections/file-objection.js';
import type { NewObjection } from '../../cases/objections/new-objection.js';
import type { RequesterMessage } from '../../cases/messages/write-message.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import { lockOwnCase } from '../../cases/requests/open-case.js';
import { Database } from '../../platform/database/database.js';
import { requesterOf } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { Idempotency } from '../../platform/idempotency/idempotency.js';
import { CitizenSteps, type Completion } from './citizen-steps.js';

/** An act of the requester: on which case, by which key, with which body. */
export interface CitizenCall {
  readonly row: CaseRow;
  /** Name of the act; with the case it is what the key belongs to. */
  readonly act: 'complete' | 'message' | 'withdraw' | 'contact' | 'object';
  readonly key: string;
  readonly body: unknown;
}

/** How an act is answered, from inside its transaction. */
export type Answering<Answer> = (tx: Tx, row: CaseRow) => Promise<Answer> | Answer;

/**
 * The requester's acts on the own case, from page and API alike: repeat key, one transaction that sees this case only,
 * the lock, the step's use case. A repeat gets the first answer.
 */
@Injectable()
export class CitizenActs {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly steps: CitizenSteps,
  ) {}

  complete<Answer>(call: CitizenCall, completion: Completion, answer: Answering<Answer>): Promise<Answer> {
    return this.run(call, (tx, row) => this.steps.complete(tx, row, completion), answer);
  }

  message<Answer>(call: CitizenCall, message: RequesterMessage, answer: Answering<Answer>): Promise<Answer> {
    return this.run(call, (tx, row) => this.steps.message(tx, row, message), answer);
  }

  withdraw<Answer>(call: CitizenCall, reason: string | null, answer: Answering<Answer>): Promise<Answer> {
    return this.run(call, (tx, row) => this.steps.withdraw(tx, row, reason), answer);
  }

  withdrawObjection<Answer>(
    call: CitizenCall,
    number: string,
    reason: string | null,
    answer: Answering<Answer>,
  ): Promise<Answer> {
    return this.run(call, (tx, row) => this.steps.withdrawObjection(tx, row, number, reason), answer);
  }

  contact<Answer>(call: CitizenCall, email: string, answer: Answering<Answer>): Promise<Answer> {
    return this.run(call, (tx, row) => this.steps.contact(tx, row, email), answer);
  }

  /** Files an objection; its answer is the same for a repeat. */
  object<Answer>(
    call: CitizenCall,
    objection: NewObjection,
    answer: (filed: FiledObjection) => Answer,
  ): Promise<Answer> {
    return this.inCase(call, async (tx, row) => answer(await this.steps.object(tx, row, objection)));
  }

  private run<Answer>(
    call: CitizenCall,
    step: (tx: Tx, row: CaseRow) => Promise<CaseRow>,
    answer: Answering<Answer>,
  ): Promise<Answer> {
    return this.inCase(call, async (tx, row) => answer(tx, await step(tx, row)));
  }

  private inCase<Answer>(
    { row, act, key, body }: CitizenCall,
    work: (tx: Tx, row: CaseRow) => Promise<Answer>,
  ): Promise<Answer> {
    const repeat = { route: `tracking/${act}`, account: `case:${row.id}`, key, body };
    return this.database.transaction(requesterOf(row.id), { kind: 'case', caseId: row.id }, (tx) =>
      this.idempotency.once(tx, repeat, async () => work(tx, await lockOwnCase(tx, row.id))),
    );
  }
}
