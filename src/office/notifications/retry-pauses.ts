/** Minutes before the next attempt: growing, then every half hour for days, as long as the server is away. */
export const RETRY_PAUSES_MINUTES = [1, 2, 5, 10, 20, 30] as const;

/** A mail that was tried waits no longer than this. */
export const LONGEST_PAUSE_MINUTES = Math.max(...RETRY_PAUSES_MINUTES);

/** Pause after the `attempts`-th failed attempt (1 = the first); never longer than 30 minutes. */
export function retryPauseMinutes(attempts: number): number {
  const index = Math.min(Math.max(attempts, 1), RETRY_PAUSES_MINUTES.length) - 1;
  return RETRY_PAUSES_MINUTES[index] ?? 30;
}
