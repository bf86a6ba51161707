import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { FrozenLetters } from '../../office/documents/frozen-letters.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { City } from '../../platform/config/city.js';
import { Config } from '../../platform/config/config.js';
import type { Tx } from '../../platform/database/tx.js';
import { letterheadOf, signerOf, statusAddressOf } from '../../platform/letters/letter-city.js';
import { printedDate } from '../../platform/letters/letter-dates.js';
import type { LetterOf } from '../../platform/letters/letter-data.js';
import { LetterPrinter } from '../../platform/letters/letter-printer.js';
import { readMailText } from '../../platform/mail/mail-text.js';
import { addresseeOf } from './case-letters.js';
import { CaseLinks } from './case-links.js';
import type { CaseRow } from './case-row.js';

/** One piece of news that could not go by mail. */
export interface UnsentNews {
  readonly effectKey: string;
  readonly createdAt: Date;
  readonly enclosures: readonly string[];
}

/** What news are about, and whom they go to. */
export interface NewsSubject {
  readonly caseId: string | null;
  readonly objectionId: string | null;
  readonly requesterId: string;
  readonly registerNumber: string;
  readonly statusPath: string;
}

/**
 * Prints news for a person without e-mail: the same sentences as the mail, addressed, to go by post or over the counter.
 * What the first print said stays; the transaction must be one that writes.
 */
@Injectable()
export class PrintMail {
  constructor(
    private readonly outbox: Outbox,
    private readonly frozen: FrozenLetters,
    private readonly requesters: Requesters,
    private readonly printer: LetterPrinter,
    private readonly links: CaseLinks,
    private readonly city: City,
    private readonly config: Config,
  ) {}

  /** The letter as PDF; null when the message is not kept any more. The same news gives the same bytes. */
  run(tx: Tx, row: CaseRow, news: UnsentNews): Promise<Buffer | null> {
    return this.print(tx, news, {
      ...{ caseId: row.id, objectionId: null, requesterId: row.requester_id },
      registerNumber: row.register_number,
      statusPath: this.links.statusPath(row.id, row.link_epoch),
    });
  }

  /** The same for whatever news are about: a request, or an objection that no request stands behind. */
  async print(tx: Tx, news: UnsentNews, about: NewsSubject): Promise<Buffer | null> {
    const { caseId, objectionId } = about;
    const frozen = { kind: 'news', of: news.effectKey, caseId, objectionId } as const;
    const letter =
      (await this.frozen.kept<LetterOf<'mail-letter'>>(tx, frozen)) ?? (await this.letter(tx, news, about));
    if (letter === null) return null;
    const printed = await this.frozen.first(tx, frozen, () => letter);
    return this.printer.print('mail-letter', printed, { createdAt: news.createdAt });
  }

  private async letter(
    tx: Tx,
    news: UnsentNews,
    { requesterId, registerNumber, statusPath }: NewsSubject,
  ): Promise<LetterOf<'mail-letter'> | null> {
    const content = await this.outbox.contentOf(tx, news.effectKey);
    if (content === null) return null;
    const { person } = await this.requesters.open(tx, requesterId);
    const { name, address, contact } = addresseeOf(person);
    const { subject, paragraphs } = await readMailText(content.raw);
    return {
      letterhead: letterheadOf(this.city),
      registerNumber,
      statusAddress: statusAddressOf(this.city),
      statusLink: `${this.config.publicUrl}${statusPath}`,
      issuedOn: printedDate(localDayOf(news.createdAt)),
      signer: signerOf(this.city),
      requester: { name, address, contact },
      subject,
      paragraphs: paragraphs.length === 0 ? [subject] : [...paragraphs],
      enclosures: [...news.enclosures],
    };
  }
}
