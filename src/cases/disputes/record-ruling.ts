import { Injectable } from '@nestjs/common';
import {
  earlierOrderStands,
  furtherStepUntil,
  mayMediate,
  type EarlierOrder,
  type OrderedExtent,
} from '../../law/dispute-rules.js';
import { isTooFarAhead } from '../../law/delivery.js';
import { endOfLocalDay, localDayOf, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { nextDisputeState } from '../../law/next-state.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { DisputeFiles } from './dispute-files.js';
import { DisputeOrders } from './dispute-orders.js';
import { stepsOf, type DisputeStep, type HeldDispute, type RulingEvent } from './dispute-row.js';
import { DisputeTrail } from './dispute-trail.js';

/** A decision as the paper that was uploaded says it. */
export interface Ruling {
  readonly event: RulingEvent;
  readonly decidedOn: string;
  /** Absent: received on the day of the decision. */
  readonly receivedOn?: string | null;
  readonly order: {
    readonly text: string;
    readonly carryOutBy: string;
    readonly extent?: OrderedExtent | null;
  } | null;
  /** Of a ruling without an order of its own. */
  readonly earlierOrder?: EarlierOrder | null;
  readonly fileId: string;
}

/**
 * What mediation, commission, court or Supreme Court decided (law.md row 26). The way to the next instance is a due row
 * (T13 in working days, T14 in calendar days); an order becomes a task with its own day. A later ruling takes the place of
 * an earlier one; an order that it confirms goes on under it, with the same day. Where nothing can follow and nothing is left to do, the dispute ends at once by the
 * timer.
 */
@Injectable()
export class RecordRuling {
  constructor(
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly files: DisputeFiles,
    private readonly orders: DisputeOrders,
    private readonly trail: DisputeTrail,
  ) {}

  /** Throws 409 of the state table and `mediation-not-open`; 422 for days and files. */
  async run(tx: Tx, held: HeldDispute, ruling: Ruling): Promise<HeldDispute> {
    const { dispute } = held;
    const now = await tx.now();
    const next = nextDisputeState(dispute.status, ruling.event);
    if (!next.ok) throw refused(next.refusal);
    if (ruling.event === 'mediation-agreed') {
      const lawful = mayMediate(dispute.grounds);
      if (!lawful.ok) throw refused(lawful.refusal);
    }
    const earlier = await stepsOf(tx, dispute.id);
    const decidedOn = readDecidedOn(ruling.decidedOn, earlier.at(-1)?.decided_on ?? dispute.filed_on, now);
    const receivedOn = readReceivedOn(ruling.receivedOn ?? null, decidedOn, now);
    const ordered = orderedOn(ruling.order, decidedOn, localDayOf(now));
    await this.files.keep(tx, dispute.case_id, [ruling.fileId], 'fileId');
    const replaced = await this.orders.replace(tx, held);
    const order = ordered ?? confirmed(replaced, ruling);
    const inserted = await insertStep(tx, dispute.id, ruling, { decidedOn, receivedOn, order });
    const step =
      replaced === null ? inserted : await this.inPlaceOf(tx, replaced, inserted, ordered === null);
    const carryOutBy = order?.carryOutBy ?? null;
    await this.stopWindows(tx, held);
    const further = furtherStepUntil(
      next.to,
      receivedOn,
      await this.calendar.forCase(dispute),
      await this.rules.ofCase(dispute),
    );
    const changed = await this.trail.apply(tx, held, {
      event: ruling.event,
      furtherUntil: further?.date ?? null,
      facts: {
        ...{ decidedOn, receivedOn, carryOutBy, furtherUntil: further?.date ?? null },
        ...(ordered === null && replaced !== null
          ? { earlierOrder: order === null ? 'ends' : 'stands' }
          : {}),
      },
    });
    await this.orders.start(tx, changed, step);
    await this.startEnd(tx, changed, further?.date ?? null, carryOutBy === null);
    return changed;
  }

  private async inPlaceOf(
    tx: Tx,
    replaced: DisputeStep,
    step: DisputeStep,
    isConfirmed: boolean,
  ): Promise<DisputeStep> {
    if (isConfirmed && step.order_state === 'open') return this.orders.takeLetter(tx, replaced, step);
    await this.orders.dropLetter(tx, replaced);
    return step;
  }

  private async stopWindows(tx: Tx, { dispute }: HeldDispute): Promise<void> {
    for (const kind of ['court-window', 'cassation-window', 'dispute-end'] as const) {
      await this.dueRows.stopOne(tx, dispute.case_id, kind, dispute.id);
    }
  }

  // The end of T13 or T14; or, after an agreement or the last instance without anything to do, now.
  private async startEnd(
    tx: Tx,
    { dispute }: HeldDispute,
    until: LocalDate | null,
    nothingToDo: boolean,
  ): Promise<void> {
    const common = { caseId: dispute.case_id, stage: dispute.id };
    if (until !== null) {
      const kind = dispute.status === 'ruled' ? 'court-window' : 'cassation-window';
      const facts = { disputeId: dispute.id, until };
      await this.dueRows.start(tx, [{ ...common, kind, dueAt: endOfLocalDay(until), facts }]);
    } else if (nothingToDo) {
      const facts = { disputeId: dispute.id };
      await this.dueRows.start(tx, [{ ...common, kind: 'dispute-end', dueAt: await tx.now(), facts }]);
    }
  }
}

interface RulingDays {
  readonly decidedOn: LocalDate;
  readonly receivedOn: LocalDate;
  readonly order: Ordered | null;
}

interface Ordered {
  readonly text: string;
  readonly carryOutBy: LocalDate;
  readonly extent: OrderedExtent | null;
}

async function insertStep(
  tx: Tx,
  disputeId: string,
  ruling: Ruling,
  { decidedOn, receivedOn, order }: RulingDays,
): Promise<DisputeStep> {
  const rows = await tx.query<DisputeStep>(
    `INSERT INTO dispute_steps (id, dispute_id, event, decided_on, received_on, file_id, order_text, carry_out_by,
       order_state, staff_id, at, order_extent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING *`,
    [
      newId(),
      disputeId,
      ruling.event,
      decidedOn,
      receivedOn,
      ruling.fileId,
      order?.text ?? null,
      order?.carryOutBy ?? null,
      order === null ? null : 'open',
      tx.actor.id,
      await tx.now(),
      order?.extent ?? null,
    ],
  );
  if (rows[0] === undefined) throw new Error('the step was not written');
  return rows[0];
}

function readDecidedOn(typed: string, earliest: LocalDate, now: Date): LocalDate {
  const day = parseLocalDate(typed);
  if (day === null || day > localDayOf(now) || day < earliest) {
    throw invalid([{ field: 'decidedOn', code: 'wrong-date', message: 'disputes.errors.decided-on' }]);
  }
  return day;
}

function readReceivedOn(typed: string | null, decidedOn: LocalDate, now: Date): LocalDate {
  if (typed === null) return decidedOn;
  const day = parseLocalDate(typed);
  if (day === null || day > localDayOf(now) || day < decidedOn) {
    throw invalid([{ field: 'receivedOn', code: 'wrong-date', message: 'disputes.errors.received-on' }]);
  }
  return day;
}

/** The order that waited, where the ruling says nothing else of it. */
function confirmed(earlier: DisputeStep | null, { order, earlierOrder }: Ruling): Ordered | null {
  if (earlier === null || earlier.order_text === null || earlier.carry_out_by === null) return null;
  if (!earlierOrderStands(order !== null, earlierOrder ?? null)) return null;
  return { text: earlier.order_text, carryOutBy: earlier.carry_out_by, extent: earlier.order_extent };
}

function orderedOn(order: Ruling['order'], decidedOn: LocalDate, today: LocalDate): Ordered | null {
  if (order === null) return null;
  const day = parseLocalDate(order.carryOutBy);
  if (day === null || day < decidedOn || isTooFarAhead(day, today)) {
    throw invalid([
      { field: 'order.carryOutBy', code: 'wrong-date', message: 'disputes.errors.carry-out-by' },
    ]);
  }
  return { text: order.text, carryOutBy: day, extent: order.extent ?? null };
}
