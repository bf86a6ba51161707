import { Injectable } from '@nestjs/common';
import {
  decideLateRepair,
  decideRepair,
  stillMissing,
  unconfirmedItems,
  type MissingItem,
} from '../../law/completeness.js';
import { endOfLocalDay, localDayOf, type LocalDate } from '../../law/local-date.js';
import { takesRepair } from '../../law/state-sets.js';
import { dayOfReceipt } from '../../law/term.js';
import type { DueDate } from '../../law/working-calendar.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { Tasks } from '../../office/tasks/tasks.js';
import { City } from '../../platform/config/city.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { CaseTransitions, type CaseStep } from './apply-transition.js';
import type { CaseRow } from './case-row.js';
import { LetterTerm } from './letter-term.js';
import type { NamedPaper } from './named-papers.js';
import { RepairNews } from './repair-news.js';
import { SayUnsaid } from './say-unsaid.js';
import { StartReplyClock } from './start-reply-clock.js';
import type { SaidLater } from './statement-fields.js';

/** What the requester hands in; files are tied to the case by the caller. */
export interface Repair {
  readonly text: string;
  readonly fileIds: readonly string[];
  /** Those of which it was said what they are; beside `fileIds`. */
  readonly papers?: readonly NamedPaper[];
  /** When it reached the office; default: now. */
  readonly receivedAt?: Date;
  /** An identity number or paper came with it, or was shown at the desk. */
  readonly identity?: boolean;
  readonly decreeNumber?: boolean;
  /** What the paper left unsaid. */
  readonly said: SaidLater;
}

/**
 * The requester completes the request (PerKI 1/2021 art. 33(3); law.md row 5): T3 stops, T4 runs anew, 10 working days
 * from the repair day. After T3 the repair is kept for the desk, which may accept it with a reason.
 */
@Injectable()
export class CompleteRequest {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly replyClock: StartReplyClock,
    private readonly news: RepairNews,
    private readonly letterTerm: LetterTerm,
    private readonly city: City,
    private readonly sayUnsaid: SayUnsaid,
    private readonly tasks: Tasks,
  ) {}

  /** By the requester. Throws 409 `not-in-this-state` when nothing is asked for, 422 for what the paper has said. */
  async run(tx: Tx, unsaid: CaseRow, repair: Repair): Promise<CaseRow> {
    if (!takesRepair(unsaid.status)) throw refused('not-in-this-state');
    const { row, gives } = await this.sayUnsaid.run(tx, unsaid, repair.said);
    const at = repair.receivedAt ?? (await tx.now());
    // The requester has T3 to 24:00; T4 counts from the day of receipt, which after hours may be the next (D5).
    const today = localDayOf(at);
    const calendar = await this.calendar.forCase(row);
    const rules = await this.rules.ofCase(row);
    const receivedOn = dayOfReceipt(at, calendar, rules, this.city.desk.closes);
    const missing = stillMissing((await askedOf(tx, row.id)).yet, {
      text: repair.text,
      papers: (repair.papers ?? []).map(({ item }) => item),
      files: repair.fileIds.length,
      identity: repair.identity ?? false,
      decreeNumber: repair.decreeNumber ?? false,
      ...gives,
    });
    const mayBeLate = row.status === 'closed_incomplete' && row.repair_due_on !== null;
    const decided = decideRepair(
      {
        state: row.status,
        receivedOn: row.received_on,
        repairDue: row.repair_due_on ?? today,
        stillMissing: missing,
      },
      calendar,
      rules,
      today,
      receivedOn,
    );
    const late = mayBeLate || (!decided.ok && decided.refusal === 'repair-lapsed');
    if (!decided.ok && !late) throw refused(decided.refusal);
    const repairId = await this.keep(tx, row, repair, receivedOn, late);
    if (late) await this.askDesk(tx, row, repairId);
    if (!decided.ok) return this.record(tx, row, { late: true, unmet: missing });
    if (decided.outcome === 'still-incomplete') {
      const changed = await this.record(tx, row, { stillMissing: missing, repairDueOn: row.repair_due_on });
      await this.news.sendStillMissing(tx, changed, missing);
      return changed;
    }
    return this.restart(tx, row, receivedOn, decided.replyDue, { event: 'repair' });
  }

  /**
   * By the desk, after T3, with a reason: T4 runs from the day the repair was received. Throws 409 without a repair, 422
   * for items of the letter that are not there; `confirmed` = those that the officer vouches for, null where not asked.
   */
  async acceptLate(
    tx: Tx,
    row: CaseRow,
    { reason, confirmed }: { readonly reason: string; readonly confirmed: readonly MissingItem[] | null },
  ): Promise<CaseRow> {
    const repairs = await tx.query<{ id: string; received_on: LocalDate }>(
      'SELECT id, received_on FROM repairs WHERE case_id = $1 AND late ORDER BY received_at DESC LIMIT 1',
      [row.id],
    );
    const repair = repairs[0];
    if (repair === undefined) throw refused('not-in-this-state');
    const facts = {
      state: row.status,
      receivedOn: row.received_on,
      repairReceivedOn: repair.received_on,
      reason,
    };
    const decided = decideLateRepair(facts, await this.calendar.forCase(row), await this.rules.ofCase(row));
    if (!decided.ok) throw refused(decided.refusal);
    const { asked, yet } = await askedOf(tx, row.id);
    const open = unconfirmedItems(asked, yet, confirmed);
    if (open.length > 0)
      throw invalid(
        open.map((item) => ({
          field: 'items',
          code: 'missing',
          message: `requests.errors.unconfirmed.${item}`,
        })),
      );
    await tx.execute('UPDATE repairs SET accepted_at = $2, accepted_reason = $3 WHERE id = $1', [
      repair.id,
      await tx.now(),
      reason,
    ]);
    if (!(await this.lapsedWithoutPause(tx, row)))
      await this.dueRows.stop(tx, row.id, ['objection-window', 'objection-window-reminder']);
    return this.restart(tx, row, repair.received_on, decided.replyDue, {
      event: 'accept-late-repair',
      auditFacts: { confirmed: confirmed ?? 'as-it-came' },
    });
  }

  private record(tx: Tx, row: CaseRow, facts: Readonly<Record<string, unknown>>): Promise<CaseRow> {
    return this.transitions.recordChange(tx, row, 'repaired', {}, { visibleTo: 'requester', facts });
  }

  private async keep(
    tx: Tx,
    row: CaseRow,
    repair: Repair,
    receivedOn: LocalDate,
    late: boolean,
  ): Promise<string> {
    const papers = repair.papers ?? [];
    const id = newId();
    await tx.query(
      `INSERT INTO repairs (id, case_id, text, file_ids, papers, received_at, received_on, late, taken_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        row.id,
        repair.text,
        [...repair.fileIds, ...papers.map(({ fileId }) => fileId)],
        JSON.stringify(papers),
        await tx.now(),
        receivedOn,
        late,
        takenBy(tx),
      ],
    );
    return id;
  }

  /**
   * What came after T3 is the desk's to take or to leave (PerKI 1/2021 art. 33(4)): a task, which ends when it is taken, when
   * the desk ticks it off because it leaves it, or with the request.
   */
  private async askDesk(tx: Tx, row: CaseRow, repairId: string): Promise<void> {
    await this.tasks.settleKind(tx, row.id, 'late-repair', takenBy(tx));
    await this.tasks.create(tx, {
      onceKey: `late-repair:${repairId}`,
      kind: 'late-repair',
      caseId: row.id,
      role: 'desk',
      agency: null,
      facts: {},
    });
  }

  /** Where the law is read without a pause (D2), a term that passed in silence meanwhile has passed. */
  private async lapsedWithoutPause(tx: Tx, row: CaseRow): Promise<boolean> {
    if ((await this.rules.ofCase(row)).incompletePausesClock === 'after-timely-letter') return false;
    const lapsed = await tx.query(
      `SELECT 1 FROM due_rows WHERE case_id = $1 AND kind = 'reply' AND outcome = 'taken' LIMIT 1`,
      [row.id],
    );
    return lapsed.length > 0;
  }

  private async restart(
    tx: Tx,
    row: CaseRow,
    startedOn: LocalDate,
    due: DueDate,
    step: CaseStep,
  ): Promise<CaseRow> {
    const calendar = await this.calendar.forCase(row);
    const now = await tx.now();
    const runs = row.reply_started_on !== null;
    const silent = await this.lapsedWithoutPause(tx, row);
    const pauses = (await this.rules.ofCase(row)).incompletePausesClock === 'after-timely-letter';
    const changed = await this.transitions.applyTransition(tx, row, {
      ...step,
      change: {
        complete_at: now,
        outcome: null,
        ...(silent ? {} : { objection_until: null }),
        ...(runs
          ? {
              reply_started_on: pauses ? startedOn : row.received_on,
              due_on: due.date,
              due_at: endOfLocalDay(due.date),
              due_kind: pauses ? 'afterRepair' : 'first',
              due_provisional: due.provisional,
              calendar_version: Number(calendar.version),
            }
          : {}),
      },
      // Official help and courtesy have no reply date, so none is named.
      auditFacts: { ...step.auditFacts, ...(runs ? { dueOn: due.date } : {}), repairedOn: startedOn },
    });
    await this.tasks.settleKind(tx, row.id, 'late-repair', takenBy(tx));
    await this.letterTerm.answered(tx, changed);
    if (!runs) return changed;
    if (!silent) await this.replyClock.run(tx, changed, 'after-repair', due.date, calendar);
    await this.news.send(tx, changed, startedOn, due);
    return changed;
  }
}

/** What the last letter asked for, and what of it did not come yet: a repair may come in pieces. */
async function askedOf(
  tx: Tx,
  caseId: string,
): Promise<{ readonly asked: readonly MissingItem[]; readonly yet: readonly MissingItem[] }> {
  const [letter] = await tx.query<{ asked: MissingItem[]; yet: MissingItem[] }>(
    `SELECT l.missing AS asked, coalesce(
       (SELECT array(SELECT jsonb_array_elements_text(coalesce(a.facts->'stillMissing', a.facts->'unmet'))) FROM audit a
         WHERE a.case_id = l.case_id AND a.event = 'repaired' AND a.facts ?| ARRAY['stillMissing', 'unmet'] AND a.effective_at >= l.sent_at
         ORDER BY a.seq DESC LIMIT 1),
       l.missing) AS yet
     FROM incompleteness_letters l WHERE l.case_id = $1 ORDER BY l.round DESC LIMIT 1`,
    [caseId],
  );
  return letter ?? { asked: [], yet: [] };
}

function takenBy(tx: Tx): string | null {
  return tx.actor.kind === 'staff' ? tx.actor.id : null;
}
