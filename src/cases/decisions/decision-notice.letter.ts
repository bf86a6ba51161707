import type { LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { City } from '../../platform/config/city.js';
import type { DueDate } from '../../platform/letters/letter-parts.js';
import { printedDate, printedDueDate } from '../../platform/letters/letter-dates.js';
import { printedMoney } from '../../platform/letters/letter-money.js';
import type { NoticeBody } from '../requests/case-letters.js';
import type { NotHeldBody } from './decisions.dto.js';
import type { RecordedNotice } from './record-notice.js';

interface GrantFacts {
  readonly form: 'softcopy' | 'hardcopy';
  readonly cost: { readonly copy: number; readonly delivery: number; readonly other: number };
  readonly provideOn: LocalDate;
  readonly explanation: string;
  readonly today: LocalDate;
}

interface UnavailableFacts {
  readonly reason: string;
  readonly availableOn: LocalDate | null;
  readonly today: LocalDate;
}

const MEANS: Readonly<Record<string, string>> = {
  online: 'Situs web PPID (halaman lacak)',
  pickup: 'Diambil langsung di loket PPID',
  post: 'Pos',
  courier: 'Kurir',
  fax: 'Faksimili',
};

/** The written notice of a grant in full (PerKI 1/2021 art. 31(4), annex VII A). */
export function grantNotice(
  { row, objectionUntil }: RecordedNotice,
  facts: GrantFacts,
  calendar: WorkingCalendar,
  city: City,
): NoticeBody<'decision-notice'> {
  const total = facts.cost.copy + facts.cost.delivery + facts.cost.other;
  const provideWorkingDays = Math.max(0, calendar.workingDaysBetween(facts.today, facts.provideOn));
  const line = (rupiah: number): { basis: null; sum: ReturnType<typeof printedMoney> } => ({
    basis: null,
    sum: printedMoney(rupiah),
  });
  return {
    ...frame(row, facts.today, objectionUntil, calendar, city),
    extent: 'full',
    granted: {
      items: [
        {
          number: 1,
          information: row.question,
          form: facts.form,
          formNote: null,
          extent: 'full',
          cost: printedMoney(total),
          workingDays: provideWorkingDays,
        },
      ],
      providedBy: printedDate(facts.provideOn),
      provideWorkingDays,
      copyCost: line(facts.cost.copy),
      deliveryCost: line(facts.cost.delivery),
      otherCost: line(facts.cost.other),
      totalCost: printedMoney(total),
      payment:
        total === 0 ? 'Tidak ada biaya' : `Tunai di loket PPID atau rekening resmi, ${city.desk.address}`,
      means:
        row.access === 'inspect'
          ? 'Dilihat di tempat'
          : (MEANS[row.delivery ?? 'online'] ?? 'Situs web PPID'),
      explanation: facts.explanation === '' ? null : facts.explanation,
      blackouts: [],
    },
    unavailable: [],
  };
}

/** The written notice of what is not held yet, or not documented (annex VII B). */
export function unavailableNotice(
  { row, objectionUntil }: RecordedNotice,
  facts: UnavailableFacts,
  calendar: WorkingCalendar,
  city: City,
): NoticeBody<'decision-notice'> {
  return {
    ...frame(row, facts.today, objectionUntil, calendar, city),
    extent: 'none',
    granted: null,
    unavailable: [
      {
        number: null,
        information: null,
        kind: facts.availableOn === null ? 'notYetHeld' : 'notDocumented',
        reason: facts.reason === '' ? 'Informasi belum didokumentasikan.' : facts.reason,
        availableOn: facts.availableOn === null ? null : printedDate(facts.availableOn),
      },
    ],
  };
}

/** The written notice of what another body holds (annex VII A1). */
export function notHeldNotice(
  { row, objectionUntil }: RecordedNotice,
  body: Pick<NotHeldBody, 'holder' | 'searchRecord' | 'reason'>,
  calendar: WorkingCalendar,
  today: LocalDate,
  city: City,
): NoticeBody<'not-held-notice'> {
  const reason = body.reason ?? '';
  return {
    requestedOn: printedDate(row.received_on),
    informationRequested: row.question,
    holder: body.holder == null ? null : { name: body.holder, address: null },
    searchRecord: body.searchRecord ?? null,
    reason: reason === '' ? `Informasi ini tidak berada di bawah penguasaan ${city.name.id}.` : reason,
    objectionDue: objectionDue(today, objectionUntil, calendar),
    sentByPost: row.channel === 'post',
  };
}

function frame(
  row: RecordedNotice['row'],
  today: LocalDate,
  objectionUntil: LocalDate,
  calendar: WorkingCalendar,
  city: City,
): Pick<
  NoticeBody<'decision-notice'>,
  | 'attachments'
  | 'requestedOn'
  | 'informationRequested'
  | 'heldBy'
  | 'heldElsewhere'
  | 'consentedOn'
  | 'objectionDue'
  | 'sentByPost'
> {
  return {
    attachments: null,
    requestedOn: printedDate(row.received_on),
    informationRequested: row.question,
    heldBy: city.name.id,
    heldElsewhere: [],
    consentedOn: null,
    sentByPost: row.channel === 'post',
    objectionDue: objectionDue(today, objectionUntil, calendar),
  };
}

function objectionDue(today: LocalDate, until: LocalDate, calendar: WorkingCalendar): DueDate {
  return printedDueDate({
    start: today,
    days: calendar.explain(today, calendar.workingDaysBetween(today, until)),
  });
}
