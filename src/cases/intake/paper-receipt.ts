import { localInstant, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { intakeFaults, type IntakeFault, type PaperChannel } from '../../law/paper-intake.js';
import { invalid, type FieldFault } from '../../platform/http/problems.js';

/** What the desk says of the receipt of a paper, as it came in. */
export interface GivenReceipt {
  readonly channel: PaperChannel;
  readonly receivedOn?: string | null;
  readonly backdatingReason?: string | null;
  readonly backdatingFileId?: string | null;
  readonly fileIds?: readonly string[] | null;
  readonly helped?: boolean | null;
}

/** The receipt of a paper as it counts: the day on the stamp, and what proves it when that is not today. */
export interface PaperReceipt {
  readonly channel: PaperChannel;
  readonly on: LocalDate;
  /** Null when it is entered on its day: then the moment of the entry counts. */
  readonly at: Date | null;
  readonly backdating: { readonly reason: string; readonly fileId: string } | null;
  readonly readBack: boolean;
  readonly helped: boolean;
}

const FAULTS: Readonly<Record<IntakeFault, FieldFault>> = {
  'received-later': fault('receivedOn', 'after-today', 'after-today'),
  'received-too-early': fault('receivedOn', 'too-early', 'too-early'),
  'backdating-without-reason': fault('backdatingReason', 'missing', 'backdating'),
  'backdating-without-scan': fault('fileIds', 'missing', 'backdating-scan'),
};

/** A scan that is missing is told where the caller gives one: in the field of its own, or among the attachments. */
function faultOf(found: IntakeFault, given: GivenReceipt): FieldFault {
  const isNamed = found === 'backdating-without-scan' && given.backdatingFileId !== undefined;
  return isNamed ? { ...FAULTS[found], field: 'backdatingFileId' } : FAULTS[found];
}

/**
 * The receipt of whatever comes on paper, by word, by post or by mail to the office (law.md 2.2(5)-(7)), a request as an
 * objection: which channels are open to requests (D13) is asked where they are filed. An earlier day needs a reason and a scan: the file named for it, or else the first attachment.
 * Throws 422 with each field that is wrong.
 */
export function paperReceipt(given: GivenReceipt, today: LocalDate): PaperReceipt {
  const on = dayOf(given.receivedOn ?? null, today);
  const fileId = given.backdatingFileId ?? given.fileIds?.[0] ?? null;
  const reason = given.backdatingReason ?? null;
  const facts = {
    receivedOn: on,
    enteredOn: today,
    hasReason: reason !== null,
    hasScan: fileId !== null,
  };
  const found = intakeFaults(facts);
  if (found.length > 0) throw invalid(found.map((one) => faultOf(one, given)));
  const isEarlier = on < today;
  return {
    channel: given.channel,
    on,
    at: isEarlier ? localInstant(on, '00:00') : null,
    backdating: isEarlier && reason !== null && fileId !== null ? { reason, fileId } : null,
    readBack: given.channel === 'spoken',
    helped: given.helped ?? false,
  };
}

function dayOf(typed: string | null, today: LocalDate): LocalDate {
  if (typed === null) return today;
  const day = parseLocalDate(typed);
  if (day === null) throw invalid([fault('receivedOn', 'wrong-date', 'not-a-day')]);
  return day;
}

function fault(field: string, code: string, key: string): FieldFault {
  return { field, code, message: `intake.errors.${key}` };
}
