import { Injectable } from '@nestjs/common';
import { decideIncomplete, repairDue, type MissingItem } from '../../law/completeness.js';
import { missingByChannel } from '../../law/filing-form.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import type { IncompleteNoticeLetter } from '../../platform/letters/letter-data.js';
import { CaseTransitions } from './apply-transition.js';
import { CaseLetters } from './case-letters.js';
import { CaseLinks } from './case-links.js';
import type { CaseRow } from './case-row.js';
import { postingReminderRow } from './record-posting.js';
import { RequesterNews } from './requester-news.js';
import { repairRows, repairStage } from './clock-rows.js';
import { incompleteNotice } from './incomplete-notice.letter.js';
import type { NoticePaper } from './notice-body.js';

/** What is missing, in the words of the API, and what the desk adds. */
export interface Incompleteness extends Partial<NoticePaper> {
  readonly missing: readonly MissingItem[];
  readonly note: string;
  /** The requester stands at the counter and takes the letter along: received today, whatever the way of news. */
  readonly handedOver?: boolean;
}

/**
 * Declares a request incomplete by letter (PerKI 1/2021 art. 33): T2 stops, T4 is suspended, T3 starts on the day the
 * letter is received: by e-mail the day of sending, by post the day that the desk records later. Throws 409 `completeness-lapsed` after T2, `reasons-missing` for
 * an empty list, `not-in-this-state`. Received 2026-11-24, letter 2026-11-27: repair until 2026-12-02.
 */
@Injectable()
export class DeclareIncomplete {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly letters: CaseLetters,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
  ) {}

  async run(tx: Tx, row: CaseRow, input: Incompleteness): Promise<CaseRow> {
    const now = await tx.now();
    const today = localDayOf(now);
    const facts = {
      state: row.status,
      completenessDue: row.completeness_due_on ?? today,
      missing: input.missing,
    };
    const rules = await this.rules.ofCase(row);
    if (input.missing.includes('signedForm') && missingByChannel(row.channel, rules).length === 0)
      throw invalid([
        { field: 'missing', code: 'unknown-value', message: 'requests.errors.form-counts-as-written' },
      ]);
    const decided = decideIncomplete(facts, rules, today);
    if (!decided.ok) throw refused(decided.refusal);
    const calendar = await this.calendar.forCase(row);
    const byMail = await this.news.reaches(tx, row);
    // A letter that goes by post is received later: T3 starts when the desk records that day.
    const isReceived = byMail || input.handedOver === true;
    const due = isReceived ? repairDue(today, calendar, rules).date : null;
    const round = await this.record(tx, row, input, isReceived ? today : null, due);
    const pause = decided.pausesReplyClock ? { due_on: null, due_at: null } : {};
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'declare-incomplete',
      change: { repair_due_on: due, ...pause },
      // A printed letter suspends T4 only if its posting is recorded inside T2 (`LetterTerm`).
      keepsRunning: [
        ...(decided.pausesReplyClock ? [] : ['T4' as const]),
        ...(isReceived ? [] : ['T2' as const]),
      ],
      auditFacts: { missing: input.missing, repairDueOn: due, pauses: decided.pausesReplyClock },
    });
    if (due !== null) {
      // What was handed over is received, whatever becomes of the mail beside it.
      const stage = repairStage(round, input.handedOver === true ? 'handed-over' : undefined);
      await this.dueRows.start(tx, repairRows(row.id, stage, due, now, calendar));
    }
    const letterId = await this.letters.issue(tx, changed, {
      kind: 'incomplete-notice',
      stage: `round-${String(round)}`,
      letterNumber: input.letterNumber ?? null,
      signedFileId: input.signedFileId ?? null,
      data: incompleteNotice(changed, {
        ...input,
        today,
        repairDue: due,
        handedOverBy: handedOverBy(row, byMail, input.handedOver === true),
        calendar,
        rules,
        city: this.letters.city,
        texts: this.letters.texts,
      }),
    });
    if (due === null) {
      const letter = { letterId, mail: 'needs-completing', round } as const;
      const effectKey = await this.news.leaveLetter(tx, changed, letter);
      const unposted = { effectKey, mail: letter.mail, issuedOn: today };
      await this.dueRows.start(tx, [postingReminderRow(row.id, unposted, calendar)]);
      return changed;
    }
    await this.news.tell<'needs-completing'>(tx, changed, {
      kind: 'needs-completing',
      effectKey: `needs-completing:${row.id}:${String(round)}`,
      data: {
        number: row.register_number,
        missing: input.missing,
        repairDueOn: due,
        link: this.links.statusPath(row.id, row.link_epoch),
      },
      calendar: {
        sequence: changed.version,
        cancels:
          row.due_on === null || !decided.pausesReplyClock ? [] : [{ kind: 'reply-due', on: row.due_on }],
      },
    });
    return changed;
  }

  private async record(
    tx: Tx,
    row: CaseRow,
    input: Incompleteness,
    receivedOn: LocalDate | null,
    due: LocalDate | null,
  ): Promise<number> {
    const rows = await tx.query<{ round: number }>(
      `INSERT INTO incompleteness_letters (case_id, round, missing, note, sent_at, received_on, repair_due_on, staff_id)
       SELECT $1, coalesce(max(round), 0) + 1, $2, $3, $4, $5, $6, $7 FROM incompleteness_letters WHERE case_id = $1
       RETURNING round`,
      [row.id, input.missing, input.note, await tx.now(), receivedOn, due, tx.actor.id],
    );
    return rows[0]?.round ?? 1;
  }
}

function handedOverBy(
  row: CaseRow,
  byMail: boolean,
  atCounter: boolean,
): IncompleteNoticeLetter['handedOverBy'] {
  if (atCounter) return 'counter';
  if (!byMail) return 'post';
  return row.channel === 'web' || row.channel === 'api' ? 'web' : 'email';
}
