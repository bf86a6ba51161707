import { Injectable } from '@nestjs/common';
import { localDayOf, localInstant, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { intakeFaults, type IntakeFault } from '../../law/paper-intake.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, type Actor } from '../../platform/database/scope.js';
import { invalid, type FieldFault } from '../../platform/http/problems.js';
import { FileRequest } from '../requests/file-request.js';
import { INTAKE_ROUTE, type FilingAnswer, type Intake } from '../requests/filing.js';
import type { IntakeBody } from './intake.dto.js';

const FAULTS: Readonly<Record<IntakeFault, readonly FieldFault[]>> = {
  'channel-not-accepted': [fault('channel', 'channel-not-accepted', 'channel-closed')],
  'received-later': [fault('receivedOn', 'after-today', 'after-today')],
  'received-too-early': [fault('receivedOn', 'too-early', 'too-early')],
  'backdating-unproven': [fault('backdatingReason', 'missing', 'backdating')],
};

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
    const intake = await this.intakeOf(body, now);
    return this.fileRequest.run(
      body,
      intake,
      { route: INTAKE_ROUTE, account: `staff:${actor.id ?? ''}`, key, body },
      actor,
    );
  }

  private async intakeOf(body: IntakeBody, now: Date): Promise<Intake> {
    const today = localDayOf(now);
    const receivedOn = dayOf(body.receivedOn ?? null, today);
    const scan = body.backdatingFileId ?? body.fileIds?.[0] ?? null;
    const reason = body.backdatingReason ?? null;
    const facts = {
      channel: body.channel,
      receivedOn,
      enteredOn: today,
      hasReason: reason !== null,
      hasScan: scan !== null,
    };
    const found = intakeFaults(facts, (await this.rules.inForceOn(receivedOn)).ruleset);
    if (found.length > 0) throw invalid(found.flatMap((one) => FAULTS[one]));
    const isEarlier = receivedOn < today;
    return {
      channel: body.channel,
      received: isEarlier ? { on: receivedOn, at: localInstant(receivedOn, '00:00') } : null,
      paper: {
        backdating: isEarlier && reason !== null && scan !== null ? { reason, fileId: scan } : null,
        readBack: body.channel === 'spoken',
        helped: body.helped ?? false,
        identityShown: body.identityShown ?? null,
      },
    };
  }
}

function dayOf(typed: string | null, today: LocalDate): LocalDate {
  if (typed === null) return today;
  const day = parseLocalDate(typed);
  if (day === null) throw invalid([fault('receivedOn', 'wrong-date', 'not-a-day')]);
  return day;
}

function fault(field: string, code: string, key: string): FieldFault {
  return { field, code, message: `intake.errors.${key}` };
}
