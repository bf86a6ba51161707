/** How long one objection kept its request from being final; `endedAt` is null while it is not at its end. */
export interface ObjectionSpan {
  readonly receivedAt: Date;
  readonly endedAt: Date | null;
}

/**
 * Whether a request that is answered or closed was final by `now` (law.md row 24): T7 has passed (`windowEnd`, the end of
 * its last day) and with it every objection that came before the request was final. One that came later was late (D7) and
 * does not take finality back. Without a window only an open objection keeps it. T7 to the end of 27 August, objection of
 * 20 August still open: not final; the same objection of 30 August: final.
 */
export function isBeyondRemedies(
  windowEnd: Date | null,
  objections: readonly ObjectionSpan[],
  now: Date,
): boolean {
  if (windowEnd === null) return objections.every(({ endedAt }) => endedAt !== null);
  let finalAt = windowEnd.getTime();
  const inOrder = [...objections].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  for (const { receivedAt, endedAt } of inOrder) {
    if (receivedAt.getTime() >= finalAt) continue;
    if (endedAt === null) return false;
    finalAt = Math.max(finalAt, endedAt.getTime());
  }
  return finalAt <= now.getTime();
}
