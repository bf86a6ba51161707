import type { Tx } from '../../platform/database/tx.js';

/** A case as the staff API answers it (`contract.md` section 3). */
export type StaffCaseAnswer = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly version: number;
};

/** Port: acts live here, the picture of a whole case at the desk that shows it. `desks/workspace` provides it. */
export abstract class CaseAnswers {
  abstract ofCase(tx: Tx, caseId: string): Promise<StaffCaseAnswer>;
}
