import { Injectable } from '@nestjs/common';
import { requireSession } from '../../../office/staff/session-source.js';
import { showLetter } from '../../../platform/files/serve-file.js';
import { Problem } from '../../../platform/http/problems.js';
import { checked } from '../../../platform/http/validate.js';
import { Views } from '../../../platform/views/views.js';
import { CaseActs, type VersionedBody } from '../case-acts.js';
import { CaseLetters } from '../case-letters.js';
import { formFaults, one, type ActFault, type ActForm } from './act-form.js';
import type { ActDoor } from './act-door.js';
import type { ActPage, ActStep } from './act-page.js';
import { ActPages } from './act-pages.js';

/**
 * The letter of an act before the act: the same step is carried out and taken back, and its letter is printed with the
 * person and the number left open. So the preview can say nothing that the letter does not. A faulty form, a case that
 * changed and a step that is not lawful answer as the act itself does.
 */
@Injectable()
export class LetterPreviews {
  constructor(
    private readonly acts: CaseActs,
    private readonly letters: CaseLetters,
    private readonly pages: ActPages,
    private readonly views: Views,
  ) {}

  async show<Body extends VersionedBody>(
    door: ActDoor,
    page: ActPage,
    form: ActForm,
    step: ActStep<Body>,
    extra: readonly ActFault[] = [],
  ): Promise<Buffer | string> {
    const version = /^\d{1,9}$/u.test(one(form, '_versi')) ? Number(one(form, '_versi')) : null;
    const { value, faults } = checked(step.type, { ...step.body, version });
    const found = [...extra, ...formFaults(this.views.for(door.request), faults, page.names)];
    if (found.length > 0) return this.pages.again(door, page, form, found);
    const { actor } = requireSession(door.request);
    try {
      const act = { actor, action: step.action ?? page.action, caseId: door.caseId, body: value };
      const written = await this.acts.rehearse(act, step.run, (tx, row) => this.letters.latest(tx, row));
      if (written === null) return await this.none(door, page, form);
      const content = this.letters.previewOf(written);
      return showLetter(door.reply, { name: 'pratinjau-surat.pdf', content });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return this.pages.handle(door, page, form, error);
    }
  }

  /** What is filled in makes no letter: the form again, and why. */
  none(door: ActDoor, page: ActPage, form: ActForm): Promise<string> {
    const message = this.views.for(door.request).t('acts.frame.no-letter');
    return this.pages.again(door, page, form, [{ field: '', message }]);
  }
}
