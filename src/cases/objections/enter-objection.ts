import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, type Actor } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import { Idempotency } from '../../platform/idempotency/idempotency.js';
import { paperReceipt, type PaperReceipt } from '../intake/paper-receipt.js';
import type { CaseRow } from '../requests/case-row.js';
import type { EnteredObjectionBody, EnteredPeriodicBody } from './entered-objection.dto.js';
import { FileObjection, type FiledObjection } from './file-objection.js';
import { FilePeriodicObjection, type FiledPeriodicObjection } from './file-periodic-objection.js';

/** Route name of an entered objection without a request in the idempotency table. */
export const ENTERED_ROUTE = 'POST /api/v1/objections/paper';

/**
 * The desk enters an objection that came over the counter, by word, by post or by mail (UU 14/2008 art. 35-36; PerKI
 * 1/2021 art. 41; law.md rows 19-20). T8 counts from the real day of receipt in the reading of D6, the number is of the
 * year of entry, and an earlier day needs a reason and the scan of its stamp, as with requests.
 * Received Tue 2026-11-24, entered Fri 2026-11-27: answer of the superior by Mon 2027-01-11.
 */
@Injectable()
export class EnterObjection {
  constructor(
    private readonly fileObjection: FileObjection,
    private readonly filePeriodic: FilePeriodicObjection,
    private readonly database: Database,
    private readonly idempotency: Idempotency,
  ) {}

  /** The tracking code of an entered objection while the answer of its entry is kept (seven days), else null. */
  async codeOf(tx: Tx, objectionId: string): Promise<string | null> {
    const kept = await this.idempotency.answerOfCase<FiledPeriodicObjection>(tx, ENTERED_ROUTE, objectionId);
    return kept?.trackingCode ?? null;
  }

  /** To a request whose lock the caller holds. Throws 422 with the fields, 409 `ground-not-open`. */
  async toRequest(tx: Tx, row: CaseRow, body: EnteredObjectionBody): Promise<FiledObjection> {
    const today = localDayOf(await tx.now());
    const receipt = paperReceipt(body, today);
    const fileIds = body.fileIds ?? [];
    if (body.proxy != null) mustHavePaper(fileIds, receipt);
    const { grounds, story, proxy } = body;
    const objection = {
      ...({ prepared: false, grounds, story, fileIds } as const),
      proxy: proxy == null ? null : { name: proxy.name, address: proxy.address, phone: proxy.phone ?? null },
    };
    return this.fileObjection.run(tx, row, objection, receipt);
  }

  /** Ground b without a request; a repeat of the same key gets the first answer, code included. */
  async alone(body: EnteredPeriodicBody, actor: Actor, key: string): Promise<FiledPeriodicObjection> {
    const now = await this.database.read(actor, NOTHING, (tx) => tx.now());
    const receipt = paperReceipt(body, localDayOf(now));
    const papers = (body.requester.papers ?? []).map(({ fileId }) => fileId);
    if (body.requester.kind === 'proxy') mustHavePaper([...papers, ...(body.fileIds ?? [])], receipt);
    return this.filePeriodic.run(
      body,
      receipt.channel,
      { route: ENTERED_ROUTE, account: `staff:${actor.id ?? ''}`, key, body },
      { actor, receipt, identityShown: body.identityShown ?? null },
    );
  }
}

/** A proxy brings the special power of attorney (PerKI 1/2021 art. 39(4)); the scan of the stamp is none. Throws 422. */
function mustHavePaper(fileIds: readonly string[], { backdating }: PaperReceipt): void {
  if (fileIds.some((id) => id !== backdating?.fileId)) return;
  throw invalid([{ field: 'fileIds', code: 'missing', message: 'objections.errors.proxy-letter' }]);
}
