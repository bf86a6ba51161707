/** What the superior wrote when proposals of the case came back. */
export interface ReturnedProposal {
  readonly at: string;
  readonly reason: string;
}

/** Why proposals were given back at that moment; null where nothing was returned then. */
export function returnReason(returns: readonly ReturnedProposal[], at: Date): string | null {
  const reasons = returns.filter((one) => Date.parse(one.at) === at.getTime()).map(({ reason }) => reason);
  return reasons.length === 0 ? null : [...new Set(reasons)].join(' ');
}
