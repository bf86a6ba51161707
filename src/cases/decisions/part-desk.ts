import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import type { NoticePaper } from '../requests/notice-body.js';
import type { SentNotice } from './sent-notice.js';

/** How the answer of a part came about. */
export interface PartAnswer {
  /** Number and signed copy of a letter that the act names: the request's, when it is the last part. */
  readonly paper: NoticePaper;
  /** The day on which the superior consented to the part; null where nothing of it is exempt. */
  readonly consentedOn: LocalDate | null;
}

/** What happens when a part of a split request is answered: the room of families knows. */
export interface PartTaker {
  /** Every item of the part is decided, and consented to where it must be. No notice goes out for a part. */
  answered(tx: Tx, part: CaseRow, answer: PartAnswer): Promise<SentNotice>;
}

/** Where the answer of a part goes in place of a notice: the request has one, when all its parts are answered. */
@Injectable()
export class PartDesk {
  private taker: PartTaker | null = null;

  /** Throws when somebody has registered already. */
  register(taker: PartTaker): void {
    if (this.taker !== null) throw new Error('the desk of parts is taken already');
    this.taker = taker;
  }

  /** Passes the answered part on. Throws when nobody takes it. */
  answered(tx: Tx, part: CaseRow, answer: PartAnswer): Promise<SentNotice> {
    if (this.taker === null) throw new Error('nobody takes the parts of a request');
    return this.taker.answered(tx, part, answer);
  }
}
