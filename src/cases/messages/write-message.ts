import { Injectable } from '@nestjs/common';
import { isEnded, replyTermRuns } from '../../law/request-states.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseLinks } from '../requests/case-links.js';
import { CaseNews } from '../requests/case-news.js';
import type { CaseRow } from '../requests/case-row.js';
import { RequesterNews } from '../requests/requester-news.js';
import { MessageEntity } from './message.entity.js';

/** What the requester writes. */
export interface RequesterMessage {
  readonly text: string;
  readonly fileIds: readonly string[];
}

/**
 * Requester and office write to each other about a case. The words stay in the case: the mail only says that there are
 * some. No clock changes. A withdrawn or final request takes none: 409 `not-in-this-state`.
 */
@Injectable()
export class WriteMessage {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly files: ClaimFiles,
    private readonly requesterNews: RequesterNews,
    private readonly caseNews: CaseNews,
    private readonly links: CaseLinks,
    private readonly agencies: AgencyDirectory,
  ) {}

  /** By the office; the requester gets a mail with the link. */
  async toRequester(tx: Tx, row: CaseRow, text: string): Promise<CaseRow> {
    const id = await this.keep(tx, row, 'to-requester', { text, fileIds: [] });
    const changed = await this.record(tx, row, id, 'to-requester');
    const agency = row.agency_code === null ? null : await this.agencies.byCode(row.agency_code);
    await this.requesterNews.tell<'message'>(tx, changed, {
      kind: 'message',
      effectKey: `message:${id}`,
      data: {
        number: row.register_number,
        agency: agency === null ? null : { id: agency.name, en: agency.nameEn },
        // After the notice no answer is due any more.
        dueOn: replyTermRuns({ state: row.status, replyDue: row.due_on }) ? row.due_on : null,
        link: this.links.statusPath(row.id, row.link_epoch),
        words: text,
      },
    });
    return changed;
  }

  /** By the requester; whoever answers for the case is told. Files that cannot be tied are 422. */
  async fromRequester(tx: Tx, row: CaseRow, message: RequesterMessage): Promise<CaseRow> {
    const lost = await this.files.claim(tx, row.id, message.fileIds, 'attachment', 'requester');
    if (lost.length > 0) {
      throw invalid(
        lost.map(() => ({ field: 'fileIds', code: 'unknown-file', message: 'problems.fields.unknown-file' })),
      );
    }
    const id = await this.keep(tx, row, 'from-requester', message);
    const changed = await this.record(tx, row, id, 'from-requester');
    await this.caseNews.tellOfficers(tx, changed, 'citizen-replied', id, 'read-message');
    return changed;
  }

  private async keep(
    tx: Tx,
    row: CaseRow,
    direction: MessageEntity['direction'],
    message: RequesterMessage,
  ): Promise<string> {
    if (isEnded(row.status)) throw refused('not-in-this-state');
    const id = newId();
    await tx.manager.insert(MessageEntity, {
      id,
      case_id: row.id,
      direction,
      text: message.text,
      file_ids: [...message.fileIds],
      staff_id: tx.actor.kind === 'staff' ? tx.actor.id : null,
      at: await tx.now(),
    });
    return id;
  }

  private record(tx: Tx, row: CaseRow, messageId: string, direction: string): Promise<CaseRow> {
    const facts = { messageId, direction };
    return this.transitions.recordChange(tx, row, 'message', {}, { visibleTo: 'requester', facts });
  }
}
