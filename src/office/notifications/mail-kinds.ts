import * as answering from './kinds/answering.js';
import * as disputes from './kinds/disputes.js';
import * as filing from './kinds/filing.js';
import * as objections from './kinds/objections.js';
import * as personalData from './kinds/personal-data.js';
import * as silence from './kinds/silence.js';
import * as staffLists from './kinds/staff-lists.js';
import * as staff from './kinds/staff.js';
import type { MailKind } from './mail-kind.js';

/** Every mail kind, once. Its words are in `templates/mail/<name>/`; a kind without them refuses to boot. */
export const MAIL_KINDS = {
  'draft-saved': filing.draftSaved,
  'mail-code': filing.mailCode,
  'link-requested': filing.linkRequested,
  registered: filing.registered,
  'registered-without-term': filing.registeredWithoutTerm,
  'needs-completing': filing.needsCompleting,
  'completing-tomorrow': filing.completingTomorrow,
  'repaired-complete': filing.repairedComplete,
  extended: answering.extended,
  message: answering.message,
  answered: answering.answered,
  'copy-ready': answering.copyReady,
  withdrawn: answering.withdrawn,
  'closed-incomplete': answering.closedIncomplete,
  overdue: silence.overdue,
  'objection-window-ending': silence.objectionWindowEnding,
  'objection-filed': silence.objectionFiled,
  'objection-silent': silence.objectionSilent,
  'objection-answered': objections.objectionAnswered,
  'objection-closed': objections.objectionClosed,
  'order-carried-out': objections.orderCarriedOut,
  'order-lapsed': objections.orderLapsed,
  'commission-window-ending': objections.commissionWindowEnding,
  'order-to-carry-out': objections.orderToCarryOut,
  'order-reminded': objections.orderReminded,
  'order-overdue': objections.orderOverdue,
  'date-moved': silence.dateMoved,
  'date-firm': silence.dateFirm,
  'data-request-done': personalData.dataRequestDone,
  'data-incident': personalData.dataIncident,
  assigned: staff.assigned,
  'citizen-replied': staff.citizenReplied,
  'handed-back': staff.handedBack,
  reminded: staff.reminded,
  'taken-over': staff.takenOver,
  'material-wanted': staff.materialWanted,
  'consent-wanted': staff.consentWanted,
  'proposal-returned': staff.proposalReturned,
  'exemption-ending': staff.exemptionEnding,
  'completeness-treated': staff.completenessTreated,
  digest: staffLists.digest,
  'supervisor-digest': staffLists.supervisorDigest,
  'weekly-list': staffLists.weeklyList,
  'overdue-escalation': staff.overdueEscalation,
  'dispute-opened': disputes.disputeOpened,
  'dispute-order': disputes.disputeOrder,
  'dispute-order-overdue': disputes.disputeOrderOverdue,
  'mail-failed': staff.mailFailed,
  'new-sign-in': staff.newSignIn,
  'decree-missing': staff.decreeMissing,
} as const;

export type MailKindName = keyof typeof MAIL_KINDS;

/** The data of one kind. */
export type MailData<K extends MailKindName> =
  (typeof MAIL_KINDS)[K] extends MailKind<infer Data> ? Data : never;

export const MAIL_KIND_NAMES = Object.keys(MAIL_KINDS) as MailKindName[];

/** Settings of a kind whose name is known only at run time. */
export function mailKind(name: MailKindName): MailKind<Record<string, unknown>> {
  return MAIL_KINDS[name] as unknown as MailKind<Record<string, unknown>>;
}

export function isMailKind(name: string): name is MailKindName {
  return Object.hasOwn(MAIL_KINDS, name);
}
