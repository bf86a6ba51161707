import { Injectable } from '@nestjs/common';
import { localDate, localDayOf, type LocalDate } from '../../../law/local-date.js';
import { objectionWindowEnd } from '../../../law/objection-windows.js';
import { timeLimit } from '../../../law/time-limits.js';
import { CityRules } from '../../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../../office/calendar/current-calendar.js';
import { MailRenderer } from '../../../office/notifications/mail-renderer.js';
import type { WorkingCalendar } from '../../../law/working-calendar.js';
import { CaseLetters, type NewNotice } from '../../requests/case-letters.js';
import { CaseLinks } from '../../requests/case-links.js';
import type { CaseRow } from '../../requests/case-row.js';
import { grantNotice, notHeldNotice, unavailableNotice } from '../decision-notice.letter.js';
import type { RecordedNotice } from '../record-notice.js';
import { readDay, readRupiah, type AnswerDraft } from './answer-draft.js';

type PreviewNotice = NewNotice<'decision-notice'> | NewNotice<'not-held-notice'>;

/** What the page and the PDF of a preview show: exactly what will be issued, without the person. */
export interface AnswerPreview {
  readonly notice: PreviewNotice;
  readonly objectionUntil: LocalDate;
  readonly mail: { readonly subject: string; readonly text: string };
}

// No link that went out has this epoch: the sign on a preview opens nothing.
const NO_EPOCH = -1;

const OUTCOMES = {
  granted: 'granted_full',
  'not-held': 'not_held',
  'not-yet-held': 'not_yet_held',
  'not-documented': 'not_documented',
} as const;

/** The letter and the mail of an answer before it is sent, made by the same builders as the real ones. */
@Injectable()
export class AnswerPreviews {
  constructor(
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly letters: CaseLetters,
    private readonly links: CaseLinks,
    private readonly mails: MailRenderer,
  ) {}

  /** Null while the draft has no decision. */
  async of(row: CaseRow, draft: AnswerDraft, now: Date): Promise<AnswerPreview | null> {
    if (draft.decision === null) return null;
    const calendar = await this.calendar.forCase(row);
    const today = localDayOf(now);
    const objectionUntil = objectionWindowEnd(today, calendar, await this.rules.ofCase(row)).date;
    return {
      notice: this.notice({ row, objectionUntil }, draft, calendar, today),
      objectionUntil,
      mail: this.mail(row, draft.decision, today, objectionUntil, now),
    };
  }

  /** The same as PDF, with `[nama pemohon]` where the name will stand. */
  pdf(row: CaseRow, preview: AnswerPreview, now: Date): Buffer {
    const hidden = { ...row, link_epoch: NO_EPOCH };
    return preview.notice.kind === 'not-held-notice'
      ? this.letters.preview(hidden, preview.notice, now)
      : this.letters.preview(hidden, preview.notice, now);
  }

  private notice(
    recorded: RecordedNotice,
    draft: AnswerDraft,
    calendar: WorkingCalendar,
    today: LocalDate,
  ): PreviewNotice {
    const { city } = this.letters;
    const letterNumber = draft.letterNumber.trim() === '' ? null : draft.letterNumber.trim();
    const day = readDay(draft.date);
    const text = draft.text.trim();
    const base = { stage: 'notice', letterNumber } as const;
    if (draft.decision === 'not-held') {
      const body = {
        holder: draft.holder.trim() === '' ? null : draft.holder.trim(),
        searchRecord: draft.search.trim() === '' ? null : draft.search.trim(),
        reason: text === '' ? null : text,
      };
      return {
        ...base,
        kind: 'not-held-notice',
        data: notHeldNotice(recorded, body, calendar, today, city),
      };
    }
    if (draft.decision === 'granted') {
      const facts = {
        form: draft.form === 'hardcopy' ? ('hardcopy' as const) : ('softcopy' as const),
        cost: {
          copy: readRupiah(draft.cost.copy),
          delivery: readRupiah(draft.cost.delivery),
          other: readRupiah(draft.cost.other),
        },
        provideOn: day === '' ? today : localDate(day),
        explanation: text,
        today,
      };
      return { ...base, kind: 'decision-notice', data: grantNotice(recorded, facts, calendar, city) };
    }
    const availableOn = draft.decision === 'not-documented' && day !== '' ? localDate(day) : null;
    return {
      ...base,
      kind: 'decision-notice',
      data: unavailableNotice(recorded, { reason: text, availableOn, today }, calendar, city),
    };
  }

  private mail(
    row: CaseRow,
    decision: keyof typeof OUTCOMES,
    today: LocalDate,
    objectionUntil: LocalDate,
    now: Date,
  ): AnswerPreview['mail'] {
    const link = this.links.statusPath(row.id, NO_EPOCH);
    const data = {
      number: row.register_number,
      outcome: OUTCOMES[decision],
      answeredOn: today,
      objectionUntil,
      objectionDays: timeLimit('objectionWindow', today).length,
      link,
    };
    const { subject, text } = this.mails.render('answered', row.language, data, [], now);
    const token = link.slice(link.indexOf('=') + 1);
    return { subject, text: text.replaceAll(token, '...') };
  }
}
