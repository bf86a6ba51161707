import type { DeliveryChannel } from '../../law/handover.js';
import type { LocalDate } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';

/** How and when the information of a case was handed over; null while it was not. */
export async function handoverOf(
  tx: Tx,
  caseId: string,
): Promise<{ readonly channel: DeliveryChannel; readonly deliveredOn: LocalDate } | null> {
  const [row] = await tx.query<{ channel: DeliveryChannel; deliveredOn: LocalDate }>(
    'SELECT channel, delivered_on AS "deliveredOn" FROM deliveries WHERE case_id = $1 ORDER BY delivered_on LIMIT 1',
    [caseId],
  );
  return row ?? null;
}
