import { openCommissionDay, standingCommissionDay } from '../../law/objection-windows.js';
import type { ObjectionState } from '../../law/request-states.js';
import { awaitsReply } from '../../law/state-sets.js';
import type { Texts } from '../../platform/views/texts.js';
import type { DocumentLinks } from './document-links.js';
import { eventLine } from './event-words.js';
import { commissionFactsOf, type OwnObjection } from './own-objection.queries.js';
import { anewUntil } from './own-objection-anew.page.js';
import { documentAnswers, type TrackingAnswer } from './tracking-answer.js';

/** The word of a request's status that comes nearest; `objection.status` says it exactly. */
const STATUS: Readonly<Record<ObjectionState, string>> = {
  open: 'processing',
  silent: 'processing',
  answered: 'processing',
  settled: 'final',
  withdrawn: 'withdrawn',
  final: 'final',
};

/** The answer of `POST /api/v1/tracking` for an objection that no request stands behind; its own number is the number. */
export function ownObjectionAnswer(texts: Texts, own: OwnObjection, links: DocumentLinks): TrackingAnswer {
  const { objection, calendar, today, order } = own;
  const isOpen = awaitsReply(objection.status);
  const isOwed = isOpen || own.orders.length > 0;
  const isPending = order !== null && order.carriedOutOn === null && objection.status === 'settled';
  const commissionUntil = standingCommissionDay(commissionFactsOf(own), null);
  const answer = {
    number: objection.register_number,
    status: objection.status,
    grounds: objection.grounds,
    replyDueDate: objection.reply_due_on,
    commissionUntil,
    outcome: own.outcome,
    order,
    settlement: own.settlement,
  };
  return {
    registerNumber: objection.register_number,
    // What both sides agreed on is not over before it is carried out (0089).
    status: isPending ? 'processing' : STATUS[objection.status],
    outcome: null,
    agency: null,
    receivedOn: objection.received_on,
    dueDate: isOpen ? objection.reply_due_on : null,
    dueDateKind: isOpen ? 'first' : null,
    provisional: isOpen && objection.due_provisional !== null,
    workingDaysLeft: isOpen ? calendar.workingDaysLeft(today, objection.reply_due_on) : null,
    overdue: isOpen && today > objection.reply_due_on,
    turn: isOwed ? 'agency' : 'none',
    timeline: own.events.map((event) => ({
      at: event.at.toISOString(),
      event: event.event,
      text: eventLine(texts, { row: objection }, event),
    })),
    documents: documentAnswers(own.documents, objection.id, links, own.realNow),
    items: [],
    objection: answer,
    objections: [answer],
    dispute: own.dispute,
    preparedObjection: null,
    rights: {
      objectionUntil: anewUntil(own),
      commissionUntil: openCommissionDay(commissionFactsOf(own), null, today),
    },
  };
}
