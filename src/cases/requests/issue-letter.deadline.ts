import { Injectable } from '@nestjs/common';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { StoredFiles } from '../../office/documents/stored-files.js';
import { Requesters } from '../../office/requesters/requesters.js';
import type { Tx } from '../../platform/database/tx.js';
import { addresseeOf, CaseLetters, type NoticeKind } from './case-letters.js';
import { lockOwnCase } from './open-case.js';

interface LetterRow {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly number: string | null;
  readonly facts: unknown;
  readonly frame: unknown;
  readonly issued_at: Date;
  readonly file_id: string | null;
}

/** Prints an issued letter with the person's name and keeps it: the copy that everybody gets from then on. */
@Injectable()
export class IssueLetterDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly letters: CaseLetters,
    private readonly requesters: Requesters,
    private readonly files: StoredFiles,
  ) {
    handlers.register('issue-letter', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    const found = await tx.query<LetterRow>(
      'SELECT id, kind, number, facts, frame, issued_at, file_id FROM letters WHERE id = $1 FOR UPDATE',
      [due.facts['letterId']],
    );
    const letter = found[0];
    if (letter === undefined || letter.file_id !== null) return 'pointless';
    const { person } = await this.requesters.open(tx, row.requester_id);
    const frozen = {
      data: letter.facts,
      number: letter.number,
      issuedAt: letter.issued_at,
      frame: letter.frame,
    };
    const bytes = this.letters.print(row, letter.kind, frozen, addresseeOf(person));
    const fileId = await this.files.keep(tx, {
      caseId: row.id,
      purpose: 'letter',
      name: `${row.register_number}-${letter.kind}.pdf`,
      type: 'application/pdf',
      content: bytes,
      uploadedBy: 'system',
    });
    await tx.execute('UPDATE letters SET file_id = $2 WHERE id = $1', [letter.id, fileId]);
    return 'taken';
  }
}
