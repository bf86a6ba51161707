import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../../law/local-date.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { City } from '../../../platform/config/city.js';
import type { FieldFault } from '../../../platform/http/problems.js';
import { checked } from '../../../platform/http/validate.js';
import type { Texts } from '../../../platform/views/texts.js';
import { CaseActs } from '../../requests/case-acts.js';
import { formFaults, one, type ActFault, type ActForm } from '../../requests/pages/act-form.js';
import type { ActDoor } from '../../requests/pages/act-door.js';
import type { ActPage, ActStep } from '../../requests/pages/act-page.js';
import { ActPages } from '../../requests/pages/act-pages.js';
import { AnswerWithoutGrant } from '../answer-without-grant.js';
import {
  GrantBody,
  NotDocumentedBody,
  NotHeldBody,
  NotYetHeldBody,
  RefuseOtherBody,
} from '../decisions.dto.js';
import { GrantRequest } from '../grant-request.js';
import { answerBody, readDay, sheetsWithoutCost, type Answer, type AnswerDraft } from './answer-draft.js';
import { AnswerDrafts } from './answer-drafts.js';
import { ANSWER_ACTS, answerPage } from './answer.page.js';

const TYPES = {
  granted: GrantBody,
  'not-held': NotHeldBody,
  'not-yet-held': NotYetHeldBody,
  'not-documented': NotDocumentedBody,
  'refuse-other': RefuseOtherBody,
} as const satisfies Record<Answer, unknown>;

/** Checks a draft as the act will, and sends it: the same bodies and use cases as the API. */
@Injectable()
export class AnswerSteps {
  constructor(
    private readonly pages: ActPages,
    private readonly drafts: AnswerDrafts,
    private readonly grantRequest: GrantRequest,
    private readonly answers: AnswerWithoutGrant,
    private readonly acts: CaseActs,
    private readonly city: City,
  ) {}

  /** What the draft still lacks, beside the inputs of step 2. */
  faults(texts: Texts, draft: AnswerDraft, now: Date): readonly ActFault[] {
    const { names } = answerPage(2, async () => Promise.resolve({}));
    const body = { ...answerBody(draft), version: 1 };
    const { faults } = checked<object>(TYPES[draft.decision ?? 'not-yet-held'], body);
    const day = readDay(draft.date);
    const dated = draft.decision === 'granted' || draft.decision === 'not-documented';
    const over =
      dated && day !== '' && day < localDayOf(now)
        ? [
            {
              field: draft.decision === 'granted' ? 'provideOn' : 'availableOn',
              code: 'wrong-date',
              message: `decisions.errors.${draft.decision === 'granted' ? 'provide-on' : 'available-on'}`,
            },
          ]
        : [];
    return formFaults(texts, [...faults, ...over, ...this.openCost(texts, draft)], names);
  }

  private openCost(texts: Texts, draft: AnswerDraft): readonly FieldFault[] {
    const sheets = sheetsWithoutCost(draft);
    if (sheets === null) return [];
    const sum = texts.formats.rupiah(sheets * this.city.costs.sheet);
    return [{ field: 'cost.copy', code: 'missing', message: 'decisions.errors.copy-cost', values: { sum } }];
  }

  /** Whether this form has sent the answer already: its draft went with it, and the repeat hears the same. */
  async wasSent(door: ActDoor, form: ActForm): Promise<boolean> {
    const { actor } = requireSession(door.request);
    const actions = [...new Set(Object.values(ANSWER_ACTS))];
    return this.acts.wasDone({ actor, actions, caseId: door.caseId, key: one(form, '_kunci') });
  }

  /** Sends the answer and forgets the draft in the same transaction. */
  async send(door: ActDoor, page: ActPage, form: ActForm, draft: AnswerDraft): Promise<string> {
    const forget = (tx: Parameters<AnswerDrafts['forget']>[0]): Promise<void> =>
      this.drafts.forget(tx, door.caseId);
    const body = { ...answerBody(draft), alsoForGroup: one(form, 'gabungan') === 'ya' };
    const base = { action: ANSWER_ACTS[draft.decision ?? 'granted'], body, done: 'jawab' };
    switch (draft.decision) {
      case 'granted':
        return this.pages.submit<GrantBody>(door, page, form, {
          ...base,
          type: GrantBody,
          run: async (tx, row, body) => {
            await this.grantRequest.run(tx, row, body);
            await forget(tx);
          },
        } satisfies ActStep<GrantBody>);
      case 'not-held':
        return this.pages.submit<NotHeldBody>(door, page, form, {
          ...base,
          type: NotHeldBody,
          run: async (tx, row, body) => {
            await this.answers.notHeld(tx, row, body);
            await forget(tx);
          },
        });
      case 'not-documented':
        return this.pages.submit<NotDocumentedBody>(door, page, form, {
          ...base,
          type: NotDocumentedBody,
          run: async (tx, row, body) => {
            await this.answers.notDocumented(tx, row, body);
            await forget(tx);
          },
        });
      case 'refuse-other':
        return this.pages.submit<RefuseOtherBody>(door, page, form, {
          ...base,
          type: RefuseOtherBody,
          run: async (tx, row, body) => {
            await this.answers.refuseOther(tx, row, body);
            await forget(tx);
          },
        });
      default:
        return this.pages.submit<NotYetHeldBody>(door, page, form, {
          ...base,
          type: NotYetHeldBody,
          run: async (tx, row, body) => {
            await this.answers.notYetHeld(tx, row, body);
            await forget(tx);
          },
        });
    }
  }
}
