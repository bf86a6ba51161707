import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asksForCost } from '../../../law/objection-reply.js';
import { awaitsNotice, type RequestState } from '../../../law/request-states.js';
import { scopeOf } from '../../../office/access/policy.js';
import { StoredFiles } from '../../../office/documents/stored-files.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { staffFrame } from '../../../office/staff/staff-frame.js';
import { newId } from '../../../platform/crypto/new-id.js';
import { Database } from '../../../platform/database/database.js';
import type { Tx } from '../../../platform/database/tx.js';
import { notFound, type Problem } from '../../../platform/http/problems.js';
import { Views } from '../../../platform/views/views.js';
import type { ActFault, ActForm } from '../../requests/pages/act-form.js';
import { DisputeAnswers, type DisputeAction, type DisputeAnswer } from '../dispute-answers.js';
import { readDispute } from '../dispute-row.js';
import { actModel, disputeModel, listModel, openModel, type DisputeRoom } from './dispute-models.js';

/** Where a page of disputes is asked for. */
export interface DisputeDoor {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly room: DisputeRoom;
}

/** What a form shows again: what was typed, what is wrong with it, whether the dispute changed meanwhile. */
export interface FormAgain {
  readonly form: ActForm;
  readonly errors: readonly ActFault[];
  readonly stale?: boolean;
}

const EMPTY: FormAgain = { form: {}, errors: [] };

/** The pages of disputes; what is sent goes through `DisputeForms`. */
@Injectable()
export class DisputePages {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly answers: DisputeAnswers,
    private readonly files: StoredFiles,
  ) {}

  async list(door: DisputeDoor): Promise<string> {
    const { items: disputes } = await this.read(door, (tx) => this.answers.list(tx));
    const texts = this.views.for(door.request);
    return this.page(door, 'list', listModel(texts, door.room, disputes), texts.t('disputes.title'));
  }

  async one(door: DisputeDoor, id: string): Promise<string> {
    const found = await this.read(door, async (tx) => {
      const dispute = await this.answers.ofDispute(tx, id);
      const { case_id: caseId } = await readDispute(tx, id);
      return { dispute, caseId, names: await this.fileNames(tx, dispute) };
    });
    const texts = this.views.for(door.request);
    const cases = door.room === '/petugas/sengketa' ? '/petugas/kasus' : '/pengawas/kasus';
    const caseHref = found.caseId === null ? null : `${cases}/${found.caseId}`;
    const model = disputeModel(texts, door.room, found.dispute, found.names, caseHref);
    return this.page(
      door,
      'dispute',
      model,
      texts.t('disputes.one', { number: found.dispute.commissionNumber }),
    );
  }

  async open(door: DisputeDoor, again: FormAgain = EMPTY): Promise<string> {
    const now = await this.read(door, (tx) => tx.now());
    const texts = this.views.for(door.request);
    const model = openModel(door.room, again.form, now);
    return this.page(door, 'new', model, texts.t('disputes.new.title'), again);
  }

  async act(door: DisputeDoor, id: string, action: DisputeAction, again: FormAgain = EMPTY): Promise<string> {
    const { dispute, now, row, isAnswer } = await this.read(door, async (tx) => ({
      dispute: await this.answers.ofDispute(tx, id),
      now: await tx.now(),
      row: await readDispute(tx, id),
      isAnswer: action === 'carry-out' && (await isUnanswered(tx, id)),
    }));
    const texts = this.views.for(door.request);
    const title = texts.t(`disputes.acts.${action}.title`);
    if (!dispute.actions.includes(action)) {
      const why = action === 'mediation-agreed' && dispute.status === 'registered';
      return this.impossible(
        door,
        `${door.room}/${id}`,
        title,
        why ? 'mediation-not-open' : 'not-in-this-state',
      );
    }
    const model = actModel(texts, door.room, dispute, action, again.form, now);
    const asksCost = row.case_id !== null && asksForCost(row.grounds);
    return this.page(door, 'act', { ...model, asksCost, isAnswer }, title, again);
  }

  /** The page of an act that the law forbids now (409). */
  impossible(door: DisputeDoor, backHref: string, act: string, code: Problem['code']): string {
    const texts = this.views.for(door.request);
    const model = { backHref, act, sentence: texts.t(`problems.${code}`) };
    return this.page(door, 'refused', model, texts.t('acts.refused.title'), { ...EMPTY, status: 409 });
  }

  /** A paper of this dispute. Throws 404 for any other file. */
  async file(door: DisputeDoor, id: string, fileId: string) {
    return this.read(door, async (tx) => {
      if (!papersOf(await this.answers.ofDispute(tx, id)).includes(fileId)) throw notFound();
      return this.files.read(tx, fileId);
    });
  }

  private read<T>(door: DisputeDoor, work: (tx: Tx) => Promise<T>): Promise<T> {
    const { actor } = requireSession(door.request);
    return this.database.read(actor, scopeOf(actor), work);
  }

  private async fileNames(tx: Tx, dispute: DisputeAnswer): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const id of papersOf(dispute)) names.set(id, (await this.files.facts(tx, id))?.name ?? '');
    return names;
  }

  private page(
    door: DisputeDoor,
    template: string,
    model: object,
    title: string,
    { form, errors, stale, status }: FormAgain & { readonly status?: number } = EMPTY,
  ): string {
    const texts = this.views.for(door.request);
    const session = requireSession(door.request);
    const full = {
      values: form,
      errors,
      stale: stale === true,
      hidden: { csrf: session.csrf, idempotencyKey: newId() },
      ...model,
    };
    return this.views.page(door.request, door.reply, `disputes/${template}`, full, {
      title,
      status: status ?? (stale === true ? 409 : errors.length > 0 ? 422 : 200),
      hasErrors: errors.length > 0,
      staff: staffFrame(texts, session, { current: door.room }),
      languageLink: false,
    });
  }
}

function papersOf(dispute: DisputeAnswer): readonly string[] {
  return [
    ...(dispute.fileId === null ? [] : [dispute.fileId]),
    ...dispute.filings.flatMap(({ fileId }) => (fileId === null ? [] : [fileId])),
    ...dispute.steps.flatMap((step) => [step.fileId, ...(step.order?.fileIds ?? [])]),
  ];
}

/** Whether what is handed over for an order is the written notice of the request (`AnswerByHandover`). */
async function isUnanswered(tx: Tx, disputeId: string): Promise<boolean> {
  const { case_id: caseId } = await readDispute(tx, disputeId);
  const [row] = await tx.query<{ status: RequestState }>('SELECT status FROM cases WHERE id = $1', [caseId]);
  return row !== undefined && awaitsNotice(row.status);
}
