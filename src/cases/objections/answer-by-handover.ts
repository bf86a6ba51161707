import { Injectable } from '@nestjs/common';
import { totalCost } from '../../law/decision-contents.js';
import { grants } from '../../law/decision-kinds.js';
import { goesOnline } from '../../law/handover.js';
import { laterOf, localDayOf, type LocalDate } from '../../law/local-date.js';
import { awaitsNotice } from '../../law/request-states.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused, type Problem } from '../../platform/http/problems.js';
import { decidedOf, itemsOf } from '../decisions/decided-items.queries.js';
import { GrantRequest } from '../decisions/grant-request.js';
import { moneyOf } from '../decisions/money.queries.js';
import { PromiseDelivery } from '../decisions/promise-delivery.js';
import { documentedBy } from '../decisions/written-notice.letter.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { answeredKey } from '../requests/letter-days.js';
import { familyRefusal } from '../requests/family.js';
import { RequesterNews } from '../requests/requester-news.js';
import type { Execution } from './execution.js';
import { HandoverByOrder } from './handover-by-order.js';
import { OrderDone } from './order-done.js';

/** The request that was answered, and the letter with which the files leave where they are not given yet. */
export interface HandedOverAnswer {
  readonly row: CaseRow;
  readonly leavesWith: string | null;
}

/** How much the order gives, and by when; null where it names no day. */
export interface OrderedAnswer {
  readonly extent: 'full' | 'partial';
  readonly carryOutBy: LocalDate | null;
}

/** What an order makes the office hand over costs nothing that the notice would have had to name before. */
const FREE = { copy: 0, delivery: 0, other: 0 } as const;

/**
 * What is handed over because of an order, of the superior, the commission or a court, where the request itself has no
 * answer yet: that is the answer. The written notice goes out as a grant of all or of the part that was ordered, with its
 * own letter, mail and clocks, and what it leaves to be fetched counts as handed over (law.md row 23), save where other
 * items of the request are still to be paid, fetched or documented. What waits in a letter is promised for the day of the order, and
 * has no clock beside that. Throws 409 of the state table, `parts-only` for a split request; 422 where it goes online without a file.
 */
@Injectable()
export class AnswerByHandover {
  constructor(
    private readonly grants: GrantRequest,
    private readonly promise: PromiseDelivery,
    private readonly news: RequesterNews,
    private readonly cases: CaseTransitions,
    private readonly handover: HandoverByOrder,
    private readonly done: OrderDone,
  ) {}

  async run(
    tx: Tx,
    row: CaseRow,
    { explanation, fileIds }: Pick<Execution, 'explanation' | 'fileIds'>,
    { extent, carryOutBy }: OrderedAnswer,
  ): Promise<HandedOverAnswer> {
    const refusal = familyRefusal(row, 'case.grant');
    if (refusal !== null) throw refused(refusal);
    const withFiles = fileIds.length > 0;
    if (!withFiles && goesOnline(row)) throw fileMissing();
    const today = localDayOf(await tx.now());
    // What other items cost is paid before anything is handed over, and what they promise is owed still.
    const isHeld = (await isHeldBack(tx, row.id)) || (await owesOtherItem(tx, row.id));
    // A file for somebody without mail is printed and leaves with the letter.
    const isInLetter = withFiles && !(await this.news.reaches(tx, row));
    // The order is about this request; the others of its group keep their own answer.
    const body = {
      version: row.version,
      form: withFiles || row.format === 'softcopy' ? ('softcopy' as const) : ('hardcopy' as const),
      cost: FREE,
      provideOn: isHeld || isInLetter ? laterOf(today, carryOutBy ?? today) : today,
      fileIds: [...fileIds],
      explanation,
    };
    const answered = await this.grants.asOrdered(tx, row, body, extent);
    if (awaitsNotice(answered.status)) return { row: answered, leavesWith: null };
    if (isHeld) {
      await this.promise.ofOrder(tx, answered);
      if (isInLetter) return { row: answered, leavesWith: answeredKey(row.id) };
      await this.done.byNotice(tx, answered, today, 'notice', true);
      return { row: answered, leavesWith: null };
    }
    if (isInLetter) return { row: answered, leavesWith: answeredKey(row.id) };
    const isOwed = answered.status === 'granted_open';
    return { row: isOwed ? await this.handOver(tx, answered, today) : answered, leavesWith: null };
  }

  private async handOver(tx: Tx, row: CaseRow, today: LocalDate): Promise<CaseRow> {
    const given = await this.cases.applyTransition(tx, row, {
      event: 'carry-out',
      facts: { extent: row.outcome === 'granted_partial' ? 'partial' : 'full' },
      change: await this.handover.record(tx, row, today, 'as-asked'),
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

/**
 * Whether one of several items was granted or promised, and is still to be paid, fetched, shown or documented: the order is
 * about what was silent or refused, and that one has its own T6 (PerKI 1/2021 art. 38).
 */
export async function owesOtherItem(tx: Tx, caseId: string): Promise<boolean> {
  const items = await itemsOf(tx, caseId);
  if (items.length < 2) return false;
  return decidedOf(items).some(
    ({ decision: { outcome, cost, fileIds } }) =>
      outcome === 'not_documented' || (grants(outcome) && (totalCost(cost) > 0 || fileIds.length === 0)),
  );
}

/** What goes online was reported as given, and no file is there to be opened. */
export function fileMissing(): Problem {
  return invalid([{ field: 'fileIds', code: 'missing', message: 'objections.errors.execution-file' }]);
}
