import { Injectable } from '@nestjs/common';
import { takesRepair } from '../../law/state-sets.js';
import { CloseObjection } from '../../cases/objections/close-objection.js';
import { FileObjection, type FiledObjection } from '../../cases/objections/file-objection.js';
import type { NewObjection } from '../../cases/objections/new-objection.js';
import { lockObjection, objectionsOf } from '../../cases/objections/objection-row.js';
import { WriteMessage, type RequesterMessage } from '../../cases/messages/write-message.js';
import { CaseNews } from '../../cases/requests/case-news.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import { CompleteRequest } from '../../cases/requests/complete-request.js';
import { CorrectContact } from '../../cases/requests/correct-contact.js';
import type { NamedPaper } from '../../cases/requests/named-papers.js';
import { lockOwnCase } from '../../cases/requests/open-case.js';
import type { SaidLater } from '../../cases/requests/statement-fields.js';
import { TakeNamedPapers } from '../../cases/requests/take-named-papers.js';
import { WithdrawRequest } from '../../cases/requests/withdraw-request.js';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import type { IdentityKind, Person } from '../../office/requesters/person.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, notFound } from '../../platform/http/problems.js';

/** What the requester hands in to complete the request. */
export interface Completion {
  readonly text: string;
  readonly fileIds: readonly string[];
  /** Those of which it was said which item of the letter they are for. */
  readonly papers: readonly NamedPaper[];
  readonly person: Partial<Pick<Person, 'name' | 'nationalId' | 'address' | 'phone' | 'decreeNumber'>>;
  readonly identityFileId: string | null;
  /** Which paper that is, where it was said. */
  readonly identityKind?: IdentityKind | null;
  /** What the paper left unsaid. */
  readonly said: SaidLater;
}

/** Papers and details of a repair; and the desk, which alone may accept a late one. */
@Injectable()
export class RepairPapers {
  constructor(
    private readonly files: ClaimFiles,
    private readonly requesters: Requesters,
    private readonly named: TakeNamedPapers,
    private readonly news: CaseNews,
  ) {}

  async take(tx: Tx, row: CaseRow, completion: Completion): Promise<void> {
    const { fileIds, papers, identityFileId, identityKind = null, person } = completion;
    const identity = identityFileId === null ? [] : [identityFileId];
    const lost = await this.files.claim(tx, row.id, fileIds, 'attachment', 'requester');
    const lostIdentity = await this.files.claim(tx, row.id, identity, 'identity', 'requester');
    const faults = [
      ...(await this.named.run(tx, row, papers, 'requester')),
      ...lost.map(() => ({
        field: 'fileIds',
        code: 'unknown-file',
        message: 'problems.fields.unknown-file',
      })),
      ...lostIdentity.map(() => ({
        field: 'requester.identityFileId',
        code: 'unknown-file',
        message: 'problems.fields.unknown-file',
      })),
    ];
    if (faults.length > 0) throw invalid(faults);
    if (identityFileId !== null)
      await this.requesters.recordIdentityPaper(tx, row.requester_id, identityFileId, identityKind);
    if (Object.keys(person).length > 0) await this.requesters.correct(tx, row.requester_id, person);
  }

  /** After T3 the repair waits for the desk: it is told, else nobody would look. */
  async tellDeskOfLate(tx: Tx, row: CaseRow): Promise<void> {
    if (!takesRepair(row.status)) return;
    await this.news.tellDesk(tx, row, 'citizen-replied', 'check-repair', newId());
  }
}

/** The steps behind the requester's acts, with the case locked. */
@Injectable()
export class CitizenSteps {
  constructor(
    private readonly completeRequest: CompleteRequest,
    private readonly withdrawRequest: WithdrawRequest,
    private readonly correctContact: CorrectContact,
    private readonly writeMessage: WriteMessage,
    private readonly fileObjection: FileObjection,
    private readonly repairPapers: RepairPapers,
    private readonly closeObjection: CloseObjection,
  ) {}

  async complete(tx: Tx, row: CaseRow, completion: Completion): Promise<CaseRow> {
    await this.repairPapers.take(tx, row, completion);
    const { text, fileIds, papers, identityFileId, person, said } = completion;
    const changed = await this.completeRequest.run(tx, row, {
      text,
      fileIds,
      papers,
      said,
      identity: identityFileId !== null || person.nationalId != null,
      decreeNumber: person.decreeNumber != null,
    });
    await this.repairPapers.tellDeskOfLate(tx, changed);
    return changed;
  }

  message(tx: Tx, row: CaseRow, message: RequesterMessage): Promise<CaseRow> {
    return this.writeMessage.fromRequester(tx, row, message);
  }

  withdraw(tx: Tx, row: CaseRow, reason: string | null): Promise<CaseRow> {
    return this.withdrawRequest.run(tx, row, { reason, fileId: null, byKind: 'requester' });
  }

  contact(tx: Tx, row: CaseRow, email: string): Promise<CaseRow> {
    return this.correctContact.run(tx, row, email);
  }

  /** The requester takes an objection of this case back; 404 for any other. */
  async withdrawObjection(tx: Tx, row: CaseRow, number: string, reason: string | null): Promise<CaseRow> {
    const found = (await objectionsOf(tx, row.id)).find((one) => one.register_number === number);
    const objection = found === undefined ? null : await lockObjection(tx, found.id);
    if (objection === null) throw notFound();
    await this.closeObjection.withdraw(tx, { row, objection }, { reason, fileId: null, byKind: 'requester' });
    return lockOwnCase(tx, row.id);
  }

  object(tx: Tx, row: CaseRow, objection: NewObjection): Promise<FiledObjection> {
    return this.fileObjection.run(tx, row, objection);
  }
}
