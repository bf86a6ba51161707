import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, type Actor } from '../../platform/database/scope.js';
import { FileRequest } from '../requests/file-request.js';
import { INTAKE_ROUTE, type FilingAnswer } from '../requests/filing.js';
import type { IntakeBody } from './intake.dto.js';
import { paperReceipt } from './paper-receipt.js';

/**
 * Enters a request that came over the counter, by word, by post or by mail to the office (UU 14/2008 art. 22(1)-(6)).
 * The clocks count from the real day of receipt, the register number is of the year of entry, and the desk's record
 * of the receipt stays with the case. Received 2026-12-01, entered 2026-12-04: notice by 2026-12-15.
 */
@Injectable()
export class EnterRequest {
  constructor(
    private readonly fileRequest: FileRequest,
    private readonly rules: CityRules,
    private readonly database: Database,
  ) {}

  /** Throws 422 with the fields; a repeat of the same key gets the first answer. */
  async run(body: IntakeBody, actor: Actor, key: string): Promise<FilingAnswer> {
    const now = await this.database.read(actor, NOTHING, (tx) => tx.now());
    const rulesOn = async (day: LocalDate) => (await this.rules.inForceOn(day)).ruleset;
    const receipt = await paperReceipt(body, localDayOf(now), rulesOn);
    const { channel, on, at, backdating, readBack, helped } = receipt;
    const intake = {
      channel,
      received: at === null ? null : { on, at },
      paper: { backdating, readBack, helped, identityShown: body.identityShown ?? null },
    };
    return this.fileRequest.run(
      body,
      intake,
      { route: INTAKE_ROUTE, account: `staff:${actor.id ?? ''}`, key, body },
      actor,
    );
  }
}
