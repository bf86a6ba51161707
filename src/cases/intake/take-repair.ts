import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import { Requesters } from '../../office/requesters/requesters.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, type FieldFault } from '../../platform/http/problems.js';
import type { CaseRow } from '../requests/case-row.js';
import { CompleteRequest } from '../requests/complete-request.js';
import { namedPapers } from '../requests/named-papers.js';
import { saidLater, saysAnything } from '../requests/statement-fields.js';
import { TakeNamedPapers } from '../requests/take-named-papers.js';
import { messageForRepair } from './message-for-repair.queries.js';
import type { TakeRepairBody } from './take-repair.dto.js';

/**
 * The desk takes a repair: papers shown or handed in at the counter, or a message of the requester that holds them
 * (PerKI 1/2021 art. 33(3)). It counts on the day it reached the office: today, or the day of the message. After T3 it
 * is late; with a reason it is accepted in the same step, without one it waits for
 * `accept-late-repair`.
 */
@Injectable()
export class TakeRepair {
  constructor(
    private readonly completeRequest: CompleteRequest,
    private readonly files: ClaimFiles,
    private readonly requesters: Requesters,
    private readonly named: TakeNamedPapers,
  ) {}

  /** Throws 409 `not-in-this-state` when nothing is asked for, 422 for unknown files and messages. */
  async run(tx: Tx, row: CaseRow, body: TakeRepairBody): Promise<CaseRow> {
    const message = body.messageId == null ? null : await messageForRepair(tx, row.id, body.messageId);
    if (body.messageId != null && message === null)
      throw invalid([fault('messageId', 'unknown-value', 'intake.errors.message')]);
    if (message === null && isEmpty(body)) throw invalid([fault('text', 'missing', 'intake.errors.repair')]);
    await this.claim(tx, row, body);
    const repair = {
      text: body.text ?? message?.text ?? '',
      fileIds: [...(message?.fileIds ?? []), ...(body.fileIds ?? [])],
      papers: namedPapers(body.papers),
      receivedAt: message?.at ?? (await tx.now()),
      said: saidLater(body),
      identity: [body.nationalId, body.identityFileId, body.identityShown].some((one) => one != null),
    };
    const changed = await this.completeRequest.run(tx, row, repair);
    const wasInTerm = row.repair_due_on === null || localDayOf(repair.receivedAt) <= row.repair_due_on;
    const isLate = changed.status === 'closed_incomplete' || (changed.status === 'incomplete' && !wasInTerm);
    if (!isLate || body.reason == null) return changed;
    return this.completeRequest.acceptLate(tx, changed, {
      reason: body.reason,
      confirmed: body.items ?? null,
    });
  }

  private async claim(tx: Tx, row: CaseRow, body: TakeRepairBody): Promise<void> {
    const lost = await this.files.claim(tx, row.id, body.fileIds ?? [], 'authority', 'staff');
    const identity = body.identityFileId == null ? [] : [body.identityFileId];
    const lostIdentity = await this.files.claim(tx, row.id, identity, 'identity', 'staff');
    const faults = [
      ...(await this.named.run(tx, row, namedPapers(body.papers), 'staff')),
      ...lost.map(() => fault('fileIds', 'unknown-file', 'problems.fields.unknown-file')),
      ...lostIdentity.map(() => fault('identityFileId', 'unknown-file', 'problems.fields.unknown-file')),
    ];
    if (faults.length > 0) throw invalid(faults);
    if (body.identityFileId != null)
      await this.requesters.recordIdentityPaper(tx, row.requester_id, body.identityFileId);
    if (body.nationalId != null)
      await this.requesters.correct(tx, row.requester_id, { nationalId: body.nationalId });
    if (body.identityShown != null)
      await this.requesters.recordVerification(tx, row.requester_id, tx.actor.id ?? '', body.identityShown);
  }
}

function isEmpty(body: TakeRepairBody): boolean {
  const { text, fileIds, identityFileId, nationalId, identityShown } = body;
  const nothing = [text, identityFileId, nationalId, identityShown].every((one) => one == null || one === '');
  return (
    nothing &&
    !saysAnything(saidLater(body)) &&
    (fileIds ?? []).length === 0 &&
    namedPapers(body.papers).length === 0
  );
}

function fault(field: string, code: string, message: string): FieldFault {
  return { field, code, message };
}
