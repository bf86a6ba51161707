import { Injectable } from '@nestjs/common';
import { NO_CONTENTS, type DecisionContents } from '../../../law/decision-contents.js';
import { combineOutcomes } from '../../../law/decision-kinds.js';
import { localDate, localDayOf, type LocalDate } from '../../../law/local-date.js';
import { objectionWindowEnd } from '../../../law/objection-windows.js';
import { mayObject } from '../../../law/who-may-file.js';
import { CityRules } from '../../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../../office/calendar/current-calendar.js';
import { MailRenderer } from '../../../office/notifications/mail-renderer.js';
import { provisionalYearOf } from '../../../office/notifications/provisional-days.js';
import { Requesters } from '../../../office/requesters/requesters.js';
import type { Tx } from '../../../platform/database/tx.js';
import type { WorkingCalendar } from '../../../law/working-calendar.js';
import { CaseLetters } from '../../requests/case-letters.js';
import { CaseLinks } from '../../requests/case-links.js';
import type { CaseRow } from '../../requests/case-row.js';
import { decidedOf, type DecidedItem, type RequestItem } from '../decided-items.queries.js';
import { answeredMail } from '../notice-news.js';
import { writtenNotice, type WrittenNoticeLetter } from '../written-notice.letter.js';
import { WrittenNotice } from '../written-notice.js';
import { readDay, readRupiah, type AnswerDraft } from './answer-draft.js';

/** What the page and the PDF of a preview show: exactly what will be issued, without the person. */
export interface AnswerPreview {
  readonly notice: WrittenNoticeLetter;
  readonly objectionUntil: LocalDate | null;
  readonly mail: { readonly subject: string; readonly text: string };
  /** Items that are still undecided once this draft is sent: then no notice goes out yet. */
  readonly left: number;
}

// No link that went out has this epoch: the sign on a preview opens nothing.
const NO_EPOCH = -1;

const OUTCOMES = {
  granted: 'granted_full',
  'not-held': 'not_held',
  'not-yet-held': 'not_yet_held',
  'not-documented': 'not_documented',
  'refuse-other': 'refused_other',
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
    private readonly written: WrittenNotice,
    private readonly requesters: Requesters,
  ) {}

  /** Null while the draft has no decision. */
  async of(
    tx: Tx,
    row: CaseRow,
    items: readonly RequestItem[],
    draft: AnswerDraft,
  ): Promise<AnswerPreview | null> {
    if (draft.decision === null) return null;
    const now = await tx.now();
    const calendar = await this.calendar.forCase(row);
    const today = localDayOf(now);
    const objectionUntil = mayObject(row.standing)
      ? objectionWindowEnd(today, calendar, await this.rules.ofCase(row)).date
      : null;
    const decided = withDraft(items, draft, today);
    const facts = {
      row,
      items: decided,
      today,
      objectionUntil,
      paper: {
        letterNumber: draft.letterNumber.trim() === '' ? null : draft.letterNumber.trim(),
        signedFileId: null,
      },
      heldBy: await this.written.heldBy(row),
      consentedOn: null,
      attachments: null,
      onPaper: await this.requesters.goesOnPaper(tx, row.requester_id),
    };
    return {
      notice: writtenNotice(facts, calendar, this.letters),
      objectionUntil,
      mail: this.mail(row, decided, objectionUntil, now, calendar),
      left: items.length - decided.length,
    };
  }

  /** The same as PDF, with `[nama pemohon]` where the name will stand. */
  pdf(row: CaseRow, preview: AnswerPreview, now: Date): Buffer {
    const hidden = { ...row, link_epoch: NO_EPOCH };
    return preview.notice.kind === 'not-held-notice'
      ? this.letters.preview(hidden, preview.notice, now)
      : this.letters.preview(hidden, preview.notice, now);
  }

  private mail(
    row: CaseRow,
    items: readonly DecidedItem[],
    objectionUntil: LocalDate | null,
    now: Date,
    calendar: WorkingCalendar,
  ): AnswerPreview['mail'] {
    const today = localDayOf(now);
    const link = this.links.statusPath(row.id, NO_EPOCH);
    const combined = combineOutcomes(items.map(({ decision }) => decision.outcome));
    const data = answeredMail(row, { combined, items, objectionUntil }, today, link);
    const { subject, text } = this.mails.render(
      'answered',
      row.language,
      { ...data, ...provisionalYearOf('answered', data, today, calendar) },
      [],
      now,
    );
    const token = link.slice(link.indexOf('=') + 1);
    return { subject, text: text.replaceAll(token, '...') };
  }
}

/** The items as they will stand once the draft is sent; what stays undecided is left out. */
function withDraft(
  items: readonly RequestItem[],
  draft: AnswerDraft,
  today: LocalDate,
): readonly DecidedItem[] {
  const contents = contentsOf(draft, today);
  const outcome = OUTCOMES[draft.decision ?? 'granted'];
  const open = items.filter(
    ({ id, decision }) => decision === null && (draft.items.length === 0 || draft.items.includes(id)),
  );
  return decidedOf(
    items.map((item) => {
      if (!open.includes(item)) return item;
      const cost = item === open[0] ? contents.cost : NO_CONTENTS.cost;
      return { ...item, decision: { ...contents, cost, outcome, actId: '', decidedOn: today } };
    }),
  );
}

function contentsOf(draft: AnswerDraft, today: LocalDate): DecisionContents {
  const day = readDay(draft.date);
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const base = { ...NO_CONTENTS, explanation: draft.text.trim() };
  switch (draft.decision) {
    case 'granted':
      return {
        ...base,
        form: draft.form === 'hardcopy' ? 'hardcopy' : 'softcopy',
        cost: {
          copy: readRupiah(draft.cost.copy),
          delivery: readRupiah(draft.cost.delivery),
          other: readRupiah(draft.cost.other),
        },
        provideOn: day === '' ? today : localDate(day),
      };
    case 'not-held':
      return { ...base, holder: orNull(draft.holder), searchRecord: orNull(draft.search) };
    case 'refuse-other':
      return { ...base, law: orNull(draft.law) };
    case 'not-documented':
      return { ...base, availableOn: day === '' ? null : localDate(day) };
    default:
      return base;
  }
}
