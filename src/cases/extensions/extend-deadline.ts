import { Injectable } from '@nestjs/common';
import { decideExtension, possibleExtension, type ExtensionReason } from '../../law/extension.js';
import { endOfLocalDay, localDayOf, type LocalDate } from '../../law/local-date.js';
import type { Ruleset } from '../../law/ruleset.js';
import { timeLimit } from '../../law/time-limits.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { replyTermOf } from '../requests/case-counts.js';
import { countedDaysBetween, provisionalYear } from '../requests/case-dates.js';
import { CaseLetters } from '../requests/case-letters.js';
import { CaseLinks } from '../requests/case-links.js';
import type { CaseRow } from '../requests/case-row.js';
import { DeclareComplete } from '../requests/declare-complete.js';
import type { NoticePaper } from '../requests/notice-body.js';
import { answeredKey, LetterDays } from '../requests/letter-days.js';
import { LetterReceipts, type LetterThatLeft } from '../requests/letter-receipts.js';
import { RequesterNews } from '../requests/requester-news.js';
import { StartReplyClock } from '../requests/start-reply-clock.js';
import { ExtensionEntity } from './extension.entity.js';
import { extensionNotice } from './extension-notice.letter.js';

export interface Extension extends Partial<NoticePaper> {
  readonly reasons: readonly ExtensionReason[];
  readonly explanation: string;
}

/** The calendar and the readings of the law that a case is counted with. */
interface Counting {
  readonly calendar: WorkingCalendar;
  readonly rules: Ruleset;
}

/** Key of the news of an extension; its printed letter is posted under the same. */
export function extendedKey(caseId: string): string {
  return `extended:${caseId}`;
}

/** Tells the requester the new date and why. */
@Injectable()
export class ExtensionNews {
  constructor(
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
    private readonly agencies: AgencyDirectory,
    private readonly calendar: CurrentCalendar,
    private readonly letterDays: LetterDays,
    receipts: LetterReceipts,
  ) {
    receipts.registerLeaving('extended', (tx, row, letter) => this.left(tx, row, letter));
  }

  // A letter lengthens T4 only when it leaves before T4 ends (law.md 2.2, 10), and with it the day of a notice that waits.
  private async left(tx: Tx, row: CaseRow, { leftOn }: LetterThatLeft): Promise<void> {
    await tx.execute(
      `UPDATE extensions SET left_on = $2, left_at = coalesce(left_at, $3) WHERE case_id = $1 AND on_paper`,
      [row.id, leftOn, await tx.now()],
    );
    const lastDay = await letterDueOn(tx, row.id);
    if (lastDay === null || lastDay === row.letter_due_on) return;
    const notice = { effectKey: answeredKey(row.id), lastDay };
    await this.letterDays.move(tx, row.id, notice, await this.calendar.forCase(row));
  }

  async send(tx: Tx, row: CaseRow, previousDueOn: LocalDate, calendar: WorkingCalendar): Promise<void> {
    if (row.due_on === null) return;
    const agency = row.agency_code === null ? null : await this.agencies.byCode(row.agency_code);
    await this.news.tell<'extended'>(tx, row, {
      kind: 'extended',
      effectKey: extendedKey(row.id),
      postBy: previousDueOn,
      data: {
        number: row.register_number,
        agency: agency === null ? null : { id: agency.name, en: agency.nameEn },
        dueOn: row.due_on,
        previousDueOn,
        workingDays: timeLimit('extension', previousDueOn).length,
        countedDays: countedDaysBetween(calendar, previousDueOn, row.due_on),
        provisionalYear: provisionalYear(row.due_provisional),
        link: this.links.statusPath(row.id, row.link_epoch),
      },
      calendar: { sequence: row.version },
    });
  }
}

/** The day by which the notice that lies at the desk has to leave, as the database keeps it. */
async function letterDueOn(tx: Tx, caseId: string): Promise<LocalDate | null> {
  const [row] = await tx.query<Pick<CaseRow, 'letter_due_on'>>(
    'SELECT letter_due_on FROM cases WHERE id = $1',
    [caseId],
  );
  return row?.letter_due_on ?? null;
}

/**
 * Extends the reply date once by 7 working days with written reasons (UU 14/2008 art. 22(8); PerKI 1/2021 art. 36):
 * the row of T4 and its reminders stop, T5 starts, letter and mail name the new date. Throws 409 with the law's
 * refusal: `already-extended`, `already-overdue`, `already-answered`, `reasons-missing`, `not-in-this-state`.
 */
@Injectable()
export class ExtendDeadline {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly replyClock: StartReplyClock,
    private readonly complete: DeclareComplete,
    private readonly letters: CaseLetters,
    private readonly notice: ExtensionNews,
    private readonly news: RequesterNews,
    private readonly agencies: AgencyDirectory,
  ) {}

  /** Whether it may still be extended and to which day, before the reasons are written; for the page before the button. */
  async possible(row: CaseRow, today: LocalDate): Promise<ReturnType<typeof possibleExtension>> {
    const { calendar, rules } = await this.counting(row);
    return possibleExtension(replyTermOf(await this.complete.foreseen(row, today)), calendar, rules, today);
  }

  async run(tx: Tx, given: CaseRow, input: Extension): Promise<CaseRow> {
    const now = await tx.now();
    const today = localDayOf(now);
    const { calendar, rules } = await this.counting(given);
    const term = replyTermOf(await this.complete.foreseen(given, today));
    const decided = decideExtension({ ...term, ...input }, calendar, rules, today);
    if (!decided.ok) throw refused(decided.refusal);
    const row = await this.complete.implied(tx, given);
    const { after: oldDue, dueDate } = decided;
    const { date, provisional } = dueDate;
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'extend',
      change: {
        extended_at: now,
        due_on: date,
        due_at: endOfLocalDay(date),
        due_kind: 'extended',
        due_provisional: provisional,
        calendar_version: Number(calendar.version),
      },
      auditFacts: { reasons: input.reasons, previousDueOn: oldDue, dueOn: date },
    });
    await this.replyClock.run(tx, changed, 'extended', date, calendar);
    await tx.manager.insert(ExtensionEntity, {
      case_id: row.id,
      reasons: [...input.reasons],
      explanation: input.explanation,
      old_due_on: oldDue,
      term_end_on: oldDue,
      new_due_on: date,
      staff_id: tx.actor.id ?? '',
      at: now,
      on_paper: !(await this.news.reaches(tx, row)),
    });
    await this.letters.issue(tx, changed, {
      kind: 'extension-notice',
      stage: 'once',
      letterNumber: input.letterNumber ?? null,
      signedFileId: input.signedFileId ?? null,
      data: extensionNotice(
        changed,
        { ...input, oldDue, handledBy: await this.handledBy(changed) },
        calendar,
        rules,
      ),
    });
    await this.notice.send(tx, changed, oldDue, calendar);
    return changed;
  }

  private async handledBy(row: CaseRow): Promise<string> {
    const agency = row.agency_code === null ? null : await this.agencies.byCode(row.agency_code);
    return agency?.name ?? this.letters.city.siteName.id;
  }

  private async counting(row: CaseRow): Promise<Counting> {
    return { calendar: await this.calendar.forCase(row), rules: await this.rules.ofCase(row) };
  }
}
