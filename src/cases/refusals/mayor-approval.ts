import { parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { missingInApproval, type MayorApprovalPart } from '../../law/who-decides.js';
import { invalid, type FieldFault } from '../../platform/http/problems.js';

/** The approval of the head of the body, as the office records it. */
export interface Approval {
  readonly number: string;
  readonly on: LocalDate;
}

const FAULTS: Readonly<Record<MayorApprovalPart, FieldFault>> = {
  number: { field: 'approvalNumber', code: 'missing', message: 'refusals.errors.approval-number' },
  approvedOn: { field: 'approvedOn', code: 'missing', message: 'refusals.errors.approved-on' },
};

/** The approval of a body, whole or none. Throws 422 where it is wanted and missing, or given in half. */
export function approvalOf(
  body: { readonly approvalNumber?: string | null; readonly approvedOn?: string | null },
  isWanted: boolean,
  today: LocalDate,
  testedOn: LocalDate | null = null,
): Approval | null {
  const number = body.approvalNumber ?? '';
  const on = body.approvedOn == null ? null : parseLocalDate(body.approvedOn);
  const missing = missingInApproval({ number, approvedOn: on }, today, testedOn);
  const isGiven = number !== '' || body.approvedOn != null;
  if (missing.length > 0 && (isWanted || isGiven)) throw invalid(missing.map((part) => FAULTS[part]));
  return on === null || number === '' ? null : { number, on };
}
