import { Injectable } from '@nestjs/common';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, type FieldFault } from '../../platform/http/problems.js';
import type { PaperBody } from './filing-body.js';
import type { DatedFiling, PreparedFiling } from './filing.js';

/** Files of a filing with what each proves, and the desk's record of a paper or spoken one. */
@Injectable()
export class FilingRecords {
  constructor(
    private readonly files: ClaimFiles,
    private readonly requesters: Requesters,
  ) {}

  /** Ties every file to the case. Throws 422 for each that is unknown, expired or taken. */
  async keep(tx: Tx, filing: PreparedFiling, dated: DatedFiling): Promise<void> {
    const { fileIds, requester } = filing.body;
    const by = filing.intake.channel === 'web' || filing.intake.channel === 'api' ? 'requester' : 'staff';
    const scan = filing.intake.paper?.backdating?.fileId ?? null;
    const attachments = (fileIds ?? []).filter((id) => id !== scan);
    const papers = requester.papers ?? [];
    const claims = [
      { field: 'fileIds', ids: attachments, purpose: 'attachment' },
      { field: 'requester.identityFileId', ids: [requester.identityFileId ?? null], purpose: 'identity' },
      {
        field: 'requester.papers',
        ids: papers.filter(isIdentity).map(({ fileId }) => fileId),
        purpose: 'identity',
      },
      {
        field: 'requester.papers',
        ids: papers.filter((paper) => !isIdentity(paper)).map(({ fileId }) => fileId),
        purpose: 'authority',
      },
      { field: 'backdatingFileId', ids: [scan], purpose: 'record' },
    ] as const;
    const faults: FieldFault[] = [];
    for (const { field, ids, purpose } of claims) {
      const known = ids.flatMap((id) => (id === null ? [] : [id]));
      const lost = await this.files.claim(tx, filing.id, known, purpose, by);
      faults.push(
        ...lost.map(() => ({ field, code: 'unknown-file', message: 'problems.fields.unknown-file' })),
      );
    }
    if (faults.length > 0) throw invalid(faults);
    await this.keepPapers(tx, filing.id, papers);
    await this.keepIntake(tx, filing, dated);
  }

  /** Lays papers of the requester to a case; their files are tied to it already. */
  async keepPapers(tx: Tx, caseId: string, papers: readonly PaperBody[]): Promise<void> {
    if (papers.length === 0) return;
    await tx.query(
      `INSERT INTO requester_papers (id, case_id, paper, file_id, stamped, at)
       SELECT p.id, $2, p.paper, p.file_id, p.stamped, $6
       FROM unnest($1::uuid[], $3::text[], $4::uuid[], $5::boolean[]) AS p (id, paper, file_id, stamped)`,
      [
        papers.map(() => newId()),
        caseId,
        papers.map(({ paper }) => paper),
        papers.map(({ fileId }) => fileId),
        papers.map(({ stamped }) => stamped ?? null),
        await tx.now(),
      ],
    );
  }

  private async keepIntake(tx: Tx, filing: PreparedFiling, dated: DatedFiling): Promise<void> {
    const { paper } = filing.intake;
    if (paper === undefined || tx.actor.id === null) return;
    await tx.query(
      `INSERT INTO intakes (case_id, received_on, backdating_reason, backdating_file_id, read_back, helped, staff_id, at, lacking)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        filing.id,
        dated.receivedOn,
        paper.backdating?.reason ?? null,
        paper.backdating?.fileId ?? null,
        paper.readBack,
        paper.helped,
        tx.actor.id,
        dated.now,
        paper.lacking,
      ],
    );
    if (paper.identityShown !== null)
      await this.requesters.recordVerification(tx, filing.requesterId, tx.actor.id, paper.identityShown);
  }
}

/** Copies of identity papers go when the check and the time to object are over; letters of authority stay. */
function isIdentity({ paper }: PaperBody): boolean {
  return paper === 'memberIdentity' || paper === 'principalPaper';
}
