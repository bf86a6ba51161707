import { Injectable } from '@nestjs/common';
import { calendarOfVersion } from '../../office/calendar/calendar-of-version.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { FrozenLetters } from '../../office/documents/frozen-letters.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { City } from '../../platform/config/city.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { requesterOf } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound } from '../../platform/http/problems.js';
import { Idempotency } from '../../platform/idempotency/idempotency.js';
import { LetterPrinter } from '../../platform/letters/letter-printer.js';
import { Views } from '../../platform/views/views.js';
import { CaseLinks } from './case-links.js';
import { caseColumns, type CaseRow } from './case-row.js';
import { INTAKE_ROUTE, type FilingAnswer } from './filing.js';
import { receiptLetter, type ReceiptFacts } from './receipt.letter.js';
import { FILING_ROUTE } from './requests.controller.js';

/** A printed receipt, ready to be served. */
export interface PrintedReceipt {
  readonly name: string;
  readonly type: 'application/pdf';
  readonly content: Buffer;
}

/**
 * Prints the receipt of a request. The tracking code is printed only while the answer of the filing is kept (seven
 * days) and only for whoever holds the secret of that answer; every later copy goes without it. All else is what the
 * first print said, whatever has changed since.
 */
@Injectable()
export class PrintReceipt {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly frozen: FrozenLetters,
    private readonly requesters: Requesters,
    private readonly calendar: CurrentCalendar,
    private readonly links: CaseLinks,
    private readonly printer: LetterPrinter,
    private readonly views: Views,
    private readonly city: City,
    private readonly config: Config,
  ) {}

  /** The receipt made at filing, by the `<case>.<token>` of its link. Throws 404 for any other value. */
  async ofFiling(secret: string): Promise<PrintedReceipt> {
    const caseId = this.links.caseOfReceipt(secret);
    if (caseId === null) throw notFound();
    return this.database.transaction(requesterOf(caseId), { kind: 'case', caseId }, async (tx) => {
      const kept =
        (await this.idempotency.answerOfCase<FilingAnswer>(tx, FILING_ROUTE, caseId)) ??
        (await this.idempotency.answerOfCase<FilingAnswer>(tx, INTAKE_ROUTE, caseId));
      return this.print(tx, caseId, kept?.trackingCode ?? null);
    });
  }

  /** A later copy, without the code. Who may have it has been asked before; identity is in it. */
  async copy(tx: Tx, caseId: string): Promise<PrintedReceipt> {
    return this.print(tx, caseId, null);
  }

  private async print(tx: Tx, caseId: string, trackingCode: string | null): Promise<PrintedReceipt> {
    const rows = await tx.query<CaseRow>(`SELECT ${caseColumns('c')} FROM cases c WHERE c.id = $1`, [caseId]);
    const row = rows[0];
    if (row === undefined) throw notFound();
    const letter = { ...(await this.freeze(tx, row)), trackingCode };
    return {
      name: `tanda-bukti-${row.register_number.replaceAll('/', '-')}.pdf`,
      type: 'application/pdf',
      content: this.printer.print('receipt', letter, { createdAt: row.entered_at }),
    };
  }

  // The day of the reply is the one that was promised at filing, whatever a decree has moved since.
  private async atFiling(tx: Tx, row: CaseRow): Promise<Pick<ReceiptFacts, 'receivedBy' | 'calendar'>> {
    const newest = await this.calendar.forCase(row);
    const [filed] = await tx.query<{ actor_name: string | null; calendar: number | null }>(
      `SELECT actor_name, (facts->>'calendar')::integer AS calendar FROM audit
       WHERE case_id = $1 AND event = 'filed' ORDER BY seq LIMIT 1`,
      [row.id],
    );
    const isOwn = row.channel === 'web' || row.channel === 'api';
    return {
      receivedBy: isOwn ? null : (filed?.actor_name ?? null),
      calendar: filed?.calendar == null ? newest : await calendarOfVersion(tx, filed.calendar, newest),
    };
  }

  // Papers of the requester are kept with the filing alone; what completes it later is a file of the case.
  private async hasProxyLetter(tx: Tx, caseId: string): Promise<boolean> {
    const [letter] = await tx.query(
      `SELECT 1 FROM requester_papers WHERE case_id = $1 AND paper = 'proxyLetter' LIMIT 1`,
      [caseId],
    );
    return letter !== undefined;
  }

  /** Keeps what the receipt says, where no print has: before something changes that stands on it. */
  async freeze(tx: Tx, row: CaseRow): Promise<ReturnType<typeof receiptLetter>> {
    const subject = { kind: 'receipt', of: row.id, caseId: row.id, objectionId: null } as const;
    return this.frozen.first(tx, subject, async () =>
      receiptLetter(row, {
        requester: await this.requesters.open(tx, row.requester_id),
        trackingCode: null,
        hasProxyLetter: await this.hasProxyLetter(tx, row.id),
        statusLink: `${this.config.publicUrl}${this.links.statusPath(row.id, row.link_epoch)}`,
        ...(await this.atFiling(tx, row)),
        city: this.city,
        texts: this.views.in('id'),
      }),
    );
  }
}
