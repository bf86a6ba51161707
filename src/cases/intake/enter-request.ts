import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, type Actor } from '../../platform/database/scope.js';
import { FileRequest } from '../requests/file-request.js';
import { lackingOnPaper } from '../../law/paper-intake.js';
import { isBody } from '../../law/who-may-file.js';
import { INTAKE_ROUTE, type FilingAnswer, type FilingBody } from '../requests/filing.js';
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
    private readonly database: Database,
  ) {}

  /** Throws 422 with the fields; a repeat of the same key gets the first answer. */
  async run(body: IntakeBody, actor: Actor, key: string): Promise<FilingAnswer> {
    const now = await this.database.read(actor, NOTHING, (tx) => tx.now());
    const receipt = paperReceipt(body, localDayOf(now));
    const { channel, on, at, backdating, readBack, helped } = receipt;
    const intake = {
      channel,
      received: at === null ? null : { on, at },
      paper: {
        ...{ backdating, readBack, helped, identityShown: body.identityShown ?? null },
        lacking: lackingIn(body),
      },
    };
    return this.fileRequest.run(
      asSaid(body),
      intake,
      { route: INTAKE_ROUTE, account: `staff:${actor.id ?? ''}`, key, body },
      actor,
    );
  }
}

/** What a paper may leave out although the filing body asks for it. */
type Unsaid = Partial<Pick<IntakeBody, 'purpose' | 'access'>>;

/** A way of the copy without more is a wish for a copy. */
function asSaid(body: IntakeBody): FilingBody {
  const { purpose, access }: Unsaid = body;
  const isCopy = body.delivery != null || body.format != null;
  return {
    ...body,
    purpose: purpose ?? { kind: 'unstated', text: null },
    access: access ?? (isCopy ? 'copy' : 'unstated'),
  };
}

function lackingIn(body: IntakeBody): ReturnType<typeof lackingOnPaper> {
  const { purpose, access } = asSaid(body);
  const { kind, identity, nationalId, decreeNumber, principal } = body.requester;
  const asksNumber = (identity === 'ktp' || identity === 'populationLetter') && !isBody(kind);
  return lackingOnPaper({
    kind,
    hasPurpose: purpose.kind !== 'unstated',
    questionLength: [...body.informationRequested].length,
    hasWay: access === 'inspect' || (access === 'copy' && body.delivery != null && body.format != null),
    hasDecree: decreeNumber != null && decreeNumber !== '',
    hasPrincipal: principal != null,
    hasNumber: !asksNumber || nationalId != null,
  });
}
