/** What the officer hands over to carry an order out. */
export interface Execution {
  readonly explanation: string;
  readonly fileIds: readonly string[];
}
