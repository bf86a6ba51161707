import { Injectable } from '@nestjs/common';
import { contestsLast, mayMediate, type OrderedExtent } from '../../law/dispute-rules.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { disputeEventsFrom } from '../../law/next-state.js';
import type { DisputeState } from '../../law/request-states.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { pageOf, type ListPlace } from '../../platform/http/list-cursor.js';
import {
  awaitsInstance,
  DISPUTE_SELECT,
  filingsOf,
  lastDecisionOf,
  readDispute,
  stepsOf,
  type DisputeFiling,
  type DisputeRow,
  type DisputeStep,
  type FurtherStepEvent,
  type RulingEvent,
} from './dispute-row.js';

/** Acts on a dispute as the API names them, in the order of their usual turn. */
export const DISPUTE_ACTIONS = [
  'mediation-agreed',
  'ruling',
  'suit-filed',
  'court-ruling',
  'cassation-filed',
  'cassation-ruling',
  'carry-out',
] as const;
export type DisputeAction = (typeof DISPUTE_ACTIONS)[number];

const MOST_ROWS = 200;

interface OrderAnswer {
  readonly text: string;
  readonly carryOutBy: LocalDate;
  /** How much it orders to give; null where nobody said it: all. */
  readonly extent: OrderedExtent | null;
  readonly state: 'open' | 'carried-out' | 'replaced';
  /** Since when it binds nobody: a suit or cassation filed in time waits to be decided. */
  readonly suspendedOn: LocalDate | null;
  readonly carriedOutOn: LocalDate | null;
  readonly explanation: string | null;
  readonly fileIds: readonly string[];
}

/** A dispute as programs get it. */
export interface DisputeAnswer {
  readonly id: string;
  readonly commissionNumber: string;
  readonly objectionNumber: string;
  readonly registerNumber: string | null;
  readonly agency: { readonly code: string; readonly name: string } | null;
  readonly filedOn: LocalDate;
  /** Filed after the last day of T10: flagged, the commission decides. */
  readonly late: boolean;
  /** Filed before the objection was answered or its term had passed: flagged, the commission decides. */
  readonly premature: boolean;
  readonly status: DisputeState;
  readonly commissionStartDueDate: LocalDate | null;
  readonly commissionEndDueDate: LocalDate | null;
  readonly furtherStepUntil: LocalDate | null;
  readonly suitFiledOn: LocalDate | null;
  readonly cassationFiledOn: LocalDate | null;
  /** Suits and cassations with their papers; `endedOn` of one that reopened a dispute that was final. */
  readonly filings: readonly {
    readonly event: FurtherStepEvent;
    readonly filedOn: LocalDate;
    readonly fileId: string | null;
    readonly reason: string | null;
    readonly endedOn: LocalDate | null;
  }[];
  readonly fileId: string | null;
  readonly steps: readonly {
    readonly event: RulingEvent;
    readonly decidedOn: LocalDate;
    readonly receivedOn: LocalDate;
    readonly fileId: string;
    readonly order: OrderAnswer | null;
  }[];
  readonly actions: readonly DisputeAction[];
  readonly version: number;
}

/** Running ones come first, then the latest filed; as text, for the cursor. */
const SORT_KEY = `((d.final_at IS NULL)::int || ' ' || d.filed_on)`;

function sortKeyOf({ final_at: finalAt, filed_on: filedOn }: DisputeRow): string {
  return `${finalAt === null ? '1' : '0'} ${filedOn}`;
}

/** Disputes as desk and supervisor read them: numbers, days, papers; no person. */
@Injectable()
export class DisputeAnswers {
  constructor(private readonly agencies: AgencyDirectory) {}

  /** Throws 404. */
  async ofDispute(tx: Tx, id: string): Promise<DisputeAnswer> {
    return this.answer(await readDispute(tx, id), await stepsOf(tx, id), await filingsOf(tx, id));
  }

  /** Running ones first, then the latest filed, 200 a page; `after`: the place of the last one that was shown. */
  async list(
    tx: Tx,
    after: ListPlace | null = null,
  ): Promise<{ readonly items: readonly DisputeAnswer[]; readonly nextCursor: string | null }> {
    const found = await tx.query<DisputeRow>(
      `${DISPUTE_SELECT} WHERE $1::text IS NULL OR (${SORT_KEY}, d.id) < ($1, $2::uuid)
       ORDER BY ${SORT_KEY} DESC, d.id DESC LIMIT ${String(MOST_ROWS + 1)}`,
      [after?.key ?? null, after?.id ?? null],
    );
    const { rows, nextCursor } = pageOf(found, MOST_ROWS, (row) => ({ key: sortKeyOf(row), id: row.id }));
    const steps = await tx.query<DisputeStep & { readonly dispute_id: string }>(
      'SELECT * FROM dispute_steps WHERE dispute_id = ANY ($1::uuid[]) ORDER BY at, id',
      [rows.map(({ id }) => id)],
    );
    const filings = await tx.query<DisputeFiling & { readonly dispute_id: string }>(
      'SELECT * FROM dispute_filings WHERE dispute_id = ANY ($1::uuid[]) ORDER BY at, id',
      [rows.map(({ id }) => id)],
    );
    const items = await Promise.all(
      rows.map((row) =>
        this.answer(
          row,
          steps.filter((step) => step.dispute_id === row.id),
          filings.filter((filing) => filing.dispute_id === row.id),
        ),
      ),
    );
    return { items, nextCursor };
  }

  private async answer(
    row: DisputeRow,
    steps: readonly DisputeStep[],
    filings: readonly DisputeFiling[],
  ): Promise<DisputeAnswer> {
    const agency = row.agency_code === null ? null : await this.agencies.byCode(row.agency_code);
    return {
      id: row.id,
      commissionNumber: row.commission_number,
      objectionNumber: row.objection_number,
      registerNumber: row.register_number,
      agency: agency === null ? null : { code: agency.code, name: agency.name },
      filedOn: row.filed_on,
      late: row.late,
      premature: row.premature,
      status: row.status,
      commissionStartDueDate: row.start_due_on,
      commissionEndDueDate: row.end_due_on,
      furtherStepUntil: row.further_until,
      suitFiledOn: row.suit_filed_on,
      cassationFiledOn: row.cassation_filed_on,
      filings: filings.map((filing) => ({
        event: filing.event,
        filedOn: filing.filed_on,
        fileId: filing.file_id,
        reason: filing.reason,
        endedOn: filing.ended_at === null ? null : localDayOf(filing.ended_at),
      })),
      fileId: row.file_id,
      steps: steps.map((step) => ({
        event: step.event,
        decidedOn: step.decided_on,
        receivedOn: step.received_on,
        fileId: step.file_id,
        order: orderOf(step),
      })),
      actions: actionsOf(row, steps),
      version: row.version,
    };
  }
}

function orderOf(step: DisputeStep): OrderAnswer | null {
  if (step.order_text === null || step.carry_out_by === null || step.order_state === null) return null;
  return {
    text: step.order_text,
    carryOutBy: step.carry_out_by,
    extent: step.order_extent,
    state: step.order_state,
    suspendedOn: step.suspended_at === null ? null : localDayOf(step.suspended_at),
    carriedOutOn: step.carried_out_on,
    explanation: step.carried_out_text,
    fileIds: step.carried_out_files,
  };
}

function actionsOf(row: DisputeRow, steps: readonly DisputeStep[]): readonly DisputeAction[] {
  const events: readonly string[] = disputeEventsFrom(row.status);
  return DISPUTE_ACTIONS.filter((action) => {
    if (action === 'carry-out')
      return steps.some((step) => step.order_state === 'open' && step.leaves_with === null);
    if (action === 'suit-filed' || action === 'cassation-filed') {
      // One that was filed in time goes on also where the dispute ended before it was known.
      const isLate = row.status === 'final';
      return (
        events.includes(action) &&
        !awaitsInstance(row) &&
        (!isLate || contestsLast(action, lastDecisionOf(steps)))
      );
    }
    if (action === 'mediation-agreed' && !mayMediate(row.grounds).ok) return false;
    return events.includes(action);
  });
}
