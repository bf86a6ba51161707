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
import { letterFileName } from './letter-file-name.js';
import { LetterPresses, type IssuedLetter } from './letter-presses.js';
import { lockOwnCase } from './open-case.js';

/** Prints an issued letter with the person's name and keeps it: the copy that everybody gets from then on. */
@Injectable()
export class IssueLetterDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly letters: CaseLetters,
    private readonly requesters: Requesters,
    private readonly files: StoredFiles,
    private readonly presses: LetterPresses,
  ) {
    handlers.register('issue-letter', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const found = await tx.query<IssuedLetter>(
      `SELECT id, kind, number, facts, frame, issued_at, file_id, objection_id FROM letters WHERE id = $1 FOR UPDATE`,
      [due.facts['letterId']],
    );
    const letter = found[0];
    if (letter === undefined || letter.file_id !== null) return 'pointless';
    const press = this.presses.of(letter.kind);
    const fileId =
      press === undefined
        ? await this.issueNotice(tx, due.caseId ?? '', letter)
        : await press.issue(tx, letter);
    if (fileId === null) return 'pointless';
    await tx.execute('UPDATE letters SET file_id = $2 WHERE id = $1', [letter.id, fileId]);
    return 'taken';
  }

  private async issueNotice(tx: Tx, caseId: string, letter: IssuedLetter): Promise<string> {
    const row = await lockOwnCase(tx, caseId);
    const { person } = await this.requesters.open(tx, row.requester_id);
    const frozen = {
      data: letter.facts,
      number: letter.number,
      issuedAt: letter.issued_at,
      frame: letter.frame,
    };
    const kind = letter.kind as NoticeKind;
    return this.files.keep(tx, {
      caseId: row.id,
      purpose: 'letter',
      name: letterFileName(this.letters.texts, kind, row.register_number),
      type: 'application/pdf',
      content: this.letters.print(row, kind, frozen, addresseeOf(person)),
      uploadedBy: 'system',
    });
  }
}
