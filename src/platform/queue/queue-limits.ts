/** Every time-out and pool size of the queue, in milliseconds and connections; the reason beside each. */
export const QUEUE_LIMITS = {
  /** A producer gives up then: the sweeper does the work without the queue, the caller must not wait. */
  produceMilliseconds: 400,
  /** Wakes of one kind within this span travel as one. */
  coalesceMilliseconds: 50,
  producerPool: 2,
  workerPool: 3,
  /** Jobs that run at once; they only wake batches, so a few are enough. */
  concurrency: 8,
  /** A job whose worker is killed is run again this often before it counts as failed. */
  maxStalledCount: 10,
  /** How long the end waits for running jobs. */
  closeMilliseconds: 2_000,
  /** Jobs due later than this are armed by the sweeper's hourly pass. */
  armAheadMilliseconds: 24 * 3_600_000,
  /** An error of the same kind is logged once in this span. */
  quietMilliseconds: 60_000,
} as const;
