import { Injectable } from '@nestjs/common';
import { CaseLinks } from '../../cases/requests/case-links.js';
import { countedDaysBetween } from '../../cases/requests/case-dates.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import { RequesterNews } from '../../cases/requests/requester-news.js';
import type { LocalDate } from '../../law/local-date.js';
import type { MovableLimit } from '../../law/recompute.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { CalendarKind } from '../../office/notifications/calendar-file.js';
import type { ToldTerm } from '../../office/notifications/kinds/silence.js';
import { Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import type { MovedClock } from './moved-clocks.js';

interface Told {
  readonly term: ToldTerm;
  readonly entry: CalendarKind;
  readonly isYours: boolean;
}

/** Terms whose end the requester was told, and what they are called in the calendar file. T2 and T13 are the office's. */
const TOLD: Partial<Record<MovableLimit, Told>> = {
  T3: { term: 'repair', entry: 'repair-due', isYours: true },
  T4: { term: 'reply', entry: 'reply-due', isYours: false },
  T5: { term: 'reply', entry: 'reply-due', isYours: false },
  T7: { term: 'objection', entry: 'objection-window', isYours: true },
  T8: { term: 'objectionReply', entry: 'objection-reply-due', isYours: false },
  T10: { term: 'commission', entry: 'commission-window', isYours: true },
};

/** Whether the requester has been told the end of this term. */
export function isTold(limit: MovableLimit): boolean {
  return TOLD[limit] !== undefined;
}

/** What one change of the calendar is called and where it counts. */
export interface NewsOfDecree {
  readonly version: number;
  readonly decree: string;
  readonly calendar: WorkingCalendar;
}

/** Tells the requester a date that moved or became certain, and gives whoever must act a task when it is EARLIER. */
@Injectable()
export class DateNews {
  constructor(
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
    private readonly tasks: Tasks,
  ) {}

  /** `sequence` is the version of the case or the objection after the change. */
  async tell(tx: Tx, row: CaseRow, moved: MovedClock, sequence: number, decree: NewsOfDecree): Promise<void> {
    const told = TOLD[moved.limit];
    if (told === undefined) return;
    const common = {
      number: moved.registerNumber,
      term: told.term,
      decree: decree.decree,
      dueOn: moved.to,
      link: this.links.statusPath(row.id, row.link_epoch),
    };
    const calendar = {
      sequence,
      entry: told.entry,
      ...(moved.objection === null ? {} : { subjectId: moved.subjectId }),
    };
    const key = `${String(decree.version)}:${moved.subjectId}:${moved.limit}`;
    if (moved.from === moved.to) {
      if (!moved.becameFirm) return;
      await this.news.tell<'date-firm'>(tx, row, {
        kind: 'date-firm',
        effectKey: `date-firm:${key}`,
        count: moved.count,
        data: common,
        calendar,
      });
      return;
    }
    await this.news.tell<'date-moved'>(tx, row, {
      kind: 'date-moved',
      effectKey: `date-moved:${key}`,
      count: moved.count,
      data: {
        ...common,
        previousDueOn: moved.from,
        countedDays: strip(moved, decree.calendar),
        isYours: told.isYours,
      },
      calendar,
    });
  }

  /** A date of the office that comes earlier: the desk's for T2 and T8, else that of who holds the case. */
  async warn(tx: Tx, row: CaseRow, moved: MovedClock, version: number): Promise<void> {
    if (moved.to >= moved.from || TOLD[moved.limit]?.isYours === true) return;
    const isHolders = (moved.limit === 'T4' || moved.limit === 'T5') && row.agency_code !== null;
    await this.tasks.create(tx, {
      onceKey: `due-date-moved:${String(version)}:${moved.subjectId}:${moved.limit}`,
      kind: 'due-date-moved',
      caseId: row.id,
      role: isHolders ? 'officer' : 'desk',
      agency: isHolders ? row.agency_code : null,
      facts: { clock: moved.limit, from: moved.from, to: moved.to },
      dueOn: moved.to,
    });
  }
}

function strip({ countedFrom, to }: MovedClock, calendar: WorkingCalendar): readonly LocalDate[] {
  return countedFrom === null ? [] : countedDaysBetween(calendar, countedFrom, to);
}
