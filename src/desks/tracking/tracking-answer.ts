import { isPromiseNext } from '../../cases/requests/owed.queries.js';
import { owesDelivery } from '../../law/delivery.js';
import { replyClockRuns, replyTermRuns, type RequestState } from '../../law/request-states.js';
import { awaitsReply } from '../../law/state-sets.js';
import type { Texts } from '../../platform/views/texts.js';
import type { DocumentLinks } from './document-links.js';
import { eventLine } from './event-words.js';
import {
  commissionDay,
  commissionOpenUntil,
  nextToCommission,
  objectionDay,
  partStatus,
  publicStatus,
  type TrackedCase,
  type TrackedDocument,
  type TrackedObjection,
} from './tracked-case.js';

/** A tracked case as programs get it (`contract.md` section 3). Days are `YYYY-MM-DD` in the city's zone. */
export interface TrackingAnswer {
  readonly registerNumber: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly agency: { readonly code: string; readonly name: string } | null;
  readonly receivedOn: string;
  readonly dueDate: string | null;
  readonly dueDateKind: string | null;
  readonly provisional: boolean;
  readonly workingDaysLeft: number | null;
  readonly overdue: boolean;
  readonly turn: Turn;
  readonly repairDueDate?: string;
  /** What the letter of incompleteness asks for and did not come yet. */
  readonly missing?: readonly string[];
  readonly timeline: readonly { readonly at: string; readonly event: string; readonly text: string }[];
  readonly documents: readonly DocumentAnswer[];
  /** Whole rupiah that the office returns: they were paid beyond a cost that was lowered since. */
  readonly overpaid?: number;
  /** What the notice decided, item by item; empty before it. */
  readonly items: readonly { readonly number: number; readonly text: string; readonly outcome: string }[];
  /** The one that matters first: the newest that still lives, else the newest. */
  readonly objection: ObjectionAnswer | null;
  /** All of them, newest first. */
  readonly objections: readonly ObjectionAnswer[];
  readonly dispute: { readonly number: string; readonly status: string; readonly filedOn: string } | null;
  readonly preparedObjection: { readonly grounds: readonly string[]; readonly until: string } | null;
  /** Only of a split request: who answers which part. */
  readonly parts?: readonly {
    readonly registerNumber: string;
    readonly agency: { readonly code: string; readonly name: string } | null;
    readonly status: string;
    readonly informationRequested: string;
  }[];
  readonly rights: { readonly objectionUntil: string | null; readonly commissionUntil: string | null };
}

export interface ObjectionAnswer {
  readonly number: string;
  readonly status: string;
  readonly grounds: readonly string[];
  readonly replyDueDate: string;
  readonly commissionUntil: string | null;
  readonly outcome: string | null;
  /** `text`: of what both sides agreed on; the superior's is in the letter. */
  readonly order: {
    readonly text: string | null;
    readonly carryOutBy: string;
    readonly waitsForPayment: boolean;
    readonly carriedOutOn: string | null;
  } | null;
  /** What both sides agreed on, and what it leaves of the cost. */
  readonly settlement: { readonly record: string; readonly cost: number | null } | null;
}

export interface DocumentAnswer {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Only of an `answer`: the day of the notice, or of the order that it was handed over for. */
  readonly providedOn: string | null;
  readonly url: string;
}

export type Turn = 'requester' | 'agency' | 'none';

/** Whose move it is: the requester's while something must be completed or paid, the office's while it owes anything. */
export function turnOf(tracked: TrackedCase): Turn {
  const { row, objection, orders } = tracked;
  if (row.status === 'incomplete') return 'requester';
  if (isOwed(tracked)) return owesPayment(tracked) && !isPromiseNext(row) ? 'requester' : 'agency';
  if (replyClockRuns(row.status)) return 'agency';
  return (objection !== null && awaitsReply(objection.status)) || orders.length > 0 ? 'agency' : 'none';
}

/** Whether the information was promised and is not there yet. */
export function isOwed({ row }: TrackedCase): boolean {
  return owesDelivery({ state: row.status, provideOn: row.provide_on });
}

/** Whether a copy waits for its cost. */
export function owesPayment(tracked: TrackedCase): boolean {
  return tracked.row.status === 'granted_open' && openCost(tracked) > 0;
}

/** Rupiah still to be paid. */
export function openCost({ decisions, paid, loweredCost, oldRegisterCost }: TrackedCase): number {
  const asked = decisions.reduce((sum, { cost }) => sum + cost, oldRegisterCost ?? 0);
  return Math.max(0, (loweredCost ?? asked) - paid);
}

/** The answer of `POST /api/v1/tracking`, field by field. */
export function trackingAnswer(texts: Texts, tracked: TrackedCase, links: DocumentLinks): TrackingAnswer {
  const { row, agency, calendar, objection, prepared, dispute } = tracked;
  const commission = nextToCommission(tracked) ?? objection;
  const runs = replyTermRuns({ state: row.status, replyDue: row.due_on });
  return {
    registerNumber: row.register_number,
    status: publicStatus(row),
    outcome: row.outcome,
    agency: agency === null ? null : { code: agency.code, name: agency.name },
    receivedOn: row.received_on,
    dueDate: row.due_on,
    dueDateKind: row.due_kind,
    provisional: row.due_on !== null && row.due_provisional !== null,
    workingDaysLeft: runs && row.due_on !== null ? calendar.workingDaysLeft(tracked.today, row.due_on) : null,
    overdue: tracked.overdue,
    turn: turnOf(tracked),
    ...(row.status === 'incomplete' && row.repair_due_on !== null
      ? { repairDueDate: row.repair_due_on }
      : {}),
    ...(row.status === 'incomplete' ? { missing: tracked.missing?.items ?? [] } : {}),
    timeline: tracked.events.map((event) => ({
      at: event.at.toISOString(),
      event: event.event,
      text: eventLine(texts, tracked, event),
    })),
    documents: documentAnswers(tracked.documents, row.id, links, tracked.realNow),
    ...(tracked.toReturn === 0 ? {} : { overpaid: tracked.toReturn }),
    items: tracked.decisions.map(({ position, item, outcome }) => ({
      number: position,
      text: item ?? row.question,
      outcome,
    })),
    objection: objection === null ? null : objectionAnswer(objection, row.status),
    objections: tracked.objections.map((each) => objectionAnswer(each, row.status)),
    dispute:
      dispute === null ? null : { number: dispute.number, status: dispute.status, filedOn: dispute.filedOn },
    preparedObjection: prepared === null ? null : { grounds: prepared.grounds, until: prepared.until },
    ...(tracked.parts.length === 0
      ? {}
      : {
          parts: tracked.parts.map((part) => ({
            registerNumber: part.number,
            agency: part.agency === null ? null : { code: part.agency.code, name: part.agency.name },
            status: partStatus(row, part),
            informationRequested: part.question,
          })),
        }),
    rights: {
      objectionUntil: objectionDay(tracked),
      commissionUntil:
        commission === null ? null : commissionOpenUntil(commission, row.status, tracked.today),
    },
  };
}

function objectionAnswer(objection: TrackedObjection, request: RequestState): ObjectionAnswer {
  const { number, status, grounds, replyDueOn, outcome, order, settlement } = objection;
  const commissionUntil = commissionDay(objection, request);
  return { number, status, grounds, replyDueDate: replyDueOn, commissionUntil, outcome, order, settlement };
}

/** Documents as programs get them, each with a link that is good for a quarter of an hour. */
export function documentAnswers(
  documents: readonly TrackedDocument[],
  ownerId: string,
  links: DocumentLinks,
  realNow: Date,
): readonly DocumentAnswer[] {
  return documents.map((file) => ({
    id: file.id,
    kind: file.kind,
    name: file.name,
    type: file.type,
    bytes: file.bytes,
    sha256: file.sha256,
    providedOn: file.providedOn,
    url: links.urlOf({ caseId: ownerId, fileId: file.id }, realNow),
  }));
}
