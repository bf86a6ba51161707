import { Injectable } from '@nestjs/common';
import { FilingCaps } from '../../../office/access/filing-caps.js';
import { Problem, type FieldFault } from '../../../platform/http/problems.js';
import { nationalIdOf } from '../../../platform/http/text-rules.js';
import { checked } from '../../../platform/http/validate.js';
import { CaseLinks } from '../case-links.js';
import { FileRequestBody } from '../filing-body.js';
import { FileRequest } from '../file-request.js';
import { FILING_ROUTE } from '../requests.controller.js';
import type { Draft } from './draft.js';
import { Drafts } from './drafts.js';
import { requestBodyOf, type Consents } from './request-body.js';
import { fault } from './step.js';
import { SumQuestion } from './sum-question.js';

/** What sending came to: the case with the secret of its receipt, or what is still to be mended. */
export type Sending =
  | { readonly ok: true; readonly receipt: string }
  | { readonly ok: false; readonly faults: readonly FieldFault[]; readonly draft: Draft };

export interface SendOrder {
  readonly secret: string;
  readonly draft: Draft;
  readonly consents: Consents;
  readonly sumAnswer: string;
  /** What the browser found instead of the sum. */
  readonly found: string;
  readonly network: string;
}

/**
 * Sends a draft as a request, once: the draft's key makes a second press the same filing, and a sent draft forgets
 * what it said. Throws 429 when a cap is full; the draft stays.
 */
@Injectable()
export class SendDraft {
  constructor(
    private readonly drafts: Drafts,
    private readonly fileRequest: FileRequest,
    private readonly caps: FilingCaps,
    private readonly sum: SumQuestion,
    private readonly links: CaseLinks,
  ) {}

  /** `<case>.<token>`: what the browser that filed keeps of its receipt. */
  receiptOf(caseId: string): string {
    return `${caseId}.${this.links.receiptToken(caseId)}`;
  }

  async run(order: SendOrder): Promise<Sending> {
    const { secret, draft, consents, network } = order;
    const declared = consents.declared ? [] : [fault('benar', 'declaration')];
    const asked = await this.ask(order);
    if (!asked.ok || declared.length > 0) {
      const wrongSum = asked.ok ? [] : [fault('jumlah', 'sum')];
      return { ok: false, faults: [...declared, ...wrongSum], draft: asked.draft };
    }
    const body = requestBodyOf(draft.answers, consents);
    const { value, faults } = checked(FileRequestBody, body);
    if (faults.length > 0) return { ok: false, faults: withoutFields(faults), draft: asked.draft };
    const { email, nationalId } = value.requester;
    await this.caps.hold(network, email ?? null, nationalId == null ? null : nationalIdOf(nationalId));
    try {
      const answer = await this.fileRequest.run(
        value,
        { channel: 'web' },
        { route: FILING_ROUTE, account: 'web', key: draft.key, body },
      );
      const receipt = new URL(answer.links.receipt).searchParams.get('p') ?? '';
      await this.drafts.markFiled(secret, receipt.split('.')[0] ?? '');
      return { ok: true, receipt };
    } catch (error) {
      if (error instanceof Problem && error.status === 422 && error.faults.length > 0) {
        return { ok: false, faults: withoutFields(error.faults), draft: asked.draft };
      }
      // Where the city declines foreign applicants, the form says so and keeps what was typed.
      if (error instanceof Problem && error.code === 'foreign-applicant') {
        const declined = { field: '', code: error.code, message: 'problems.foreign-applicant' };
        return { ok: false, faults: [declined], draft: asked.draft };
      }
      throw error;
    }
  }

  /** Judges the sum under the draft's lock: answered once, it is never asked of this draft again. */
  private async ask({
    secret,
    draft,
    sumAnswer,
    found,
  }: SendOrder): Promise<{ readonly ok: boolean; readonly draft: Draft }> {
    if (this.sum.of(draft) === null) return { ok: true, draft };
    let ok = false;
    const after = await this.drafts.change(
      secret,
      () => draft,
      (now) => {
        const sum = this.sum.of(now);
        ok = sum === null || this.sum.isRight(sum, sumAnswer, found);
        return ok ? { ...now, proved: true } : { ...now, asked: now.asked + 1 };
      },
    );
    return { ok: ok || after.filedCaseId !== null, draft: after.draft };
  }
}

// The check page has no fields of its own for these; the summary tells them in words.
function withoutFields(faults: readonly FieldFault[]): FieldFault[] {
  return faults.map((one) => ({ ...one, field: '' }));
}
