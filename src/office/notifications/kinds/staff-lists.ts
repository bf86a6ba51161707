import { localDate, type LocalDate } from '../../../law/local-date.js';
import { defineMail, type LinkPath, type MailRow } from '../mail-kind.js';
import { SAMPLE } from './sample.js';

/** A list of cases for staff: at most 20 rows, most urgent first. Give `notAfter` = the end of its day or week. */
interface CaseList {
  readonly day: LocalDate;
  readonly dueCount: number;
  readonly overdueCount: number;
  readonly rows: readonly DigestRow[];
  /** Cases beyond the rows shown. */
  readonly more: number;
  readonly link: LinkPath;
}
export interface DigestRow extends MailRow {
  readonly number: string;
  /** Words of the next act, already in the reader's language. */
  readonly action: string;
  readonly dueOn: LocalDate;
}

/** One digest a person a day. */
export interface Digest extends CaseList {
  /** What escalates next, and when; null when nothing does. */
  readonly nextEscalationOn: LocalDate | null;
}
export const digest = defineMail<Digest>({
  reader: 'staff',
  legal: false,
  sample: {
    day: localDate('2026-12-07'),
    dueCount: 2,
    overdueCount: 1,
    rows: [
      { number: 'AMBON-2026-000098', action: 'Jawab', dueOn: localDate('2026-12-04') },
      { number: SAMPLE.number, action: 'Jawab', dueOn: SAMPLE.dueOn },
      { number: 'AMBON-2026-000131', action: 'Periksa kelengkapan', dueOn: localDate('2026-12-10') },
    ],
    more: 0,
    nextEscalationOn: localDate('2026-12-09'),
    link: '/petugas?tampilan=tiga-hari',
  },
});

/** The PPID's digest of the whole city, 08.00 WIT of each working day. */
export interface SupervisorDigest extends Digest {
  /** Due within so many working days. */
  readonly dueDays: number;
}
const cityRows: readonly DigestRow[] = [
  { number: 'AMBON-2026-000098', action: 'Jawab (Dinas Pendidikan)', dueOn: localDate('2026-11-27') },
  { number: 'AMBON-2026-000104', action: 'Bagi ke instansi', dueOn: localDate('2026-11-30') },
  { number: SAMPLE.number, action: 'Jawab (Disdukcapil)', dueOn: SAMPLE.dueOn },
];
export const supervisorDigest = defineMail<SupervisorDigest>({
  reader: 'staff',
  legal: false,
  sample: {
    day: localDate('2026-12-07'),
    dueCount: 1,
    overdueCount: 2,
    dueDays: 3,
    rows: cityRows,
    more: 0,
    nextEscalationOn: localDate('2026-12-09'),
    link: '/pengawas',
  },
});

/** The superior's list of what has been overdue for long, on the first working day of a week. */
export interface WeeklyList extends CaseList {
  /** Overdue for so many working days or more. */
  readonly afterDays: number;
  readonly nextOn: LocalDate;
}
export const weeklyList = defineMail<WeeklyList>({
  reader: 'staff',
  legal: false,
  sample: {
    day: localDate('2026-12-07'),
    dueCount: 0,
    overdueCount: 2,
    afterDays: 5,
    rows: cityRows.slice(0, 2),
    more: 0,
    nextOn: localDate('2026-12-14'),
    link: '/pengawas/kasus?tampilan=terlambat',
  },
});
