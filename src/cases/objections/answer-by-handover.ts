import { Injectable } from '@nestjs/common';
import { goesOnline } from '../../law/handover.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { awaitsNotice } from '../../law/request-states.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused, type Problem } from '../../platform/http/problems.js';
import { decidedOf, itemsOf } from '../decisions/decided-items.queries.js';
import { GrantRequest } from '../decisions/grant-request.js';
import { moneyOf } from '../decisions/money.queries.js';
import { documentedBy } from '../decisions/written-notice.letter.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { answeredKey } from '../requests/letter-days.js';
import { familyRefusal } from '../requests/family.js';
import type { Execution } from './execution.js';
import { OrderDone } from './order-done.js';

/** The request that was answered, and the letter with which the files leave where they are not given yet. */
export interface HandedOverAnswer {
  readonly row: CaseRow;
  readonly leavesWith: string | null;
}

/** What an order makes the office hand over costs nothing that the notice would have had to name before. */
const FREE = { copy: 0, delivery: 0, other: 0 } as const;

/**
 * What is handed over because of an order, of the superior, the commission or a court, where the request itself has no
 * answer yet: that is the answer. The written notice goes out as a grant of all or of the part that was ordered, with its
 * own letter, mail and clocks, and what it leaves to be fetched counts as handed over (law.md row 23), save where other
 * items of the request are still to be paid or documented. Throws 409 of the state table, `parts-only` for a split request; 422 where it goes online without a file.
 */
@Injectable()
export class AnswerByHandover {
  constructor(
    private readonly grants: GrantRequest,
    private readonly cases: CaseTransitions,
    private readonly done: OrderDone,
  ) {}

  async run(
    tx: Tx,
    row: CaseRow,
    { explanation, fileIds }: Pick<Execution, 'explanation' | 'fileIds'>,
    extent: 'full' | 'partial',
  ): Promise<HandedOverAnswer> {
    const refusal = familyRefusal(row, 'case.grant');
    if (refusal !== null) throw refused(refusal);
    const withFiles = fileIds.length > 0;
    if (!withFiles && goesOnline(row)) throw fileMissing();
    // The order is about this request; the others of its group keep their own answer.
    const body = {
      version: row.version,
      form: withFiles || row.format === 'softcopy' ? ('softcopy' as const) : ('hardcopy' as const),
      cost: FREE,
      provideOn: localDayOf(await tx.now()),
      fileIds: [...fileIds],
      explanation,
    };
    const answered = await this.grants.asOrdered(tx, row, body, extent);
    if (awaitsNotice(answered.status)) return { row: answered, leavesWith: null };
    if (withFiles && answered.notice_on_paper) {
      // What is still to be paid or documented is not in the letter.
      return { row: answered, leavesWith: (await isHeldBack(tx, row.id)) ? null : answeredKey(row.id) };
    }
    const isOwed = answered.status === 'granted_open';
    return { row: isOwed ? await this.handOver(tx, answered) : answered, leavesWith: null };
  }

  // What other items cost is paid before anything is handed over, and what they promise is owed still. A file for somebody
  // without mail is printed and leaves with the letter.
  private async handOver(tx: Tx, row: CaseRow): Promise<CaseRow> {
    if (await isHeldBack(tx, row.id)) return row;
    const today = localDayOf(await tx.now());
    await recordHandover(tx, row, today);
    const given = await this.cases.applyTransition(tx, row, {
      event: 'carry-out',
      facts: { extent: row.outcome === 'granted_partial' ? 'partial' : 'full' },
      visibleTo: 'system',
    });
    await this.done.byNotice(tx, given, today, 'delivery');
    return given;
  }
}

/** Whether a grant is still to be paid, or promises a part that is not documented yet. */
export async function isHeldBack(tx: Tx, caseId: string): Promise<boolean> {
  const { cost, paid } = await moneyOf(tx, caseId);
  return cost > paid || documentedBy(decidedOf(await itemsOf(tx, caseId))) !== null;
}

/** What goes online was reported as given, and no file is there to be opened. */
export function fileMissing(): Problem {
  return invalid([{ field: 'fileIds', code: 'missing', message: 'objections.errors.execution-file' }]);
}

/** The order's own delivery, by the way that the requester chose. */
export async function recordHandover(tx: Tx, row: CaseRow, on: LocalDate): Promise<void> {
  await tx.query(
    `INSERT INTO deliveries (id, case_id, channel, delivered_on, staff_id, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [newId(), row.id, row.delivery ?? 'online', on, tx.actor.id, await tx.now()],
  );
}
