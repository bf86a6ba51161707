import type { CaseMessage } from '../../cases/messages/messages.queries.js';
import { isEnded } from '../../law/request-states.js';
import type { FileRow } from '../../platform/views/parts/case-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import { fileRow } from './status-answer.js';
import { linesOf } from './typed-text.js';
import { agencyName, type TrackedCase } from './tracked-case.js';

/** A message as the page shows it; who wrote it is told by words, not by colour alone. */
export interface MessageView {
  readonly fromOffice: boolean;
  readonly head: string;
  /** Line by line: the page keeps the writer's own breaks. */
  readonly lines: readonly string[];
  readonly files: readonly FileRow[];
}

export interface MessagesPage {
  readonly number: string;
  readonly messages: readonly MessageView[];
  readonly mayWrite: boolean;
}

/** The messages of a case, the newest last, as one reads a conversation. */
export function messagesPage(
  texts: Texts,
  tracked: TrackedCase,
  messages: readonly CaseMessage[],
): MessagesPage {
  const { row } = tracked;
  return {
    number: row.register_number,
    messages: messages.map((message) => messageView(texts, tracked, message)),
    mayWrite: !isEnded(row.status),
  };
}

function messageView(texts: Texts, tracked: TrackedCase, message: CaseMessage): MessageView {
  const fromOffice = message.direction === 'to-requester';
  const from = fromOffice
    ? (agencyName(tracked.agency, texts.language) ?? texts.t('tracking.office'))
    : texts.t('tracking.messages.you');
  return {
    fromOffice,
    head: texts.t('tracking.messages.head', { from, at: texts.formats.dateTime(message.at) }),
    lines: linesOf(message.text),
    files: tracked.documents
      .filter(({ id }) => message.fileIds.includes(id))
      .map((file) => fileRow(texts, file)),
  };
}
