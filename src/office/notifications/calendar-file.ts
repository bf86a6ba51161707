import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { addCalendarDays, type LocalDate } from '../../law/local-date.js';
import type { Texts } from '../../platform/views/texts.js';

/** One entry a case and kind; the kind is a part of the stable UID. */
export type CalendarKind =
  'reply-due' | 'repair-due' | 'objection-window' | 'objection-reply-due' | 'commission-window';

export interface CalendarEntry {
  readonly kind: CalendarKind;
  /** Id of the case (of the objection for its own entries); never shown, only part of the UID. */
  readonly subjectId: string;
  /** Register number. */
  readonly number: string;
  readonly on: LocalDate;
  /** Rises with each change; the version of the case does. */
  readonly sequence: number;
  /** True when the day has lost its meaning, for instance because the answer was sent. */
  readonly cancelled: boolean;
}

export interface CalendarOptions {
  readonly domain: string;
  readonly texts: Texts;
  /** Moment of the file, by the database's clock. */
  readonly at: Date;
}

/**
 * The calendar file of mails and of `/permohonan-saya/kalender.ics`: all-day entries, METHOD:PUBLISH, the same UID for
 * the same case and kind, SEQUENCE from the case's version, STATUS:CANCELLED for a day that no longer counts. The
 * summary is `Batas jawaban PPID {number}` and the like, never the question.
 */
export function calendarFile(entries: readonly CalendarEntry[], options: CalendarOptions): string {
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: {
      company: options.domain,
      product: 'Tenggat',
      language: options.texts.language === 'id' ? 'ID' : 'EN',
    },
  });
  for (const entry of entries) {
    calendar.createEvent({
      id: `${entry.kind}-${entry.subjectId}@${options.domain}`,
      sequence: entry.sequence,
      stamp: options.at,
      start: midnight(entry.on),
      end: midnight(addCalendarDays(entry.on, 1)),
      allDay: true,
      summary: options.texts.t(`mail.calendar.${entry.kind}`, { number: entry.number }),
      status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}

// The generator writes all-day values from the UTC day, so the legal day goes in as UTC midnight.
function midnight(day: LocalDate): Date {
  return new Date(`${day}T00:00:00Z`);
}
