import { Injectable } from '@nestjs/common';
import { addCalendarDays, endOfLocalDay, localDate, type LocalDate } from '../../law/local-date.js';
import { DIGEST_CASES } from '../../law/service-rules.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { StaffQueries, type StaffMember } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { Views } from '../../platform/views/views.js';
import type { OrderedBy } from '../../cases/requests/case-row.js';
import { orderWords } from './order-words.js';
import type { DigestReason } from './digest-items.js';
import { isPast } from './digest-items.js';

interface ItemRow {
  readonly register_number: string;
  readonly reason: DigestReason;
  readonly due_on: LocalDate;
  readonly overdue: boolean;
  /** Who ordered it, or that both sides agreed; null for what is no order. */
  readonly order_by: OrderedBy | null;
}

const WORDS: Readonly<Record<DigestReason, string>> = {
  reply: 'escalation.answer',
  completeness: 'escalation.check',
  unassigned: 'escalation.assign',
  idle: 'escalation.idle',
  overdue: 'escalation.answer',
  order: 'escalation.order',
};

/** One mail a person a day with everything that is due: most urgent first, at most twenty. */
@Injectable()
export class DigestDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly staff: StaffQueries,
    private readonly outbox: Outbox,
    private readonly views: Views,
  ) {
    handlers.register('digest', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const day = localDate(String(due.facts['day']));
    const person = await this.staff.byId(tx, String(due.facts['staffId']));
    if (person === null || isPast(day, await tx.now())) return 'pointless';
    const items = await this.itemsOf(tx, person, day);
    if (items.length === 0) return 'pointless';
    await this.send(tx, person, day, items);
    return 'taken';
  }

  private async send(tx: Tx, person: StaffMember, day: LocalDate, items: readonly ItemRow[]): Promise<void> {
    const texts = this.views.in('id');
    const replies = items.filter((item) => item.reason === 'reply' && !item.overdue);
    await this.outbox.enqueue(tx, {
      kind: 'digest',
      effectKey: `digest:${person.id}:${day}`,
      caseId: null,
      recipient: { kind: 'staff', staffId: person.id, address: person.email },
      data: {
        day,
        dueCount: items.filter((item) => !item.overdue).length,
        overdueCount: items.filter((item) => item.overdue).length,
        rows: items.slice(0, DIGEST_CASES).map((item) => ({
          number: item.register_number,
          action: texts.t(
            item.reason === 'order' && item.overdue ? 'escalation.order-late' : WORDS[item.reason],
            item.reason === 'order' ? { order: orderWords(texts, item.order_by) } : {},
          ),
          dueOn: item.due_on,
        })),
        more: Math.max(0, items.length - DIGEST_CASES),
        nextEscalationOn: replies[0] === undefined ? null : addCalendarDays(replies[0].due_on, 1),
        link: '/petugas?tampilan=tiga-hari',
      },
      notAfter: endOfLocalDay(day),
    });
  }

  // Overdue cases of the same person, and every order that is still to be reported, are named too: a digest that hides them would be no help.
  private async itemsOf(tx: Tx, person: StaffMember, day: LocalDate): Promise<readonly ItemRow[]> {
    const items = await tx.query<ItemRow>(
      `SELECT c.register_number, i.reason, coalesce(CASE i.reason WHEN 'completeness' THEN c.completeness_due_on ELSE c.due_on END, c.due_on) AS due_on,
         c.due_at <= (SELECT tenggat_now()) AS overdue, NULL AS order_by
       FROM digest_items i JOIN cases c ON c.id = i.case_id
       WHERE i.staff_id = $1 AND i.day = $2 AND i.reason <> 'order'
         AND c.noticed_at IS NULL AND c.closed_at IS NULL AND c.due_on IS NOT NULL
       UNION
       SELECT c.register_number, 'reply', c.due_on, true, NULL FROM cases c
       WHERE c.closed_at IS NULL AND c.noticed_at IS NULL AND c.due_at <= (SELECT tenggat_now())
         AND (c.holder_id = $1 OR (c.holder_id IS NULL AND c.agency_code = $3))
       UNION
       SELECT c.register_number, 'order', c.order_due_on, c.order_due_on < $2, c.order_by FROM cases c
       WHERE c.order_due_on IS NOT NULL AND NOT c.order_in_letter AND (c.holder_id = $1 OR (c.holder_id IS NULL AND c.agency_code = $3)
         OR EXISTS (SELECT 1 FROM digest_items i WHERE i.staff_id = $1 AND i.day = $2 AND i.case_id = c.id AND i.reason = 'order'))
       ORDER BY due_on, register_number`,
      [person.id, day, person.agency],
    );
    // One line for each act: whoever is told to answer a case is told enough.
    const named = (reason: DigestReason): ReadonlySet<string> =>
      new Set(items.filter((item) => item.reason === reason).map((item) => item.register_number));
    const [toAnswer, overdue] = [named('reply'), named('overdue')];
    return items.filter(
      ({ reason, register_number: number }) =>
        !(reason === 'overdue' && toAnswer.has(number)) &&
        !(reason === 'idle' && (toAnswer.has(number) || overdue.has(number))),
    );
  }
}
