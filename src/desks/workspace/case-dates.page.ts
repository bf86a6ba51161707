import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { safeWindowEnd } from '../../law/safe-date.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import type { ClockRow } from '../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import type { CaseClock } from './case-clocks.js';
import type { CaseReading } from './case-reading.js';

/** Rows under "Jam": each clock of the law with its date and what became of it. */
export function clockRows(
  texts: Texts,
  reading: CaseReading,
  extendable: LocalDate | null,
): readonly ClockRow[] {
  const rows = reading.clocks.map((clock) => clockRow(texts, reading, clock));
  if (extendable === null) return rows;
  return [
    ...rows,
    {
      label: texts.t('workspace.clocks.if-extended'),
      date: texts.formats.dateShort(extendable),
      words: texts.t('workspace.clocks.once'),
    },
  ];
}

function clockRow(texts: Texts, reading: CaseReading, clock: CaseClock): ClockRow {
  const { row, calendar, now } = reading;
  const running = clock.stoppedAt === null;
  const base = {
    label: texts.t(clockKey(texts, clock)),
    date: texts.formats.dateShort(clock.dueDate),
  };
  if (!running) return { ...base, words: texts.t(`workspace.clocks.ended.${endOf(row, clock)}`) };
  const left = calendar.workingDaysLeft(localDayOf(now), clock.dueDate);
  const words =
    left < 0
      ? texts.t('common.date.staff.late', { n: -left })
      : left === 0
        ? texts.t('common.date.staff.today')
        : texts.t('common.date.staff.left', { n: left });
  return {
    ...base,
    strong: clock.kind !== 'T7',
    words: [words, ...safeWords(texts, reading, clock)].join(' · '),
  };
}

/** T9 by the name of what is carried out: not every one is an order of the superior. */
function clockKey(texts: Texts, { kind, orderedBy }: CaseClock): string {
  const named = `workspace.clocks.by.${orderedBy ?? 'superior'}`;
  return kind === 'T9' && texts.has(named) ? named : `workspace.clocks.${kind}`;
}

/** The day on which the strictest reading would end the right to object: until then nobody may act as if it were over. */
function safeWords(texts: Texts, { calendar, rules }: CaseReading, clock: CaseClock): readonly string[] {
  if (clock.kind !== 'T7') return [];
  const facts = {
    right: 'objection',
    foundOn: clock.startedOn,
    dayZero: clock.dayZero,
    lastDay: clock.dueDate,
  } as const;
  const safe = safeWindowEnd(facts, calendar, rules);
  return safe === null
    ? []
    : [texts.t('workspace.clocks.safe', { date: texts.formats.dateShort(safe.date) })];
}

/** How the check ended without a word on completeness: by the letter, or because the request went away. */
function unfinished(row: CaseRow): string {
  return row.status === 'withdrawn' && row.repair_due_on === null ? 'stopped' : 'letter-sent';
}

/** Nobody stops the right to object once its last day is over: it ended on that day, whatever else is still open. */
function ranOut({ kind, stoppedAt, dueAt }: CaseClock): boolean {
  return kind === 'T7' && stoppedAt !== null && Date.parse(stoppedAt) >= Date.parse(dueAt);
}

function endOf(row: CaseRow, clock: CaseClock): string {
  if (ranOut(clock)) return 'ran-out';
  if (clock.carriedOut) return clock.lapsed ? 'carried-out-late' : 'carried-out';
  if (clock.lapsed) return clock.kind === 'T2' ? 'taken-as-complete' : 'lapsed';
  switch (clock.kind) {
    case 'T2':
      return row.complete_at === null ? unfinished(row) : 'complete';
    case 'T3':
      return row.complete_at === null ? 'stopped' : 'repaired';
    case 'T4':
      return row.extended_at !== null ? 'extended' : row.noticed_at === null ? 'stopped' : 'answered';
    case 'T5':
      return row.noticed_at === null ? 'stopped' : 'answered';
    case 'T6':
      return 'delivered';
    default:
      return 'stopped';
  }
}
