import { localDayOf } from '../../law/local-date.js';
import { commissionWindowEnd } from '../../law/objection-windows.js';
import type { Ruleset } from '../../law/ruleset.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { City } from '../../platform/config/city.js';
import type { LetterOf } from '../../platform/letters/letter-data.js';
import { printedDate, printedDueDate } from '../../platform/letters/letter-dates.js';
import type { ObjectionTarget } from './objection-row.js';
import type { IssuedReply } from './reply.js';

/** What the answer says; head, number, signature and person are put around it. */
export type ReplyLetterBody = Omit<
  LetterOf<'objection-reply'>,
  | 'letterhead'
  | 'registerNumber'
  | 'statusAddress'
  | 'statusLink'
  | 'letterNumber'
  | 'issuedOn'
  | 'signer'
  | 'requester'
>;

interface Facts {
  readonly target: ObjectionTarget;
  readonly reply: Pick<IssuedReply, 'outcome' | 'reasons' | 'order' | 'decreeNumber' | 'liftedDecree'>;
  readonly now: Date;
  readonly calendar: WorkingCalendar;
  readonly rules: Ruleset;
  readonly city: City;
  /** The requester has gone to the commission already. */
  readonly isDisputed: boolean;
  /** This letter goes on paper. */
  readonly onPaper: boolean;
}

/** The superior's answer in the words of PerKI 1/2021 art. 44(2)-(3); law.md 4.8. */
export function objectionReplyLetter({
  target,
  reply,
  now,
  calendar,
  rules,
  city,
  isDisputed,
  onPaper,
}: Facts): ReplyLetterBody {
  const { row, objection } = target;
  const today = localDayOf(now);
  const { date } = commissionWindowEnd(today, calendar, rules);
  return {
    objectionNumber: objection.register_number,
    receivedOn: printedDate(objection.received_on),
    requestNumber: row?.register_number ?? null,
    outcome: reply.outcome,
    // In the order of art. 35(1), however they were ticked.
    grounds: [...objection.grounds].sort(),
    story: objection.story,
    reasons: reply.reasons,
    decreeNumber: reply.decreeNumber,
    liftedDecree: reply.liftedDecree,
    order:
      reply.order === null
        ? null
        : { text: reply.order.text, carryOutBy: printedDate(reply.order.carryOutBy) },
    commission: city.commission.name.id,
    commissionDue: isDisputed
      ? null
      : printedDueDate(
          { start: today, days: calendar.explain(today, calendar.workingDaysBetween(today, date)) },
          calendar,
        ),
    sentByPost: onPaper,
  };
}
