import type { Ruleset } from '../../../law/ruleset.js';
import type { WorkingCalendar } from '../../../law/working-calendar.js';
import type { FileFacts } from '../../../office/documents/stored-files.js';
import type { StaffMember } from '../../../office/staff/staff.queries.js';
import type { ObjectionAnswer } from '../objection-answers.js';
import type { ObjectionTarget } from '../objection-row.js';

/** What the page of one objection is made from. */
export interface SeenObjection {
  readonly target: ObjectionTarget;
  readonly answer: ObjectionAnswer;
  readonly calendar: WorkingCalendar;
  readonly now: Date;
  readonly rules: Ruleset;
  /** Of an objection without a request; the desk's alone. */
  readonly files: readonly FileFacts[];
  /** The decree that goes with the letter by itself when the refusal is confirmed. */
  readonly decree: string | null;
  readonly notices: readonly { readonly outcome: string; readonly explanation: string; readonly at: Date }[];
  readonly people: readonly StaffMember[];
}
