import { Injectable } from '@nestjs/common';
import { NO_CONTENTS, type DecisionContents } from '../../../law/decision-contents.js';
import { combineOutcomes, decisionKind } from '../../../law/decision-kinds.js';
import { localDate, localDayOf, parseLocalDate, type LocalDate } from '../../../law/local-date.js';
import { objectionWindowEnd } from '../../../law/objection-windows.js';
import { mayObject } from '../../../law/who-may-file.js';
import { CityRules } from '../../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../../office/calendar/current-calendar.js';
import { StoredFiles, type FileFacts } from '../../../office/documents/stored-files.js';
import { MailRenderer } from '../../../office/notifications/mail-renderer.js';
import { provisionalYearOf } from '../../../office/notifications/provisional-days.js';
import { Requesters } from '../../../office/requesters/requesters.js';
import type { Tx } from '../../../platform/database/tx.js';
import type { WorkingCalendar } from '../../../law/working-calendar.js';
import { CaseLetters } from '../../requests/case-letters.js';
import { CaseLinks } from '../../requests/case-links.js';
import type { CaseRow } from '../../requests/case-row.js';
import { decidedOf, type DecidedItem, type RequestItem } from '../decided-items.queries.js';
import { givenOf } from '../grant-contents.js';
import { answeredMail } from '../notice-news.js';
import { writtenNotice, type WrittenNoticeLetter } from '../written-notice.letter.js';
import { WrittenNotice } from '../written-notice.js';
import { grantOf, readDay, type AnswerDraft } from './answer-draft.js';
import { answerOutlook, type AnswerOutlook } from './answer-outlook.js';

/** What the page and the PDF of a preview show: exactly what will be issued, without the person. */
export interface AnswerPreview {
  readonly notice: WrittenNoticeLetter;
  /** Nobody gets a mail: the letter is printed and posted. */
  readonly onPaper: boolean;
  /** The superior must consent before it goes out. */
  readonly isDraft: boolean;
  readonly objectionUntil: LocalDate | null;
  readonly mail: { readonly subject: string; readonly text: string };
  /** What the notice hands over, of all its items. */
  readonly files: readonly Pick<FileFacts, 'name' | 'bytes'>[];
  readonly outlook: AnswerOutlook;
  /** The promised day where nobody works on it, with the working days around it. */
  readonly closedDay: {
    readonly day: LocalDate;
    readonly before: LocalDate;
    readonly next: LocalDate;
  } | null;
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
    private readonly files: StoredFiles,
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
    const standing = withDraft(row, items, draft, today);
    const decided = decidedOf(standing);
    const outlook = answerOutlook(row, standing, today);
    const waits = decided.some(({ decision }) => decisionKind(decision.outcome).needsConsent);
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
      consentedOn: waits ? today : null,
      attachments: waits ? this.letters.texts.t('refusals.letter.attached-later') : null,
      onPaper: await this.requesters.goesOnPaper(tx, row.requester_id),
    };
    return {
      notice: writtenNotice(facts, calendar, this.letters),
      onPaper: facts.onPaper,
      isDraft: waits,
      objectionUntil,
      mail: this.mail(row, decided, objectionUntil, now, calendar),
      files: await this.filesOf(tx, decided, draft),
      outlook,
      closedDay: closedDayOf(draft, outlook, calendar),
    };
  }

  /** The same as PDF, with `[nama pemohon]` where the name will stand. */
  pdf(row: CaseRow, { notice, isDraft: draft }: AnswerPreview, now: Date): Buffer {
    const hidden = { ...row, link_epoch: NO_EPOCH };
    return notice.kind === 'not-held-notice'
      ? this.letters.preview(hidden, notice, now, { draft })
      : this.letters.preview(hidden, notice, now, { draft });
  }

  /** Of everything that the notice gives, also what was decided before. */
  private async filesOf(
    tx: Tx,
    items: readonly DecidedItem[],
    draft: AnswerDraft,
  ): Promise<AnswerPreview['files']> {
    const ids = new Set(items.flatMap(({ decision }) => decision.fileIds));
    const files: AnswerPreview['files'][number][] = [];
    for (const id of ids) {
      const file = draft.files.find((own) => own.id === id) ?? (await this.files.facts(tx, id));
      if (file !== null) files.push(file);
    }
    return files;
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

/** The items as they will stand once the draft is sent. */
function withDraft(
  row: CaseRow,
  items: readonly RequestItem[],
  draft: AnswerDraft,
  today: LocalDate,
): readonly RequestItem[] {
  const contents = contentsOf(row, draft, today);
  const outcome = OUTCOMES[draft.decision ?? 'granted'];
  const open = items.filter(
    ({ id, decision }) => decision === null && (draft.items.length === 0 || draft.items.includes(id)),
  );
  return items.map((item) => {
    if (!open.includes(item)) return item;
    // The act names one cost; it stands with the first of its items.
    const { cost, sheets } = item === open[0] ? contents : NO_CONTENTS;
    return { ...item, decision: { ...contents, cost, sheets, outcome, actId: '', decidedOn: today } };
  });
}

/** A promised day on which the desk is closed; what goes out with the notice needs no day. */
function closedDayOf(
  draft: AnswerDraft,
  { state }: AnswerOutlook,
  calendar: WorkingCalendar,
): AnswerPreview['closedDay'] {
  const promises = draft.decision === 'granted' || draft.decision === 'not-documented';
  const day = parseLocalDate(readDay(draft.date));
  if (!promises || day === null || state === 'closed_granted' || calendar.isWorkingDay(day)) return null;
  return { day, before: calendar.workingDayBefore(day, 0), next: calendar.nextWorkingDay(day) };
}

function contentsOf(row: CaseRow, draft: AnswerDraft, today: LocalDate): DecisionContents {
  const day = readDay(draft.date);
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const base = { ...NO_CONTENTS, explanation: draft.text.trim() };
  switch (draft.decision) {
    case 'granted':
      return { ...base, ...givenOf(row, grantOf(draft), day === '' ? today : localDate(day)) };
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
