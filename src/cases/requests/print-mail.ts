import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { City } from '../../platform/config/city.js';
import { Config } from '../../platform/config/config.js';
import type { Tx } from '../../platform/database/tx.js';
import { letterheadOf, signerOf, statusAddressOf } from '../../platform/letters/letter-city.js';
import { printedDate } from '../../platform/letters/letter-dates.js';
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

/** Prints news for a person without e-mail: the same sentences as the mail, addressed, to go by post or over the counter. */
@Injectable()
export class PrintMail {
  constructor(
    private readonly outbox: Outbox,
    private readonly requesters: Requesters,
    private readonly printer: LetterPrinter,
    private readonly links: CaseLinks,
    private readonly city: City,
    private readonly config: Config,
  ) {}

  /** The letter as PDF; null when the message is not kept any more. The same news gives the same bytes. */
  async run(tx: Tx, row: CaseRow, news: UnsentNews): Promise<Buffer | null> {
    const content = await this.outbox.contentOf(tx, news.effectKey);
    if (content === null) return null;
    const { person } = await this.requesters.open(tx, row.requester_id);
    const { name, address, contact } = addresseeOf(person);
    const { subject, paragraphs } = await readMailText(content.raw);
    const letter = {
      letterhead: letterheadOf(this.city),
      registerNumber: row.register_number,
      statusAddress: statusAddressOf(this.city),
      statusLink: `${this.config.publicUrl}${this.links.statusPath(row.id, row.link_epoch)}`,
      issuedOn: printedDate(localDayOf(news.createdAt)),
      signer: signerOf(this.city),
      requester: { name, address, contact },
      subject,
      paragraphs: paragraphs.length === 0 ? [subject] : [...paragraphs],
      enclosures: [...news.enclosures],
    };
    return this.printer.print('mail-letter', letter, { createdAt: news.createdAt });
  }
}
