import { Injectable } from '@nestjs/common';
import { OpenDispute } from '../../cases/disputes/open-dispute.js';
import { NAMED_DISPUTE } from '../../cases/objections/is-disputed.queries.js';
import { lockTarget } from '../../cases/objections/objection-row.js';
import { mayDispute } from '../../law/dispute-rules.js';
import type { LocalDate } from '../../law/local-date.js';
import type { ObjectionState } from '../../law/request-states.js';
import { writtenDispute } from '../../office/register/written-dispute.js';
import { Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import type { ObjectionEntryRead } from './objection-entry.js';

/** An objection that was just taken over, and its number in our register. */
export interface TakenObjection {
  readonly id: string;
  readonly number: string;
  readonly entry: ObjectionEntryRead;
  readonly status: ObjectionState;
}

/** Number and day of filing of a dispute that the program may keep; both are needed (law.md row 25). */
export interface KnownDispute {
  readonly commissionNumber: string;
  readonly filedOn: LocalDate;
}

/**
 * Whether the older register names enough for a dispute of ours: number and day, the day between the objection and today,
 * and an objection that is answered or silent (UU 14/2008 art. 37(2)). Null: only a hold can be kept.
 */
export function knownDispute(
  { receivedOn, written }: Pick<ObjectionEntryRead, 'receivedOn' | 'written'>,
  status: ObjectionState,
  today: LocalDate,
): KnownDispute | null {
  const { number = null, filedOn = null } = writtenDispute(written.response) ?? {};
  if (number === null || number.length > MOST_SIGNS || filedOn === null) return null;
  if (filedOn < receivedOn || filedOn > today || !mayDispute(status).ok) return null;
  return { commissionNumber: number, filedOn };
}

const MOST_SIGNS = 100;

/**
 * Disputes that an older register of objections names: entered where it names enough, else a task for the desk, which
 * keeps objection and request from being final until the dispute is entered or the desk says that there is none.
 */
@Injectable()
export class TakeDisputes {
  constructor(
    private readonly disputes: OpenDispute,
    private readonly tasks: Tasks,
  ) {}

  async run(
    tx: Tx,
    importId: string,
    objections: readonly TakenObjection[],
    today: LocalDate,
  ): Promise<void> {
    for (const one of objections) {
      if (writtenDispute(one.entry.written.response) === null) continue;
      const target = await lockTarget(tx, one.id);
      if (target === null) continue;
      const known = knownDispute(one.entry, one.status, today);
      if (known === null) await this.ask(tx, importId, one, target.row?.id ?? null);
      else await this.disputes.enter(tx, target, { ...known, fileId: null });
    }
  }

  private async ask(tx: Tx, importId: string, one: TakenObjection, caseId: string | null): Promise<void> {
    await this.tasks.create(tx, {
      onceKey: `${NAMED_DISPUTE}${one.id}`,
      kind: 'dispute-named',
      caseId,
      role: 'desk',
      agency: null,
      facts: {
        ...{ objectionId: one.id, objection: one.number },
        ...{ import: importId, line: one.entry.line },
      },
    });
  }
}
