import type { DecreeNote } from '../../office/calendar/decree-text.js';
import type { Decree, DecreeProgress } from '../../office/calendar/decrees.js';
import type { YearGap } from '../../office/calendar/holidays-file.js';
import { gapWords } from '../../office/calendar/missing-decree.js';
import type { DayRow } from '../../law/free-days.js';
import type { Texts } from '../../platform/views/texts.js';
import {
  CHANGES_OF_FORM,
  DAY_KINDS_OF_FORM,
  typedDate,
  type DecreeFields,
  type DecreeFormError,
} from './decree-form.js';
import type { DecreePreview } from './decree-desk.js';
import type { AffectedDate, FirmDate } from './moved-clocks.js';

/** Dates that a page lists; the rest is a number. */
const LISTED = 100;

const BASE = '/admin/kalender/keputusan';

/** `/admin/kalender/keputusan`: a whole decree as CSV, or one day by form. */
export function decreeFormModel(
  texts: Texts,
  fields: DecreeFields,
  errors: readonly DecreeFormError[],
): object {
  return {
    errors,
    typed: {
      csv: fields['csv'] ?? '',
      name: fields['nama'] ?? '',
      nameEn: fields['nama_en'] ?? '',
      decree: fields['nomor'] ?? '',
      kind: fields['jenis'] ?? 'local',
      change: fields['perubahan'] ?? 'add',
      date: typedDate(fields, ''),
      decreeDate: typedDate(fields, 'k_'),
    },
    kinds: DAY_KINDS_OF_FORM.map((value) => ({ value, text: texts.t(`admin.decree.kind.${value}`) })),
    changes: CHANGES_OF_FORM.map((value) => ({ value, text: texts.t(`admin.decree.change.${value}`) })),
    sample: 'date,kind,name_id,name_en,decree,decree_date,change',
  };
}

/** What the page of one decree shows. */
export interface DecreeSight {
  readonly decree: Decree;
  /** What it would do, or has done; null where a proposal does not fit the calendar any more. */
  readonly preview: DecreePreview | null;
  readonly progress: DecreeProgress | null;
  readonly isOwn: boolean;
}

/** `/admin/kalender/keputusan/{id}`: the days, whose dates move, and the next step. */
export function decreeModel(texts: Texts, { decree, preview, progress, isOwn }: DecreeSight): object {
  const affected = preview?.affected ?? [];
  const earlier = affected.filter((one) => one.earlier);
  const later = affected.filter((one) => !one.earlier);
  const reviews = affected.filter(({ clocks }) => clocks.every(({ clock }) => clock === 'T18')).length;
  return {
    state: texts.t(`admin.decree.state.${decree.state}`),
    who: whoWords(texts, decree),
    isStale: preview === null,
    summary: [
      affected.length > reviews
        ? texts.t('admin.decree.summary', {
            n: affected.length - reviews,
            earlier: earlier.filter(({ clocks }) => clocks.some(({ clock }) => clock !== 'T18')).length,
          })
        : texts.t(reviews === 0 ? 'admin.decree.summary-none' : 'admin.decree.summary-no-case'),
      ...(reviews === 0 ? [] : [texts.t('admin.decree.summary-reviews', { n: reviews })]),
    ].join(' '),
    gaps: (preview?.gaps ?? []).map((gap) => stillProvisional(texts, gap)),
    notes: (preview?.notes ?? []).map((note) => noteWords(texts, note)),
    days: daysTable(texts, decree),
    earlier: earlier.length === 0 ? null : datesTable(texts, 'lebih-awal', earlier),
    later: later.length === 0 ? null : datesTable(texts, 'lebih-lambat', later),
    firm: preview === null || preview.firm.length === 0 ? null : firmTable(texts, preview.firm),
    progress: progress === null ? null : progressWords(texts, progress),
    documentHref: decree.fileId === null ? null : `${BASE}/${decree.id}/dokumen`,
    steps: {
      propose: decree.state === 'draft' && isOwn ? `${BASE}/${decree.id}/usulkan` : null,
      apply:
        decree.state === 'proposed' && !isOwn && preview !== null ? `${BASE}/${decree.id}/berlakukan` : null,
      waits: decree.state === 'proposed' && isOwn,
      discard: decree.state === 'draft' || decree.state === 'proposed' ? `${BASE}/${decree.id}/batal` : null,
    },
  };
}

/** That a year is not whole with this decree, and why. */
export function stillProvisional(texts: Texts, gap: YearGap): string {
  return `${texts.t('calendar.decree.still-provisional', { year: String(gap.year) })} ${gapWords(texts, gap)}`;
}

/** Sentences about rows that are taken all the same. */
export function noteWords(texts: Texts, { line, code }: DecreeNote): string {
  return texts.t(`calendar.decree.note.${code}`, { line });
}

function whoWords(texts: Texts, decree: Decree): string {
  const proposed = texts.t('admin.decree.proposed-by', {
    name: decree.proposedByName,
    time: texts.formats.dateTime(decree.proposedAt),
  });
  if (decree.settledAt === null || decree.settledByName === null) return proposed;
  const settled = texts.t(`admin.decree.${decree.state === 'applied' ? 'applied-by' : 'discarded-by'}`, {
    name: decree.settledByName,
    time: texts.formats.dateTime(decree.settledAt),
  });
  return `${proposed} ${settled}`;
}

function progressWords(texts: Texts, { total, done, finished, failed }: DecreeProgress): object {
  const count = finished ? total : done;
  return {
    words: texts.t(finished ? 'admin.decree.counted' : 'admin.decree.counting', {
      done: texts.formats.number(count),
      total: texts.formats.number(total),
    }),
    done: count,
    total: Math.max(total, 1),
    failed: failed === 0 ? null : texts.t('admin.decree.failed', { n: failed }),
  };
}

const DAY_COLUMNS = ['date', 'name', 'kind', 'change', 'decree'] as const;

function daysTable(texts: Texts, { rows }: Decree): object {
  return {
    id: 'hari',
    caption: texts.t('admin.decree.days'),
    head: DAY_COLUMNS.map((column) => ({ text: texts.t(`admin.decree.columns.${column}`) })),
    rows: rows.map((row: DayRow & { readonly change: 'add' | 'remove' }) => [
      { text: texts.formats.date(row.date), header: true },
      { text: row.nameId },
      { text: texts.t(`admin.calendar.kind.${row.kind}`) },
      { text: texts.t(`admin.decree.change.${row.change}`) },
      { text: row.decree, muted: true },
    ]),
  };
}

const DATE_COLUMNS = ['number', 'clock', 'from', 'to'] as const;

function datesTable(texts: Texts, id: string, dates: readonly AffectedDate[]): object {
  const rows = dates
    .slice(0, LISTED)
    .flatMap(({ registerNumber, clocks }) =>
      clocks.map(({ clock, from, to }) => [
        { text: registerNumber, header: true },
        { text: texts.t(`admin.decree.clock.${clock}`) },
        { text: texts.formats.date(from) },
        to < from
          ? { tag: { text: texts.formats.date(to), tone: 'late', sign: 'late' } }
          : { text: texts.formats.date(to) },
      ]),
    );
  return {
    title: texts.t(`admin.decree.dates.${id}`, { n: dates.length }),
    more: dates.length > LISTED ? texts.t('admin.decree.more', { n: dates.length - LISTED }) : null,
    table: {
      id,
      caption: texts.t(`admin.decree.dates.${id}`, { n: dates.length }),
      head: DATE_COLUMNS.map((column) => ({ text: texts.t(`admin.decree.columns.${column}`) })),
      rows,
    },
  };
}

const FIRM_COLUMNS = ['number', 'clock', 'date'] as const;

function firmTable(texts: Texts, dates: readonly FirmDate[]): object {
  const title = texts.t('admin.decree.dates.pasti', { n: dates.length });
  return {
    title,
    more: dates.length > LISTED ? texts.t('admin.decree.more', { n: dates.length - LISTED }) : null,
    table: {
      id: 'pasti',
      caption: title,
      head: FIRM_COLUMNS.map((column) => ({ text: texts.t(`admin.decree.columns.${column}`) })),
      rows: dates
        .slice(0, LISTED)
        .map(({ registerNumber, clock, on }) => [
          { text: registerNumber, header: true },
          { text: texts.t(`admin.decree.clock.${clock}`) },
          { text: texts.formats.date(on) },
        ]),
    },
  };
}
