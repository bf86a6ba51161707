import { Injectable } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import { requireSession } from '../../../office/staff/session-source.js';
import { notFound, Problem } from '../../../platform/http/problems.js';
import { checked } from '../../../platform/http/validate.js';
import { readIdempotencyKey } from '../../../platform/idempotency/idempotency.js';
import { Views } from '../../../platform/views/views.js';
import type { VersionedBody } from '../../requests/case-acts.js';
import { formFaults, one, type ActFault, type ActForm } from '../../requests/pages/act-form.js';
import { formOf, goTo } from '../../requests/pages/act-pages.js';
import { ActUploads } from '../../requests/pages/act-uploads.js';
import { CarryOutOrder } from '../carry-out-order.js';
import { DisputeActs } from '../dispute-acts.js';
import { DisputeAnswers, type DisputeAction, type DisputeAnswer } from '../dispute-answers.js';
import { carriedOut, CarryOutBody, FurtherStepBody, OpenDisputeBody, RulingBody } from '../disputes.dto.js';
import { OpenDispute } from '../open-dispute.js';
import { RecordFurtherStep } from '../record-further-step.js';
import { RecordRuling } from '../record-ruling.js';
import {
  ACT_SLUGS,
  carryOutBody,
  FORM_NAMES,
  furtherStepBody,
  openBody,
  rulingBody,
} from './dispute-forms.js';
import { DisputePages, type DisputeDoor } from './dispute-pages.js';

interface Sent {
  readonly form: ActForm;
  readonly faults: readonly ActFault[];
}

/** Carries sent forms out: a fault gives the form back (422), a changed dispute too (409), a good one goes on (303). */
@Injectable()
export class SendDisputeForm {
  constructor(
    private readonly pages: DisputePages,
    private readonly views: Views,
    private readonly uploads: ActUploads,
    private readonly acts: DisputeActs,
    private readonly answers: DisputeAnswers,
    private readonly openDispute: OpenDispute,
    private readonly recordRuling: RecordRuling,
    private readonly furtherStep: RecordFurtherStep,
    private readonly carryOut: CarryOutOrder,
  ) {}

  async open(door: DisputeDoor): Promise<string> {
    const { form, faults } = await this.read(door);
    if (one(form, '_ulang') !== '') return this.pages.open(door, { form, errors: [] });
    const { value, faults: wrong } = checked(OpenDisputeBody, openBody(form));
    const errors = [...faults, ...this.words(door, wrong)];
    if (errors.length > 0) return this.pages.open(door, { form, errors });
    try {
      const key = readIdempotencyKey(one(form, '_kunci'));
      const { actor } = requireSession(door.request);
      const opened = await this.acts.once(actor, 'dispute.open', key, value, async (tx) => {
        const { id } = await this.openDispute.run(tx, { ...value, fileId: value.fileId ?? null });
        return this.answers.ofDispute(tx, id);
      });
      return goTo(door.reply, `${door.room}/${opened.id}`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const again = this.words(door, error.faults);
      if (error.status === 422 && again.length > 0) return this.pages.open(door, { form, errors: again });
      if (error.status !== 409) throw error;
      const title = this.views.for(door.request).t('disputes.new.title');
      return this.pages.impossible(door, door.room, title, error.code);
    }
  }

  /** `slug` is the last part of the address. Throws 404 for one that is no act. */
  async act(door: DisputeDoor, id: string, slug: string): Promise<string> {
    const action = ACT_SLUGS[slug];
    if (action === undefined) throw notFound();
    const { form, faults } = await this.read(door);
    if (action === 'carry-out') {
      return this.run(door, id, action, { form, faults }, CarryOutBody, carryOutBody(form), (act) =>
        this.acts.run({ ...act, action: 'dispute.carry-out' }, (tx, held, body) =>
          this.carryOut.run(tx, held, carriedOut(body)),
        ),
      );
    }
    if (action === 'suit-filed' || action === 'cassation-filed') {
      return this.run(door, id, action, { form, faults }, FurtherStepBody, furtherStepBody(form), (act) =>
        this.acts.run({ ...act, action: 'dispute.rule' }, (tx, held, body) =>
          this.furtherStep.run(tx, held, { ...body, event: action }),
        ),
      );
    }
    return this.run(door, id, action, { form, faults }, RulingBody, rulingBody(form), (act) =>
      this.acts.run({ ...act, action: 'dispute.rule' }, (tx, held, body) =>
        this.recordRuling.run(tx, held, { ...body, event: action, order: body.order ?? null }),
      ),
    );
  }

  private async run<Body extends VersionedBody>(
    door: DisputeDoor,
    id: string,
    action: DisputeAction,
    { form, faults }: Sent,
    type: ClassConstructor<Body>,
    typed: Readonly<Record<string, unknown>>,
    send: (act: {
      readonly actor: ReturnType<typeof requireSession>['actor'];
      readonly disputeId: string;
      readonly key: string;
      readonly body: Body;
    }) => Promise<DisputeAnswer>,
  ): Promise<string> {
    if (one(form, '_ulang') !== '') return this.pages.act(door, id, action, { form, errors: [] });
    const version = /^\d{1,9}$/u.test(one(form, '_versi')) ? Number(one(form, '_versi')) : null;
    const { value, faults: wrong } = checked(type, { ...typed, version });
    const errors = [...faults, ...this.words(door, wrong)];
    if (errors.length > 0) return this.pages.act(door, id, action, { form, errors });
    try {
      const { actor } = requireSession(door.request);
      await send({ actor, disputeId: id, key: readIdempotencyKey(one(form, '_kunci')), body: value });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const again = this.words(door, error.faults);
      if (error.status === 422 && again.length > 0)
        return this.pages.act(door, id, action, { form, errors: again });
      if (error.status !== 409) throw error;
      if (error.code === 'stale') return this.pages.act(door, id, action, { form, errors: [], stale: true });
      const title = this.views.for(door.request).t(`disputes.acts.${action}.title`);
      return this.pages.impossible(door, `${door.room}/${id}`, title, error.code);
    }
    return goTo(door.reply, `${door.room}/${id}`);
  }

  private async read(door: DisputeDoor): Promise<Sent> {
    if (!door.request.isMultipart()) return { form: formOf(door.request.body), faults: [] };
    const sent = await this.uploads.read(door.request, 1);
    const kept = sent.files[0];
    const form = kept === undefined ? sent.form : { ...sent.form, simpan: kept.id, 'nama-berkas': kept.name };
    return { form, faults: sent.faults };
  }

  private words(door: DisputeDoor, faults: Problem['faults']): readonly ActFault[] {
    return formFaults(this.views.for(door.request), faults, FORM_NAMES);
  }
}
