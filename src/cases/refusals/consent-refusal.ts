import { Injectable } from '@nestjs/common';
import { exemptionTermFits } from '../../law/article17.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { needsMayorApproval } from '../../law/who-decides.js';
import { Audit } from '../../office/audit/audit.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { Problem, refused } from '../../platform/http/problems.js';
import { itemsOf, promisesOver } from '../decisions/decided-items.queries.js';
import { WrittenNotice } from '../decisions/written-notice.js';
import type { CaseRow } from '../requests/case-row.js';
import { IssueRefusal, type Consented } from './issue-refusal.js';
import { MakeDecree } from './make-decree.js';
import { approvalOf, type Approval } from './mayor-approval.js';
import { proposalsToDecide, settleProposal } from './open-proposals.js';
import { isInForce, type WholeProposal } from './refusal-records.js';
import type { ConsentBody } from './refusals.dto.js';

/**
 * The superior consents (law.md row 10; PerKI 1/2021 art. 10(2)f): the decrees are made, the one notice goes out with
 * decree and sheet, T4 or T5 stops, T7 opens, and where something is given T6 starts. Consent after the due moment is
 * a late answer. Throws 409 `not-in-this-state`, `same-person`, `test-sheet-incomplete` when the end of the exemption
 * has come meanwhile, `promise-over` when a day has passed that another item names; 422 without the mayor's approval where the city asks for it.
 */
@Injectable()
export class ConsentRefusal {
  constructor(
    private readonly notice: WrittenNotice,
    private readonly decrees: MakeDecree,
    private readonly papers: IssueRefusal,
    private readonly audit: Audit,
    private readonly dueRows: DueRows,
    private readonly rules: CityRules,
  ) {}

  async run(tx: Tx, row: CaseRow, body: ConsentBody): Promise<CaseRow> {
    const proposals = await proposalsToDecide(tx, row, 'consent');
    const now = await tx.now();
    const today = localDayOf(now);
    if (!proposals.every((whole) => stillHolds(whole, today)))
      throw refused('test-sheet-incomplete', { missing: ['exemptUntil'] });
    await mustStillPromise(tx, row, today);
    const approval = await this.approval(row, body, proposals, today);
    await this.audit.record(tx, {
      caseId: row.id,
      event: 'consented',
      effectiveAt: now,
      visibleTo: 'staff',
      agency: row.agency_code,
      facts: { proposals: proposals.length, version: row.version + 1 },
    });
    const consented = await this.settle(tx, row, proposals, { number: body.decreeNumber ?? null, approval });
    await this.dueRows.stop(tx, row.id, ['consent-reminder']);
    return this.answer(tx, row, consented, body, today);
  }

  private async settle(
    tx: Tx,
    row: CaseRow,
    proposals: readonly WholeProposal[],
    wishes: { readonly number: string | null; readonly approval: Approval | null },
  ): Promise<readonly Consented[]> {
    const consented: Consented[] = [];
    for (const whole of proposals) {
      // A typed number belongs to one decree: the first that is made.
      const number = consented.some((one) => !one.proposal.reuses_decree) ? null : wishes.number;
      const decree =
        whole.decree ?? (await this.decrees.run(tx, row, whole.sheet, { number, approval: wishes.approval }));
      await settleProposal(tx, whole, { status: 'consented', reason: null, decreeId: decree.id });
      consented.push({ ...whole, decree });
    }
    return consented;
  }

  private async answer(
    tx: Tx,
    row: CaseRow,
    consented: readonly Consented[],
    body: ConsentBody,
    today: LocalDate,
  ): Promise<CaseRow> {
    const numbers = consented.map(({ proposal }) => proposal.letter_number);
    const paper = {
      letterNumber: body.letterNumber ?? numbers.find((number) => number !== null) ?? null,
      signedFileId: body.signedFileId ?? null,
    };
    // A part of a split request has no letter of its own: the request's one notice names it.
    const isPlain = row.parent_id === null && (await this.papers.isPlainRefusal(tx, row, consented));
    const sent = await this.notice.send(tx, row, {
      paper,
      consent: {
        on: today,
        papers: consented.map(({ decree, sheet }) => ({ decree: decree.number, sheet: sheet.number })),
      },
      ownLetter: !isPlain,
    });
    const about = { row: sent.row, objectionUntil: sent.objectionUntil };
    if (isPlain) await this.papers.notice(tx, about, consented, paper);
    await this.papers.attach(tx, about, consented);
    return sent.row;
  }

  /** D8: where the city reads PP 61/2010 art. 3(2) so, a decree needs the mayor's approval beside the superior's. */
  private async approval(
    row: CaseRow,
    body: ConsentBody,
    proposals: readonly WholeProposal[],
    today: LocalDate,
  ): Promise<Approval | null> {
    const tested = proposals.flatMap(({ decree, sheet }) => (decree === null ? [sheet.tested_on] : []));
    const isWanted = needsMayorApproval(await this.rules.ofCase(row)) && tested.length > 0;
    return approvalOf(body, isWanted, today, tested.sort().at(-1));
  }
}

// The notice would promise what is over; returned, the item is open again and gets a new day.
async function mustStillPromise(tx: Tx, row: CaseRow, today: LocalDate): Promise<void> {
  const [first] = promisesOver(await itemsOf(tx, row.id), today);
  if (first === undefined) return;
  const [year = '', month = '', day = ''] = (first.decision.availableOn ?? '').split('-');
  throw new Problem(409, 'promise-over', { item: first.position, day: `${day}/${month}/${year}` });
}

// Days may have passed since the proposal: an exemption that would end today is none.
function stillHolds({ sheet, decree }: WholeProposal, today: LocalDate): boolean {
  return decree === null
    ? exemptionTermFits(sheet.article17, today, sheet.exempt_until)
    : isInForce(decree, today);
}
