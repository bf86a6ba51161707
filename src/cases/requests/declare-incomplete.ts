import { Injectable } from '@nestjs/common';
import { decideIncomplete, repairDue, type MissingItem } from '../../law/completeness.js';
import { missingByChannel } from '../../law/filing-form.js';
import { endOfLocalDay, localDayOf, type LocalDate } from '../../law/local-date.js';
import type { RequestState } from '../../law/request-states.js';
import type { Ruleset } from '../../law/ruleset.js';
import { mayBeAskedOf } from '../../law/who-may-file.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
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
import { identityStanding, type IdentityStanding } from './completeness.queries.js';
import { postingReminderRow } from './posting-reminder.js';
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
 * letter is received: by e-mail the day of sending, by post the day that the desk records later. Throws 409
 * `completeness-lapsed` after T2, `reasons-missing` for an empty list, `not-in-this-state`; 422 for a paper that this kind of
 * requester does not owe. Received 2026-11-24, letter
 * 2026-11-27: repair until 2026-12-02.
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
    const today = localDayOf(await tx.now());
    const rules = await this.rules.ofCase(row);
    mustBeAskable(row, input, rules, await identityStanding(tx, row.requester_id));
    const facts = {
      state: row.status,
      completenessDue: row.completeness_due_on ?? today,
      missing: input.missing,
      isDeemedComplete: isDeemedComplete(row),
      parts: await partStates(tx, row),
    };
    const decided = decideIncomplete(facts, rules, today);
    if (!decided.ok) throw refused(decided.refusal);
    const calendar = await this.calendar.forCase(row);
    const byMail = await this.news.reaches(tx, row);
    // A letter that goes by post is received later: T3 starts when the desk records that day.
    const isReceived = byMail || input.handedOver === true;
    const due = isReceived ? repairDue(today, calendar, rules).date : null;
    const round = await this.record(tx, row, input, isReceived ? today : null, due);
    const pauses = decided.pausesReplyClock;
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'declare-incomplete',
      change: { repair_due_on: due, ...(pauses ? { due_on: null, due_at: null } : {}) },
      // A printed letter suspends T4 only if its posting is recorded inside T2 (`LetterTerm`).
      keepsRunning: [...(pauses ? [] : ['T4' as const]), ...(isReceived ? [] : ['T2' as const])],
      // Without a clock there is nothing that pauses or runs on.
      auditFacts: {
        missing: input.missing,
        repairDueOn: due,
        pauses: row.standing === 'statutory' ? pauses : null,
      },
    });
    const handedOver = handedOverBy(row, byMail, input.handedOver === true);
    const letter = { ...input, today, repairDue: due, handedOverBy: handedOver, calendar, rules };
    const letterId = await this.issue(tx, changed, letter, round);
    if (due === null) await this.leaveForPost(tx, changed, { letterId, round, today, calendar });
    else await this.tell(tx, changed, { input, round, due, calendar, stoppedOn: pauses ? row.due_on : null });
    return changed;
  }

  private issue(tx: Tx, row: CaseRow, letter: LetterFacts, round: number): Promise<string> {
    return this.letters.issue(tx, row, {
      kind: 'incomplete-notice',
      stage: `round-${String(round)}`,
      letterNumber: letter.letterNumber ?? null,
      signedFileId: letter.signedFileId ?? null,
      data: incompleteNotice(row, { ...letter, city: this.letters.city, texts: this.letters.texts }),
    });
  }

  /** By post: the letter lies with the desk, which records when it left and when it came. */
  private async leaveForPost(
    tx: Tx,
    row: CaseRow,
    sent: {
      readonly letterId: string;
      readonly round: number;
      readonly today: LocalDate;
      readonly calendar: WorkingCalendar;
    },
  ): Promise<void> {
    const letter = { letterId: sent.letterId, mail: 'needs-completing', round: sent.round } as const;
    const effectKey = await this.news.leaveLetter(tx, row, letter);
    const unposted = { effectKey, mail: letter.mail, issuedOn: sent.today };
    await this.dueRows.start(tx, [postingReminderRow(row.id, unposted, sent.calendar)]);
  }

  /** By mail or at the counter: T3 runs from today, and the requester is told; `stoppedOn` is the date that stands still. */
  private async tell(
    tx: Tx,
    row: CaseRow,
    sent: {
      readonly input: Incompleteness;
      readonly round: number;
      readonly due: LocalDate;
      readonly calendar: WorkingCalendar;
      readonly stoppedOn: LocalDate | null;
    },
  ): Promise<void> {
    const { input, round, due, stoppedOn } = sent;
    // What was handed over is received, whatever becomes of the mail beside it.
    const stage = repairStage(round, input.handedOver === true ? 'handed-over' : undefined);
    await this.dueRows.start(tx, repairRows(row.id, stage, due, await tx.now(), sent.calendar));
    await this.news.tell<'needs-completing'>(tx, row, {
      kind: 'needs-completing',
      effectKey: `needs-completing:${row.id}:${String(round)}`,
      data: {
        number: row.register_number,
        missing: input.missing,
        repairDueOn: due,
        link: this.links.statusPath(row.id, row.link_epoch),
      },
      calendar: {
        sequence: row.version,
        cancels: stoppedOn === null ? [] : [{ kind: 'reply-due', on: stoppedOn }],
      },
    });
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

type LetterFacts = Incompleteness & Omit<Parameters<typeof incompleteNotice>[1], 'city' | 'texts'>;

// The signed form is asked for only where the online form does not count as written (D15); a paper only of the kind of
// requester that owes it, as far as whoever asks sees the person.
function mustBeAskable(
  row: CaseRow,
  { missing }: Incompleteness,
  rules: Ruleset,
  standing: IdentityStanding | null,
): void {
  if (missing.includes('signedForm') && missingByChannel(row.channel, rules).length === 0)
    throw unaskable('requests.errors.form-counts-as-written');
  if (standing !== null && !missing.every((item) => mayBeAskedOf(standing.kind, item)))
    throw unaskable('requests.errors.paper-of-others');
}

function unaskable(message: string): Error {
  return invalid([{ field: 'missing', code: 'unknown-value', message }]);
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

/** Whether the end of the check made it complete (row 3): that is the moment from which it counts so. */
export function isDeemedComplete({ complete_at: at, completeness_due_on: due }: CaseRow): boolean {
  return at !== null && due !== null && at.getTime() === endOfLocalDay(due).getTime();
}

async function partStates(tx: Tx, { id, part_count: count }: CaseRow): Promise<readonly RequestState[]> {
  if (count === 0) return [];
  const parts = await tx.query<Pick<CaseRow, 'status'>>('SELECT status FROM cases WHERE parent_id = $1', [
    id,
  ]);
  return parts.map(({ status }) => status);
}
