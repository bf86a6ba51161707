/** Every time-out and pool size towards PostgreSQL, in milliseconds and connections; the reason beside each. */
export const DATABASE_LIMITS = {
  /** Waiting for a free connection, or for a new one. */
  connectMilliseconds: 4_000,
  /** A transaction of a page, waiting included: with the answer on top it stays within the promised five seconds. */
  transactionMilliseconds: 4_600,
  webStatementMilliseconds: 4_000,
  /** Batches of a worker process may take longer than a page. */
  workerTransactionMilliseconds: 120_000,
  workerStatementMilliseconds: 60_000,
  lockMilliseconds: 3_500,
  idleInTransactionMilliseconds: 15_000,
  /** Waiting on the register row is what costs; more connections only lengthen the queue. */
  poolSize: 8,
} as const;
