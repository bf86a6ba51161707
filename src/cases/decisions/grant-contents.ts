import { Injectable } from '@nestjs/common';
import { totalCost, type DecisionContents, type DecisionCost } from '../../law/decision-contents.js';
import { isTooFarAhead } from '../../law/delivery.js';
import { mayPauseForPayment } from '../../law/handover.js';
import { parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, type FieldFault } from '../../platform/http/problems.js';
import type { CaseRow } from '../requests/case-row.js';
import type { CostBody, GivenBody } from './given-body.js';

/** What a given body brings into the contents of a decision. */
export type Given = Pick<
  DecisionContents,
  | 'form'
  | 'cost'
  | 'sheets'
  | 'provideOn'
  | 'pausesForPayment'
  | 'appointment'
  | 'fileIds'
  | 'blackouts'
  | 'explanation'
>;

/** Reads what is given and ties its files to the case. Throws 422 for a day that is over and for unknown files. */
@Injectable()
export class GrantContents {
  constructor(
    private readonly files: ClaimFiles,
    private readonly rules: CityRules,
  ) {}

  async read(
    tx: Tx,
    row: CaseRow,
    body: GivenBody & { readonly explanation?: string | null },
    today: LocalDate,
  ): Promise<Given> {
    const provideOn = parseLocalDate(body.provideOn);
    const cost = costOf(body.cost);
    const faults = [
      ...(provideOn === null || provideOn < today ? [fault('provideOn', 'wrong-date', 'provide-on')] : []),
      ...(provideOn !== null && isTooFarAhead(provideOn, today)
        ? [fault('provideOn', 'wrong-date', 'too-far')]
        : []),
      ...costFaults(row, body, totalCost(cost)),
    ];
    if (body.pauseUntilPaid === true && !mayPauseForPayment(totalCost(cost), await this.rules.ofCase(row)))
      faults.push(fault('pauseUntilPaid', 'wrong-value', totalCost(cost) > 0 ? 'pause-rule' : 'pause'));
    if (faults.length > 0 || provideOn === null) throw invalid(faults);
    const fileIds = body.fileIds ?? [];
    const lost = await this.files.claim(tx, row.id, fileIds, 'answer', 'staff');
    if (lost.length > 0) {
      throw invalid([{ field: 'fileIds', code: 'unknown-file', message: 'problems.fields.unknown-file' }]);
    }
    return givenOf(row, body, provideOn);
  }
}

/** What a body gives, for the act and for its preview. */
export function givenOf(
  row: Pick<CaseRow, 'access'>,
  body: GivenBody & { readonly explanation?: string | null },
  provideOn: LocalDate,
): Given {
  return {
    form: body.form,
    cost: costOf(body.cost),
    sheets: sheetsOf(body.cost),
    provideOn,
    pausesForPayment: body.pauseUntilPaid === true,
    appointment: row.access === 'inspect' ? (body.appointment ?? null) : null,
    fileIds: body.fileIds ?? [],
    blackouts: body.blackouts ?? [],
    explanation: body.explanation ?? '',
  };
}

function costOf({ copy, delivery, other }: CostBody): DecisionCost {
  return { copy, delivery, other };
}

/** The tariff that sheets and copies make of the cost of copying; null where no sheets are named. */
export function sheetsOf(cost: CostBody): DecisionContents['sheets'] {
  if (cost.sheets == null) return null;
  const copies = cost.copies ?? 1;
  return { count: cost.sheets, copies, tariff: Math.floor(cost.copy / (cost.sheets * copies)) };
}

// Inspecting is free (PerKI 1/2021 art. 37(3)); sheets times copies times a whole tariff is the cost of copying.
function costFaults(row: CaseRow, { cost }: GivenBody, total: number): FieldFault[] {
  if (row.access === 'inspect' && total > 0) return [fault('cost', 'inspection-is-free', 'inspection-free')];
  const sheets = sheetsOf(cost);
  const fits = sheets === null || sheets.count * sheets.copies * sheets.tariff === cost.copy;
  return fits ? [] : [fault('cost.sheets', 'wrong-value', 'sheets-cost')];
}

function fault(field: string, code: string, message: string): FieldFault {
  return { field, code, message: `decisions.errors.${message}` };
}
