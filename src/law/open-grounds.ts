import type { DecisionKind } from './decision-kinds.js';
import { decisionKind } from './decision-kinds.js';
import type { LocalDate } from './local-date.js';
import { addCalendarDays, earlierOf, laterOf } from './local-date.js';
import type { ObjectionGround } from './objection-grounds.js';
import { OBJECTION_GROUNDS } from './objection-grounds.js';
import { objectionWindowEnd } from './objection-windows.js';
import type { Refusal } from './refusal-codes.js';
import { refusal } from './refusal-codes.js';
import type { RequestState } from './request-states.js';
import { awaitsNotice } from './request-states.js';
import type { CountingRules, DayZero, TermCount } from './term.js';
import { timeLimit } from './time-limits.js';
import type { DueDate, WorkingCalendar } from './working-calendar.js';

/** One notice or closing of the case, as far as an objection may rest on it. */
export interface NoticeFacts {
  readonly kind: DecisionKind;
  /** The day the requester received it; by e-mail the day of sending. */
  readonly receivedOn: LocalDate;
  /** `end-of-term` where the closing itself tells it: the last day of the term that passed. */
  readonly dayZero?: DayZero;
  /** The day of asking, while its letter lies at the desk: T7 begins when it leaves, at the earliest then. */
  readonly waitsOn?: LocalDate | null;
  /** Sent after the last day of T4 or T5. */
  readonly wasLate: boolean;
  readonly namesCost: boolean;
  /** T6: the day the notice promised, of a grant or of what was not documented, and the day it was delivered. */
  readonly provideOn: LocalDate | null;
  readonly deliveredOn: LocalDate | null;
}

export interface ObjectionFacts {
  readonly state: RequestState;
  /** The reply date in force (T4 or T5), `null` while none runs. */
  readonly replyDue: LocalDate | null;
  /** The notice is a letter of which nobody can say that it has left: for its reader there is silence. */
  readonly noticeWaits?: boolean;
  readonly notices: readonly NoticeFacts[];
  /** The day on which an order gave all that was asked, whatever the notice had said (row 23); absent or null: none did. */
  readonly givenInFullOn?: LocalDate | null;
  /** Orders of the superior, and what was agreed: the day set for each (T9), and the day it was done. */
  readonly orders: readonly OrderFacts[];
  /** What both sides have settled (law.md row 27). */
  readonly settled?: readonly SettledGrounds[];
}

/** An order of the superior, or what both sides agreed on. */
export interface OrderFacts {
  readonly carryOutBy: LocalDate;
  readonly carriedOutOn: LocalDate | null;
  /**
   * The day on which the requester got the letter that tells of it; the day asked for, while that lies at the desk. Absent or
   * null: the mail of its day told it.
   */
  readonly toldOn?: LocalDate | null;
  /** The day on which the requester got what it gave (`reportGives`, `actGives`); null where it gave nothing. */
  readonly receivedOn?: LocalDate | null;
  /** The objection that it answers: what it brought comes after that one, also on the same day. */
  readonly objectionId?: string;
}

/** An objection that was filed: what it rested on had happened when it was received. */
export interface RaisedGrounds {
  readonly id: string;
  readonly grounds: readonly ObjectionGround[];
  readonly receivedOn: LocalDate;
}

/** A settlement by musyawarah (UU 14/2008 art. 35(2)). */
export interface SettledGrounds {
  readonly grounds: readonly ObjectionGround[];
  readonly on: LocalDate;
  /** The day by which the office is to do what was agreed; `null` where the record itself ends the matter. */
  readonly carryOutBy: LocalDate | null;
  /** The day on which it was done: what was agreed is over then, and a day that passed before is lateness (ground g). */
  readonly carriedOutOn?: LocalDate | null;
}

/** The time in which one ground may be raised. Ground b has no bounds. */
export interface GroundWindow {
  readonly ground: ObjectionGround;
  /** The earliest day, or `null` for any day. */
  readonly opensOn: LocalDate | null;
  /** T7, or `null` where nothing starts it. */
  readonly lastDay: DueDate | null;
  /** How `lastDay` is counted. */
  readonly count: TermCount | null;
}

/**
 * The grounds that the facts bear on `today` (law.md 6.4), in the order of the form. A ground whose last day has
 * passed stays in the list: the superior may call it late, the system never blocks it (D7), not even once the request
 * is final. A withdrawn request bears none; one that was closed as incomplete bears e, and b like any other. What was
 * settled is over, save for what comes after it: a new notice, an agreed day that passed, a duty that is still unmet.
 */
export function openGrounds(
  facts: ObjectionFacts,
  calendar: WorkingCalendar,
  rules: CountingRules,
  today: LocalDate,
): readonly GroundWindow[] {
  if (facts.state === 'withdrawn') return [];
  return OBJECTION_GROUNDS.flatMap(({ ground }): readonly GroundWindow[] => {
    if (ground === 'b') return [{ ground, opensOn: null, lastDay: null, count: null }];
    const occasions = occasionsOf(ground, facts).filter((occasion) => occasion.opensOn <= today);
    if (occasions.length === 0) return [];
    const opensOn = occasions.map((occasion) => occasion.opensOn).reduce(earlierOf);
    const windows = occasions.map(({ foundOn, dayZero }) => ({
      lastDay: objectionWindowEnd(foundOn, calendar, rules, dayZero),
      count: { start: foundOn, workingDays: timeLimit('objectionWindow', foundOn).length, dayZero },
    }));
    const latest = windows.reduce((a, b) => (b.lastDay.date > a.lastDay.date ? b : a));
    return [{ ground, opensOn, ...latest }];
  });
}

export interface GroundsAccepted {
  readonly ok: true;
  /** Grounds whose T7 has passed: accepted and flagged. */
  readonly late: readonly ObjectionGround[];
}

export type GroundsRefused = Refusal<'ground-not-open'> & { readonly notOpen: readonly ObjectionGround[] };

/**
 * Whether an objection may rest on these grounds today. Refuses with `ground-not-open` and the letters that the facts
 * do not bear; a late ground is accepted with a flag. Ground c, T4 Tue 2026-12-08: not open on that day, open on the
 * 9th, late from Tue 2027-01-26.
 */
export function checkGrounds(
  grounds: readonly ObjectionGround[],
  facts: ObjectionFacts,
  calendar: WorkingCalendar,
  rules: CountingRules,
  today: LocalDate,
): GroundsAccepted | GroundsRefused {
  const open = openGrounds(facts, calendar, rules, today);
  const notOpen = grounds.filter((ground) => !open.some((window) => window.ground === ground));
  if (notOpen.length > 0 || grounds.length === 0) return { ...refusal('ground-not-open'), notOpen };
  const late = open.filter(
    ({ ground, lastDay }) => grounds.includes(ground) && lastDay && today > lastDay.date,
  );
  return { ok: true, late: late.map(({ ground }) => ground) };
}

/**
 * Whether all that bears this ground today was there already when an objection on it was received, so that the superior has
 * decided about it. What was given because of an order may be objected to (d), and so may each day that passed undone or was
 * kept late (e, g), also after an objection on the same ground. Ground b has no facts. Objection on d received Mon 2027-01-25,
 * its order carried out Wed 2027-01-27: raised on the 26th, anew from the 27th.
 */
export function isRaisedAlready(
  ground: ObjectionGround,
  facts: ObjectionFacts,
  raised: readonly RaisedGrounds[],
  today: LocalDate,
): boolean {
  const earlier = raised.filter(({ grounds }) => grounds.includes(ground));
  if (earlier.length === 0 || ground === 'b') return earlier.length > 0;
  const isSince = ({ opensOn, because }: Occasion, one: RaisedGrounds): boolean =>
    opensOn > one.receivedOn || (opensOn === one.receivedOn && because === one.id);
  return !occasionsOf(ground, facts).some(
    (occasion) => occasion.opensOn <= today && earlier.every((one) => isSince(occasion, one)),
  );
}

/** A fact that bears a ground: the earliest day to raise it, and day 0 of T7. */
interface Occasion {
  readonly opensOn: LocalDate;
  readonly foundOn: LocalDate;
  readonly dayZero: DayZero;
  /** The duty is not met yet: no settlement that names no day has done away with it. */
  readonly unmet?: boolean;
  /** Done because of what was decided or settled, so that it comes after it, also on the same day. */
  readonly follows?: boolean;
  /** The objection whose order brought it. */
  readonly because?: string | undefined;
}

/** The occasions of a ground, less those that a settlement has ended, and the agreed days that passed. */
function occasionsOf(ground: Exclude<ObjectionGround, 'b'>, facts: ObjectionFacts): readonly Occasion[] {
  const settled = (facts.settled ?? []).filter(({ grounds }) => grounds.includes(ground));
  const isOver = ({ opensOn, unmet = false, follows = false }: Occasion): boolean =>
    settled.some(
      ({ on, carryOutBy }) => (follows ? opensOn < on : opensOn <= on) && !(unmet && carryOutBy === null),
    );
  const agreed = settled.flatMap(({ carryOutBy, carriedOutOn = null }) =>
    carryOutBy === null || carriedOutOn !== null ? [] : [afterDay(carryOutBy)],
  );
  return [...OCCASIONS[ground](facts).filter((occasion) => !isOver(occasion)), ...agreed];
}

type Occasions = (facts: ObjectionFacts) => readonly Occasion[];

const onReceipt = (notices: readonly NoticeFacts[]): readonly Occasion[] =>
  notices.map(({ receivedOn, dayZero = 'receipt', waitsOn = null }) => ({
    opensOn: receivedOn,
    foundOn: waitsOn === null ? receivedOn : laterOf(receivedOn, waitsOn),
    dayZero,
  }));

/** A day that passed without the act that was due: day 0 is that day, the ground opens the day after. */
const afterDay = (day: LocalDate): Occasion => ({
  opensOn: addCalendarDays(day, 1),
  foundOn: day,
  dayZero: 'end-of-term',
});

/** Nobody finds that a day passed which is not known yet (UU 14/2008 art. 36(1)): T7 begins with the letter that names it. */
const foundWhenTold = (day: LocalDate, toldOn: LocalDate | null): Partial<Occasion> =>
  toldOn !== null && toldOn > day ? { foundOn: toldOn, dayZero: 'receipt' } : {};

const silence: Occasions = ({ state, replyDue, noticeWaits = false }) =>
  replyDue !== null && (awaitsNotice(state) || noticeWaits) ? [{ ...afterDay(replyDue), unmet: true }] : [];

const brokenPromises: Occasions = ({ notices, orders }) => [
  ...notices.flatMap(({ provideOn, deliveredOn }) =>
    provideOn !== null && deliveredOn === null ? [{ ...afterDay(provideOn), unmet: true }] : [],
  ),
  ...orders.flatMap(({ carryOutBy, carriedOutOn, toldOn = null }) =>
    carriedOutOn === null
      ? [{ ...afterDay(carryOutBy), ...foundWhenTold(carryOutBy, toldOn), unmet: true }]
      : [],
  ),
];

const lateDeeds: Occasions = ({ notices, orders }) => [
  ...notices.flatMap(({ provideOn, deliveredOn }) => lateDeed(provideOn, deliveredOn)),
  ...orders.flatMap(({ carryOutBy, carriedOutOn, objectionId }) =>
    lateDeed(carryOutBy, carriedOutOn, objectionId),
  ),
];

const lateDeed = (
  dueOn: LocalDate | null,
  doneOn: LocalDate | null,
  because?: string,
): readonly Occasion[] =>
  dueOn !== null && doneOn !== null && doneOn > dueOn
    ? [{ opensOn: doneOn, foundOn: doneOn, dayZero: 'receipt', because }]
    : [];

/** What was given because of an order may not be what was asked for: that is found when it is received. */
const ordered: Occasions = ({ orders }) =>
  orders.flatMap(({ receivedOn = null, objectionId: because }) =>
    receivedOn === null
      ? []
      : [{ opensOn: receivedOn, foundOn: receivedOn, dayZero: 'receipt', follows: true, because }],
  );

/** Neither granted nor refused on art. 17: the request was not fulfilled. */
const UNFULFILLED: ReadonlySet<DecisionKind> = new Set([
  'not_held',
  'not_yet_held',
  'not_documented',
  'refused_other',
  'closed_incomplete',
]);

/** What was given in full is neither refused nor unfulfilled any more, whenever the letter that said so was received. */
const standing = ({ notices, givenInFullOn = null }: ObjectionFacts): readonly NoticeFacts[] =>
  givenInFullOn === null ? notices : [];

const OCCASIONS: Readonly<Record<Exclude<ObjectionGround, 'b'>, Occasions>> = {
  a: (facts) => onReceipt(standing(facts).filter(({ kind }) => decisionKind(kind).exempts)),
  c: silence,
  d: (facts) => [
    ...onReceipt(facts.notices.filter(({ kind }) => decisionKind(kind).isNotice)),
    ...ordered(facts),
  ],
  e: (facts) => [
    ...onReceipt(standing(facts).filter(({ kind }) => UNFULFILLED.has(kind))),
    ...brokenPromises(facts),
  ],
  f: ({ notices }) => onReceipt(notices.filter(({ namesCost }) => namesCost)),
  g: (facts) => [
    ...silence(facts),
    ...onReceipt(facts.notices.filter(({ wasLate }) => wasLate)),
    ...brokenPromises(facts),
    ...lateDeeds(facts),
  ],
};
