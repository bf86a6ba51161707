import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import type { DecidedItem } from '../decisions/decided-items.queries.js';
import { writtenNotice } from '../decisions/written-notice.letter.js';
import { CaseLetters } from '../requests/case-letters.js';
import type { CaseRow } from '../requests/case-row.js';
import { NUMBER_LATER, RefusalPapers, type RefusalBasis } from './refusal-facts.js';
import { decreeLetter, refusalNotice, sheetLetter, type RefusalFacts } from './refusal.letter.js';

/** Papers of a refusal by the last word of their address. */
export const PAPERS = ['surat', 'penetapan', 'uji'] as const;
export type Paper = (typeof PAPERS)[number];

/** What would go out if the superior consented at this moment. */
export interface PreviewedRefusal {
  readonly row: CaseRow;
  readonly now: Date;
  /** Every item with its decision, proposed or standing. */
  readonly items: readonly DecidedItem[];
  readonly bases: readonly RefusalBasis[];
  readonly letterNumber: string | null;
  readonly onPaper: boolean;
}

// No link that went out has this epoch: the sign on a preview opens nothing.
const NO_EPOCH = -1;

/** The notice is consented to by nobody yet. */
const DRAFT = { draft: true } as const;

/** Notice, decree and sheet before they exist, made by the same builders as the real ones; the person is hidden. */
@Injectable()
export class RefusalPreviews {
  constructor(
    private readonly papers: RefusalPapers,
    private readonly letters: CaseLetters,
  ) {}

  /** The paper as PDF; `number` says which of several exemptions, from 1. */
  async pdf(refusal: PreviewedRefusal, paper: Paper, number: number): Promise<Buffer> {
    const basis = refusal.bases[number - 1] ?? refusal.bases[0];
    if (basis === undefined) throw new Error('a refusal has a basis');
    const row = { ...refusal.row, link_epoch: NO_EPOCH };
    const facts = await this.papers.facts(row, refusal.now, basis);
    const own = { stage: 'preview', letterNumber: NUMBER_LATER } as const;
    // A decree that is used again is in force already, and so is its sheet.
    const standing = { draft: basis.decree === null };
    if (paper === 'penetapan') {
      const notice = { ...own, kind: 'exemption-decree', data: decreeLetter(facts) } as const;
      return this.letters.preview(row, notice, refusal.now, standing);
    }
    if (paper === 'uji') {
      const data = sheetLetter(facts, basis.decree?.decreed_on ?? null);
      return this.letters.preview(row, { ...own, kind: 'test-sheet', data } as const, refusal.now, standing);
    }
    return this.notice(refusal, facts);
  }

  /** The last day of the right to object if it went out now; null where there is none. */
  async objectionUntil({ row, now, bases }: PreviewedRefusal): Promise<LocalDate | null> {
    const [basis] = bases;
    if (basis === undefined) throw new Error('a refusal has a basis');
    return (await this.papers.facts(row, now, basis)).objectionUntil;
  }

  private notice(refusal: PreviewedRefusal, facts: RefusalFacts): Buffer {
    const paper = { letterNumber: refusal.letterNumber, signedFileId: null };
    const { row } = facts;
    const isPlain =
      refusal.bases.length === 1 &&
      refusal.items.every(({ decision }) => decision.outcome === 'refused_exempt');
    if (isPlain) {
      const notice = {
        kind: 'refusal-notice',
        stage: 'preview',
        ...paper,
        data: refusalNotice(facts, refusal.onPaper),
      } as const;
      return this.letters.preview(row, notice, refusal.now, DRAFT);
    }
    const written = writtenNotice(
      {
        row,
        items: refusal.items,
        today: localDayOf(refusal.now),
        objectionUntil: facts.objectionUntil,
        paper,
        heldBy: facts.heldBy,
        consentedOn: facts.today,
        attachments: this.letters.texts.t('refusals.letter.attached-later'),
        onPaper: refusal.onPaper,
      },
      facts.calendar,
      this.letters,
    );
    return written.kind === 'decision-notice'
      ? this.letters.preview(row, written, refusal.now, DRAFT)
      : this.letters.preview(row, written, refusal.now, DRAFT);
  }
}
