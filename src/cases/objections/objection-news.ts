import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { orderNames } from '../../office/notifications/kinds/objections.js';
import type { Mail } from '../../office/notifications/mail.js';
import type { MailKindName } from '../../office/notifications/mail-kinds.js';
import { provisionalYearOf } from '../../office/notifications/provisional-days.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { StaffQueries, type StaffMember } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseNews, type Bearer } from '../requests/case-news.js';
import type { RequesterMail } from '../requests/requester-news.js';
import type { CaseRow } from '../requests/case-row.js';
import { mailCount } from '../requests/mail-counts.js';
import { windowStartOf } from '../requests/window-start.queries.js';
import { ObjectionLinks } from './objection-links.js';
import { isAgreed, type ObjectionTarget } from './objection-row.js';

/** Mail to staff about an order. */
interface OrderNews {
  readonly kind: 'order-to-carry-out' | 'order-reminded' | 'order-overdue';
  readonly carryOutBy: LocalDate;
  /** Makes the mail unique. */
  readonly stage: string;
  readonly people: readonly Bearer[];
}

/** Who is told what of an objection: its requester, the one who decides, the ones who carry out. */
@Injectable()
export class ObjectionNews {
  constructor(
    private readonly outbox: Outbox,
    private readonly requesters: Requesters,
    private readonly staff: StaffQueries,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly caseNews: CaseNews,
    readonly links: ObjectionLinks,
  ) {}

  /** Whether news reaches them by mail. */
  async reaches(tx: Tx, { row, objection }: ObjectionTarget): Promise<boolean> {
    return !(await this.requesters.goesOnPaper(tx, row?.requester_id ?? objection.requester_id));
  }

  /** To the requester of the case behind it, or to whoever filed it without one. */
  async tellRequester<K extends MailKindName>(
    tx: Tx,
    { row, objection }: ObjectionTarget,
    { count, ...mail }: RequesterMail<K>,
  ): Promise<void> {
    const contact = await this.requesters.contact(tx, row?.requester_id ?? objection.requester_id);
    const calendar = await this.calendar.forCase(objection);
    const counting = mailCount(mail.kind, {
      row,
      data: mail.data as Readonly<Record<string, unknown>>,
      calendar,
      rules: await this.rules.ofCase(objection),
      found: await windowStartOf(tx, mail.kind, { caseId: row?.id ?? null, objectionId: objection.id }),
      count: count ?? null,
    });
    const provisional = provisionalYearOf(mail.kind, mail.data, localDayOf(await tx.now()), calendar);
    const data = { ...provisional, ...mail.data, counting };
    const whole = { ...mail, data, caseId: row?.id ?? null, recipient: { kind: 'requester', ...contact } };
    await this.outbox.enqueue(tx, whole as unknown as Mail<K>);
  }

  /** The task of deciding: to the delegate where one is named, else to every superior. `stage` makes it unique. */
  async tellDeciders(tx: Tx, target: ObjectionTarget, kind: 'assigned', stage: string): Promise<void> {
    const { row, objection } = target;
    const left = await this.daysLeft(target, await this.outbox.staffMailDay(tx), objection.reply_due_on);
    await this.outbox.enqueueAll(
      tx,
      (await this.decidersOf(tx, target)).map((person) => ({
        kind,
        effectKey: `objection-${kind}:${objection.id}:${stage}:${person.id}`,
        caseId: row?.id ?? null,
        recipient: { kind: 'staff' as const, staffId: person.id, address: person.email },
        data: {
          number: objection.register_number,
          action: 'decide-objection' as const,
          dueOn: objection.reply_due_on,
          workingDaysLeft: left,
          link: this.links.decidePath(objection.id),
        },
      })),
    );
  }

  /** The order, its reminder, or that its day has passed; the last also to the supervisors and superiors. */
  async tellOrder(
    tx: Tx,
    target: ObjectionTarget,
    kind: 'order-to-carry-out' | 'order-reminded' | 'order-overdue',
    carryOutBy: LocalDate,
    stage: string,
  ): Promise<void> {
    const { row, objection } = target;
    const own = this.links.workPath(objection.id);
    const people =
      row === null
        ? new Map((await this.staff.byRole(tx, 'desk')).map((person) => [person.id, { person, link: own }]))
        : await this.caseNews.bearersOf(tx, row, own);
    if (kind === 'order-overdue') {
      const above = [
        ...(await this.staff.byRole(tx, 'supervisor')),
        ...(await this.staff.byRole(tx, 'superior')),
      ];
      for (const person of above) people.set(person.id, people.get(person.id) ?? { person, link: own });
    }
    await this.sendOrder(tx, target, { kind, carryOutBy, stage, people: [...people.values()] });
  }

  /** An order that runs, to those who hold the request since now, or this part of it. */
  async tellNewHolder(tx: Tx, target: ObjectionTarget, held: CaseRow, carryOutBy: LocalDate): Promise<void> {
    const own =
      held.parent_id === null
        ? this.links.workPath(target.objection.id)
        : (`/petugas/kasus/${held.id}` as const);
    const people = [...(await this.caseNews.bearersOf(tx, held, own)).values()];
    const stage = `${held.id}/v${String(held.version)}`;
    await this.sendOrder(tx, target, { kind: 'order-to-carry-out', carryOutBy, stage, people });
  }

  private async sendOrder(
    tx: Tx,
    target: ObjectionTarget,
    { kind, carryOutBy, stage, people }: OrderNews,
  ): Promise<void> {
    const { row, objection } = target;
    const left = await this.daysLeft(target, localDayOf(await tx.now()), carryOutBy);
    await this.outbox.enqueueAll(
      tx,
      people.map(({ person, link }) => ({
        kind,
        effectKey: `${kind}:${objection.id}:${stage}:${person.id}`,
        caseId: row?.id ?? null,
        recipient: { kind: 'staff' as const, staffId: person.id, address: person.email },
        data: {
          number: objection.register_number,
          carryOutBy,
          workingDaysLeft: left,
          ...orderNames(isAgreed(target) ? 'settlement' : 'superior'),
          // The objection is open to whoever holds the request; its parts see the order on their own page.
          link: this.linkFor(person, target, link),
        },
      })),
    );
  }

  /** Who decides: the delegate, else the superiors. */
  async decidersOf(tx: Tx, { objection }: ObjectionTarget): Promise<readonly StaffMember[]> {
    const delegate = objection.delegate_id === null ? null : await this.staff.byId(tx, objection.delegate_id);
    return delegate === null ? this.staff.byRole(tx, 'superior') : [delegate];
  }

  /** Who carries an order out: the holder or the officers of the agency, the desk where no request is. */
  executorsOf(tx: Tx, { row }: ObjectionTarget): Promise<readonly StaffMember[]> {
    return row === null ? this.staff.byRole(tx, 'desk') : this.caseNews.holdersOf(tx, row);
  }

  private linkFor(
    { roles }: StaffMember,
    { row, objection }: ObjectionTarget,
    own: `/${string}`,
  ): `/${string}` {
    if (roles.includes('desk') || roles.includes('officer')) return own;
    if (roles.includes('superior')) return this.links.decidePath(objection.id);
    return row === null ? '/pengawas' : `/pengawas/kasus/${row.id}`;
  }

  private async daysLeft({ objection }: ObjectionTarget, from: LocalDate, day: LocalDate): Promise<number> {
    return (await this.calendar.forCase(objection)).workingDaysLeft(from, day);
  }
}
