/** Every time-out and pool size towards PostgreSQL, in milliseconds and connections; the reason beside each. */
export const DATABASE_LIMITS = {
  /** A page that waits longer answers 503 within the promised five seconds. */
  connectMilliseconds: 2_000,
  webStatementMilliseconds: 4_000,
  /** Batches of the worker may take longer than a page. */
  workerStatementMilliseconds: 60_000,
  lockMilliseconds: 3_500,
  idleInTransactionMilliseconds: 15_000,
  /** Waiting on the register row is what costs; more connections only lengthen the queue. */
  poolSize: 8,
} as const;
