/**
 * Colour and mood of a date block. `new`: nothing filed yet; `fine`: 4 or more days; `soon`: 3 to 0; `late`; `turn`:
 * the citizen's turn; `answered`; `provisional`: a year without decree.
 */
export type DateTone = 'new' | 'fine' | 'soon' | 'late' | 'turn' | 'answered' | 'provisional';

/** The six signs of the staff side. */
export type Sign = 'late' | 'today' | 'near' | 'far' | 'waiting' | 'answered';

/** `beyond`: days after the due date; `unused`: days an early answer left over; `added`: days of the extension. */
export type CellKind = 'ahead' | 'past' | 'today' | 'beyond' | 'unused' | 'added';

export interface StripDay {
  readonly date: string;
  readonly kind: CellKind;
  /** Last day of the term: a foot. */
  readonly last?: boolean;
  /** Last day of the term before it was extended. */
  readonly former?: boolean;
}

export interface StripCell {
  readonly kind: CellKind;
  readonly day: string;
  readonly month: string | null;
  readonly last: boolean;
  readonly former: boolean;
}

export interface Strip {
  readonly weeks: readonly { readonly cells: readonly StripCell[]; readonly labelled: boolean }[];
  /** More than 14 days: narrow cells, whole weeks wrap. */
  readonly long: boolean;
}

export interface PartLink {
  readonly href: string;
  readonly text: string;
}

export interface DateBlock {
  readonly tone: DateTone;
  readonly label: string;
  readonly iso: string;
  readonly weekday: string;
  readonly date: string;
  /** `Sel 8 Des 2026`, for staff. */
  readonly shortDate: string;
  readonly words: string | null;
  readonly sign: Sign | null;
  readonly strip: Strip | null;
  readonly foot: string | null;
  readonly link: PartLink | null;
  readonly compact: boolean;
  readonly short: boolean;
}

export interface CountedRow {
  readonly kind: 'counted';
  readonly chip: string;
  readonly mark: 'past' | 'today' | 'ahead' | 'last';
  readonly text: string;
  readonly right: string | null;
}

export interface SkippedRow {
  readonly kind: 'skipped';
  readonly text: string;
  readonly note: string | null;
}

export interface CountedDays {
  readonly tone: DateTone;
  readonly title?: string;
  readonly intro?: string;
  readonly after?: string;
  readonly rows: readonly (CountedRow | SkippedRow)[];
}

export interface RowDate {
  readonly tone: 'late' | 'soon' | 'fine' | 'quiet';
  readonly sign: Sign;
  readonly date: string;
  readonly iso: string;
  readonly words: string;
}

/** Lays working days out in weeks, with the month above the first day of each. */
export function layOutStrip(days: readonly StripDay[], monthOf: (day: string) => string): Strip {
  const weeks: { cells: StripCell[]; labelled: boolean }[] = [];
  let week: string | null = null;
  let month: string | null = null;
  for (const day of days) {
    const starts = day.date.slice(0, 7) !== month;
    month = day.date.slice(0, 7);
    if (mondayOf(day.date) !== week) {
      weeks.push({ cells: [], labelled: false });
      week = mondayOf(day.date);
    }
    const current = weeks.at(-1);
    if (!current) continue;
    current.labelled ||= starts;
    current.cells.push({
      kind: day.kind,
      day: String(Number(day.date.slice(8))),
      month: starts ? monthOf(day.date) : null,
      last: day.last ?? false,
      former: day.former ?? false,
    });
  }
  return { weeks, long: days.length > 14 };
}

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
