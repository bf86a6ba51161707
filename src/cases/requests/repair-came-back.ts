import { Injectable } from '@nestjs/common';
import { repairDue, type MissingItem } from '../../law/completeness.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { takesRepair } from '../../law/state-sets.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import {
  RefusedMails,
  type Resent,
  type ReturnedMail,
  type ReturnTaker,
} from '../../office/notifications/refused-mails.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from './apply-transition.js';
import { CaseLetters, type NoticeBody } from './case-letters.js';
import { CaseLinks } from './case-links.js';
import type { CaseChange, CaseRow } from './case-row.js';
import { repairRows, repairStage, repairStageOf } from './clock-rows.js';
import { LetterTerm } from './letter-term.js';
import { lockOwnCase } from './open-case.js';
import { RequesterNews } from './requester-news.js';
import { StartReplyClock } from './start-reply-clock.js';

/** The last letter of incompleteness of a case that waits for its requester, or was closed waiting. */
interface SentLetter {
  readonly row: CaseRow;
  readonly round: number;
  readonly missing: readonly MissingItem[];
  /** The letter as it was issued last. */
  readonly letter: { readonly id: string; readonly number: string | null; readonly facts: unknown } | null;
}

/**
 * The mail with a letter of incompleteness came back: it was never received, so T3 has not begun (PerKI 1/2021 art.
 * 33(3)) and nothing closes; a closing that rested on it is taken back. The desk prints the letter, and the day that it
 * records for its receipt starts the term; or it corrects the address and sends the news anew, which is received on the
 * day of sending unless it bounces too. Either must be done in the term of `LetterTerm`, or T4 runs on from receipt.
 */
@Injectable()
export class RepairCameBack implements ReturnTaker {
  constructor(
    refused: RefusedMails,
    private readonly transitions: CaseTransitions,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly letters: CaseLetters,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
    private readonly letterTerm: LetterTerm,
    private readonly replyClock: StartReplyClock,
  ) {
    refused.register('needs-completing', this);
  }

  async cameBack(tx: Tx, mail: ReturnedMail): Promise<void> {
    const letter = await this.letterOf(tx, mail);
    if (letter === null || letter.row.repair_due_on === null) return;
    const { row, round } = letter;
    // T3 may rest on a later letter meanwhile, posted or sent anew: what came back is not what began it.
    if (mailKey(row.id, (await repairStageOf(tx, row.id)) ?? '') !== mail.effectKey) return;
    await this.dueRows.stop(tx, row.id, ['repair', 'repair-reminder']);
    await this.keep(tx, letter, null, null);
    const due = await this.letterTerm.dueAfterReturn(tx, row);
    const changed = await this.stopTerm(tx, row, { repair_due_on: null, completeness_due_on: due });
    await this.letterTerm.start(tx, changed, due);
    const letterId = await this.undatedLetter(tx, changed, letter);
    if (letterId !== null)
      await this.news.leaveLetter(tx, changed, { letterId, mail: 'needs-completing', round }, 'came-back');
  }

  async sendAnew(tx: Tx, mail: ReturnedMail): Promise<Resent> {
    const letter = await this.letterOf(tx, mail);
    if (letter === null && (await this.stillAsks(tx, mail))) return 'same';
    // Its words name a day that is not true: after a repair, beside a later letter, after its term they say nothing.
    if (letter === null || letter.row.repair_due_on !== null) return 'pointless';
    const { row, round, missing } = letter;
    if (!(await this.news.reaches(tx, row)) || !(await this.letterTerm.left(tx, row))) return 'pointless';
    const now = await tx.now();
    const calendar = await this.calendar.forCase(row);
    const due = repairDue(localDayOf(now), calendar, await this.rules.ofCase(row)).date;
    await this.keep(tx, letter, localDayOf(now), due);
    const changed = await this.transitions.recordChange(
      tx,
      row,
      'repair-term-started',
      { repair_due_on: due },
      { facts: { receivedOn: localDayOf(now), repairDueOn: due } },
    );
    const again = `again-${String(changed.version)}`;
    await this.dueRows.start(tx, repairRows(row.id, repairStage(round, again), due, now, calendar));
    await this.news.tell<'needs-completing'>(tx, changed, {
      kind: 'needs-completing',
      effectKey: mailKey(row.id, repairStage(round, again)),
      data: {
        number: row.register_number,
        missing,
        repairDueOn: due,
        link: this.links.statusPath(row.id, row.link_epoch),
      },
      calendar: { sequence: changed.version },
    });
    if (letter.letter !== null) await this.news.dropLetter(tx, letter.letter.id);
    return 'anew';
  }

  // News between letter and repair say what is still missing, and the day of the running T3.
  private async stillAsks(tx: Tx, { effectKey, caseId }: ReturnedMail): Promise<boolean> {
    if (caseId === null || !effectKey.includes(':still-')) return false;
    const { status, repair_due_on: due } = await lockOwnCase(tx, caseId);
    return status === 'incomplete' && due !== null && localDayOf(await tx.now()) <= due;
  }

  // T3 had not begun: it stops where it runs, and where it has closed the request the closing is taken back.
  private async stopTerm(tx: Tx, row: CaseRow, change: CaseChange): Promise<CaseRow> {
    const facts = { repairDueOn: row.repair_due_on };
    if (row.status === 'incomplete')
      return this.transitions.recordChange(tx, row, 'repair-term-stopped', change, { facts });
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'take-back-closing',
      change: { ...change, outcome: null, objection_until: null },
      auditFacts: facts,
    });
    // In the reading `never` of D2 T4 had run until the closing, and runs on.
    if (changed.due_on !== null)
      await this.replyClock.run(
        tx,
        changed,
        'closing-taken-back',
        changed.due_on,
        await this.calendar.forCase(row),
      );
    return changed;
  }

  // The day that the letter named is no longer true: the same letter without it goes by post.
  private async undatedLetter(tx: Tx, row: CaseRow, { round, letter }: SentLetter): Promise<string | null> {
    if (letter === null) return null;
    const facts = letter.facts as NoticeBody<'incomplete-notice'>;
    return this.letters.issue(tx, row, {
      kind: 'incomplete-notice',
      stage: `${repairStage(round)}/printed-${String(row.version)}`,
      ...(letter.number === null ? {} : { ownNumber: letter.number }),
      data: {
        ...facts,
        repairDue: null,
        ...(facts.answerWorkingDays === null ? {} : { answerDueIfRepairedOnLastDay: null }),
        handedOverBy: 'post',
        handedOverOn: null,
      },
    });
  }

  private async letterOf(tx: Tx, { effectKey, caseId }: ReturnedMail): Promise<SentLetter | null> {
    const key = /^needs-completing:[0-9a-f-]{36}:(\d+)(?::again-\d+)?$/u.exec(effectKey);
    if (key === null || caseId === null) return null;
    const row = await lockOwnCase(tx, caseId);
    if (!takesRepair(row.status)) return null;
    const [last] = await tx.query<Omit<SentLetter, 'row'>>(
      `SELECT n.round, n.missing,
         (SELECT json_build_object('id', l.id, 'number', l.number, 'facts', l.facts) FROM letters l
          WHERE l.case_id = n.case_id AND l.kind = 'incomplete-notice' AND split_part(l.stage, '/', 1) = 'round-' || n.round
          ORDER BY l.issued_at DESC, l.stage DESC LIMIT 1) AS letter
       FROM incompleteness_letters n WHERE n.case_id = $1 ORDER BY n.round DESC LIMIT 1`,
      [row.id],
    );
    return last === undefined || last.round !== Number(key[1]) ? null : { row, ...last };
  }

  private async keep(
    tx: Tx,
    { row, round }: SentLetter,
    receivedOn: LocalDate | null,
    due: LocalDate | null,
  ): Promise<void> {
    await tx.execute(
      'UPDATE incompleteness_letters SET received_on = $3, repair_due_on = $4 WHERE case_id = $1 AND round = $2',
      [row.id, round, receivedOn, due],
    );
  }
}

/** Key of the mail that began the T3 of this stage: `round-1` and `round-1/again-7` began with a mail of the same name. */
function mailKey(caseId: string, stage: string): string {
  return `needs-completing:${caseId}:${stage.replace(/^round-/u, '').replace('/', ':')}`;
}
