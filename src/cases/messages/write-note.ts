import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { NoteEntity } from './note.entity.js';

/** A note of the office to itself. It is possible in every state, stays as written and is never shown outside. */
@Injectable()
export class WriteNote {
  constructor(private readonly transitions: CaseTransitions) {}

  async run(tx: Tx, row: CaseRow, text: string): Promise<CaseRow> {
    const id = newId();
    await tx.manager.insert(NoteEntity, {
      id,
      case_id: row.id,
      text,
      staff_id: tx.actor.id ?? '',
      at: await tx.now(),
    });
    return this.transitions.recordChange(tx, row, 'note', {}, { visibleTo: 'staff', facts: { noteId: id } });
  }
}
