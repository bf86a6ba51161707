/** A due row whose moment is near enough to be called out. */
export interface NearDueRow {
  readonly id: string;
  readonly dueAt: Date;
}

/**
 * Port to the queue that makes due rows prompt: a delayed job for each that falls due within a day. It may lose
 * everything at any time; the sweeper guarantees the effect.
 */
export abstract class DueAlarm {
  /** Arms the rows that are near `now` (`tenggat_now()`), ignores the others; never throws into the caller. */
  abstract arm(rows: readonly NearDueRow[], now: Date): Promise<void>;
}
