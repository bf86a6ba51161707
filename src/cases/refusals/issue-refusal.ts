import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import { Requesters } from '../../office/requesters/requesters.js';
import type { Tx } from '../../platform/database/tx.js';
import { itemsOf } from '../decisions/decided-items.queries.js';
import { CaseLetters } from '../requests/case-letters.js';
import type { CaseRow } from '../requests/case-row.js';
import type { NoticePaper } from '../requests/notice-body.js';
import { RefusalPapers } from './refusal-facts.js';
import { decreeLetter, refusalNotice, sheetLetter } from './refusal.letter.js';
import type { DecreeRow, WholeProposal } from './refusal-records.js';

/** A proposal with the decree that the consent gave it. */
export type Consented = WholeProposal & { readonly decree: DecreeRow };

/** The case after its notice, and the last day of the right to object. */
interface Noticed {
  readonly row: CaseRow;
  readonly objectionUntil: LocalDate | null;
}

/** Issues what a consent sends: the notice of a plain refusal, and decree and sheet with every notice. */
@Injectable()
export class IssueRefusal {
  constructor(
    private readonly letters: CaseLetters,
    private readonly papers: RefusalPapers,
    private readonly requesters: Requesters,
  ) {}

  /** Everything that was asked is refused on one test: the notice of refusal then says it, not the written notice. */
  async isPlainRefusal(tx: Tx, row: CaseRow, proposals: readonly WholeProposal[]): Promise<boolean> {
    const items = await itemsOf(tx, row.id);
    return proposals.length === 1 && items.every(({ decision }) => decision?.outcome === 'refused_exempt');
  }

  /** The notice of refusal (PerKI 1/2021 art. 34(1)). */
  async notice(
    tx: Tx,
    { row, objectionUntil }: Noticed,
    [first]: readonly Consented[],
    paper: NoticePaper,
  ): Promise<void> {
    if (first === undefined) throw new Error('a refusal has a proposal');
    const facts = await this.papers.facts(
      row,
      await tx.now(),
      this.basisOf(first),
      this.by(tx, objectionUntil),
    );
    await this.letters.issue(tx, row, {
      kind: 'refusal-notice',
      stage: 'notice',
      ...paper,
      data: refusalNotice(facts, await this.requesters.goesOnPaper(tx, row.requester_id)),
    });
  }

  /** Decree and sheet of every exemption; a decree that was in force already goes out again with its own number. */
  async attach(tx: Tx, { row, objectionUntil }: Noticed, consented: readonly Consented[]): Promise<void> {
    const now = await tx.now();
    for (const one of consented) {
      const facts = await this.papers.facts(row, now, this.basisOf(one), this.by(tx, objectionUntil));
      const stage = `proposal-${String(one.proposal.round)}`;
      await this.letters.issue(tx, row, {
        kind: 'exemption-decree',
        stage,
        ownNumber: one.decree.number,
        data: decreeLetter(facts),
      });
      await this.letters.issue(tx, row, {
        kind: 'test-sheet',
        stage,
        ownNumber: one.sheet.number,
        data: sheetLetter(facts, one.decree.decreed_on),
      });
    }
  }

  private by(
    tx: Tx,
    objectionUntil: LocalDate | null,
  ): { readonly by: string; readonly objectionUntil: LocalDate | null } {
    return { by: tx.actor.name ?? this.papers.city.superior.name, objectionUntil };
  }

  private basisOf({ sheet, decree, proposal }: Consented) {
    return { sheet, decree, explanation: proposal.explanation, stillOpen: proposal.still_open };
  }
}
