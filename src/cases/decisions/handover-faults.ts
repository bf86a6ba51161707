import type { AnswerPart } from '../../law/delivery.js';
import { channelFits, type DeliveryChannel } from '../../law/handover.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';
import type { FieldFault } from '../../platform/http/problems.js';
import { printedDate } from '../../platform/letters/letter-dates.js';
import type { CaseRow } from '../requests/case-row.js';

/** A hand-over that is judged: its day, null where none was typed, and what it must not come before. */
interface JudgedHandover {
  readonly day: LocalDate | null;
  readonly today: LocalDate;
  readonly paidAt: Date | null;
  readonly part: AnswerPart;
}

/** What is wrong with a hand-over: a day that is not yet, before the notice or the payment, and a channel that does not fit. */
export async function handoverFaults(
  tx: Tx,
  row: CaseRow,
  channel: DeliveryChannel,
  { day, today, paidAt, part }: JudgedHandover,
): Promise<readonly FieldFault[]> {
  const noticedOn = row.noticed_at === null ? row.received_on : localDayOf(row.noticed_at);
  const faults: FieldFault[] = [];
  if (day === null || day > today || day < noticedOn) {
    faults.push({ field: 'deliveredOn', code: 'wrong-date', message: 'decisions.errors.delivered-on' });
  }
  const paidOn = paidAt === null || part === 'promised' ? null : localDayOf(paidAt);
  if (faults.length === 0 && paidOn !== null && day !== null && day < paidOn) {
    const message = 'decisions.errors.delivered-before-payment';
    faults.push({
      field: 'deliveredOn',
      code: 'wrong-date',
      message,
      values: { paid: printedDate(paidOn).long },
    });
  }
  const hasHardcopy = part === 'granted' && (await hasPaper(tx, row.id));
  if (!channelFits(channel, { access: row.access, hasHardcopy })) {
    const message = `decisions.errors.channel-${row.access === 'inspect' ? 'inspect' : 'copy'}`;
    faults.push({ field: 'channel', code: 'wrong-channel', message });
  }
  return faults;
}

/** Whether anything of this case was granted on paper. */
export async function hasPaper(tx: Tx, caseId: string): Promise<boolean> {
  const rows = await tx.query(`SELECT 1 FROM decisions WHERE case_id = $1 AND form = 'hardcopy' LIMIT 1`, [
    caseId,
  ]);
  return rows.length > 0;
}
