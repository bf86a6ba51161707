/** What the officer hands over to carry an order out. */
export interface Execution {
  readonly explanation: string;
  readonly fileIds: readonly string[];
  /** Whole rupiah: what an order about the cost leaves of it (ground f). */
  readonly cost: number | null;
}
