import { extentAfterOrder, extentGiven, reportGives, opensTheRest } from '../../src/law/carrying-out.js';
import { grants } from '../../src/law/decision-kinds.js';
import type { LocalDate } from '../../src/law/local-date.js';
import { nextObjectionState, nextState } from '../../src/law/next-state.js';
import {
  asksForCost,
  exemptionEffect,
  isGivenInFull,
  kindOfAgreement,
  lacksFile,
  mayDelegateReply,
  mayOrder,
  mayOrderAnswer,
  needsOrder,
  orderGrants,
  refusalOfWords,
  usualGift,
  type AgreedGift,
  type OrderKind,
} from '../../src/law/objection-reply.js';
import {
  maySettle,
  outcomesFor,
  type ObjectionGround,
  type ObjectionOutcome,
} from '../../src/law/objection-grounds.js';
import { commissionWindowEnd } from '../../src/law/objection-windows.js';
import { checkGrounds } from '../../src/law/open-grounds.js';
import {
  askedBy,
  decidedItems,
  isNoticeSent,
  isOrderOpen,
  newObjection,
  toldNow,
  type ModelCase,
  type ModelObjection,
} from './model-case.js';
import { deliverPart, paidInFull, restOf } from './model-delivery.js';
import { factsOf, factsOn } from './model-facts.js';
import { awaitsNotice } from '../../src/law/request-states.js';
import { endAnswered, finalise, morningAfter } from './model-time.js';
import {
  act,
  decide,
  done,
  givenByOrder,
  inDays,
  MALFORMED,
  NO,
  NO_OBJECTION,
  noticeSent,
  numberOf,
  onObjection,
  receiptDay,
  requestAfterOrder,
  said,
  STRANGER,
  TEXT,
  type Move,
  type Sight,
  type Verdict,
  isInHand,
  othersDone,
} from './move.js';

const GROUNDS: readonly (readonly ObjectionGround[])[] = [
  ['a'],
  ['b'],
  ['c'],
  ['d'],
  ['e'],
  ['f'],
  ['g'],
  ['d', 'e'],
  ['c', 'g'],
  ['b', 'd'],
];

const OUTCOMES: readonly ObjectionOutcome[] = ['granted', 'partlyGranted', 'upheld', 'inadmissible'];

/** The requester objects and withdraws, the superior decides, the agency carries out (law.md rows 19-24, 27). */
export const OBJECTION_MOVES: readonly Move[] = [
  ...GROUNDS.map((grounds) => {
    const move = said('object', { grounds, story: TEXT, fileIds: [] }, (model, sight) =>
      object(model, sight, grounds),
    );
    return { ...move, name: `citizen object ${grounds.join('+')}` };
  }),
  {
    ...said('object', { prepared: true }, (model, sight) =>
      model.prepared ? object(model, sight, ['c']) : NO,
    ),
    name: 'citizen object as prepared',
  },
  {
    ...said(
      'withdraw',
      ({ objections }) => ({ reason: TEXT, registerNumber: objections.at(-1)?.number ?? NO_OBJECTION }),
      (model) => {
        const last = model.objections.at(-1);
        return last === undefined || last.dispute !== null
          ? NO
          : step(last, 'withdraw', () => end(last, model));
      },
    ),
    name: 'citizen withdraw objection',
  },
  ...([0, 3, 12] as const).map((back) => entered(back)),
  ...OUTCOMES.map((outcome) => reply('superior', outcome)),
  reply('superior', 'granted', false),
  reply('superior', 'granted', true, 'answer'),
  onObjection(
    'superior',
    'delegate',
    (_, { delegateId }) => ({ staffId: delegateId }),
    (objection, model) => {
      if (!nextObjectionState(objection.status, 'reply').ok || !mayDelegateReply(model.rules)) return NO;
      return done(() => (objection.delegated = true));
    },
  ),
  // The delegate of one objection; of every other one the supervisor is a stranger to this act (D10).
  reply('supervisor', 'partlyGranted'),
  reply('supervisor', 'inadmissible'),
  settle('superior', false),
  settle('desk', false),
  settle('desk', true),
  execution('word'),
  execution('file'),
  execution('cost'),
  onObjection('desk', 'withdraw', { reason: TEXT }, (objection, model) =>
    objection.dispute !== null ? NO : step(objection, 'withdraw', () => end(objection, model)),
  ),
];

/** What is reported of an order: a word alone, a file that is given, or what is left of the cost. */
export type Report = 'word' | 'file' | 'cost';

export function bodyOfReport(report: Report): Readonly<Record<string, unknown>> {
  return { explanation: TEXT, fileIds: [], ...(report === 'cost' ? { cost: 0 } : {}) };
}

export function withReport(move: Move, report: Report): Move {
  if (report === 'file') return { ...move, name: `${move.name} with a file`, paper: 'fileIds' };
  return report === 'cost' ? { ...move, name: `${move.name} at no cost` } : move;
}

/** An order about the cost is carried out by a cost, and no other is. */
export function costFits(grounds: readonly ObjectionGround[], report: Report): boolean {
  const asks = asksForCost(grounds);
  return report === 'cost' ? asks !== false : asks !== 'alone';
}

/** Nothing is left to pay. */
export function waived(model: ModelCase, sight: Sight): void {
  const owed = model.state === 'granted_open' && model.unpaid > 0;
  model.unpaid = 0;
  if (owed) paidInFull(model, sight);
}

function execution(report: Report): Move {
  const withFiles = report === 'file';
  const move = onObjection('officer', 'carry-out', bodyOfReport(report), (objection, model, sight) => {
    if (!isOrderOpen(objection) || objection.inLetter !== null) return NO;
    if (!costFits(objection.grounds, report)) return MALFORMED;
    if (awaitsNotice(model.state) && objection.orderKind !== 'deed') {
      const answered = carriedOutByAnswer(model, sight, withFiles, objection.gives);
      if (!answered.ok) return answered;
      return done((answer) => {
        answered.apply(answer);
        objection.withFiles = withFiles;
        objection.copyInLetter = withFiles && model.byPost;
        const isWhole = model.state === 'granted_open' && !isHeldBack(model);
        if (objection.copyInLetter && isWhole && isOrderOpen(objection)) objection.inLetter = 'answered';
      });
    }
    const isUnpaid = report !== 'cost' && model.unpaid > 0;
    const ordered = { ...model, isHeldBack: isUnpaid || restOf(model) !== null };
    const said = { ...askedBy(objection), withFiles };
    const refusal =
      report === 'cost' ? null : refusalOfWords(said, ordered, { isUnpaid, goesOnline: !model.byPost });
    if (refusal === 'file-missing' || lacksFile(said, ordered, !model.byPost)) return MALFORMED;
    if (refusal !== null) return NO;
    return step(objection, 'carry-out', () => {
      if (report === 'cost') waived(model, sight);
      objection.withFiles = withFiles;
      if (withFiles && model.byPost) {
        objection.inLetter = 'own';
        model.orderLetters.push(objection);
        return;
      }
      if (model.byPost) model.orderLetters.push(null);
      carriedOut(objection, model, sight, withFiles);
    });
  });
  return withReport(move, report);
}

/** A grant that is still to be paid, or promises a part that is not documented yet. */
export function isHeldBack(model: ModelCase): boolean {
  return model.unpaid > 0 || restOf(model) !== null;
}

/** Both sides agree (law.md row 27); by a day the office has something to carry out. */
function settle(mover: 'superior' | 'desk', byDay: boolean): Move {
  const move = onObjection(
    mover,
    'settle',
    (_, sight) => ({ record: TEXT, ...(byDay ? { carryOutBy: inDays(sight, 10) } : {}) }),
    (objection, model, sight) => {
      const { grounds } = objection;
      // What the commission has is not the office's to end.
      if (objection.dispute !== null || !maySettle(grounds)) return NO;
      return step(objection, 'settle', () => {
        objection.settledOn = sight.today;
        if (byDay) {
          const noticed = isNoticeSent(model);
          objection.orderDue = inDays(sight, 10);
          const isWhole = isGivenInFull({ status: model.state, outcome: model.outcome });
          const gives = usualGift(grounds, { leavesCopy: false, isGivenInFull: isWhole });
          objection.orderKind = kindOfAgreement(gives, { grounds, noticed });
          objection.orderCameFirst = model.noticedOn === null;
          objection.gives = gives;
          objection.toldBefore = toldNow(model);
        }
        end(objection, model);
      });
    },
  );
  return { ...move, name: `${mover} settle objection${byDay ? ' by a day' : ''}` };
}

function reply(
  mover: 'superior' | 'supervisor',
  outcome: ObjectionOutcome,
  orders = mayOrder(outcome),
  kind: OrderKind = 'give',
): Move {
  const move = onObjection(
    mover,
    'reply',
    (_, sight) => ({
      outcome,
      reasons: TEXT,
      order: orders ? { text: TEXT, carryOutBy: inDays(sight, 10), kind } : null,
    }),
    (objection, model, sight) => {
      if (mover === 'supervisor' && !objection.delegated) return STRANGER;
      if (!outcomesFor(objection.grounds).includes(outcome)) return MALFORMED;
      const withdrawn = model.state === 'withdrawn';
      const facts = { outcome, grounds: objection.grounds, noticed: isNoticeSent(model), withdrawn };
      if (orders ? withdrawn : needsOrder(facts)) return MALFORMED;
      if (kind === 'answer' && !mayOrderAnswer(facts)) return MALFORMED;
      return step(objection, 'reply', () => {
        // On paper T10 begins with the leaving, with the end of T8 at the latest.
        const waits = model.byPost && sight.today <= objection.replyDue;
        const [from, zero] = waits
          ? ([objection.replyDue, 'end-of-term'] as const)
          : ([sight.today, 'receipt'] as const);
        objection.contestedFrom = from;
        objection.contestedZero = zero;
        // Who has gone to the commission is named no way there; the day of the silence stands.
        if (objection.dispute === null)
          objection.commissionUntil = commissionWindowEnd(from, sight.calendar, model.rules, zero).date;
        objection.commissionRuns = objection.dispute === null;
        objection.orderDue = orders ? inDays(sight, 10) : null;
        objection.orderKind = kind;
        objection.orderCameFirst = model.noticedOn === null;
        objection.answerOut = model.byPost;
        objection.answerLateAt = model.byPost ? morningAfter(objection.replyDue, sight.calendar) : null;
        objection.gives = outcome === 'partlyGranted' ? 'part' : 'all';
        objection.toldBefore = toldNow(model);
        // What the objection opens is never exempt again: no exemption is left to review (UU 14/2008 art. 11(2)).
        if (exemptionEffect(objection.grounds, outcome) === 'lifted')
          for (const decree of model.decrees) decree.told = true;
      });
    },
  );
  const more = kind === 'answer' ? ' to answer' : orders === mayOrder(outcome) ? '' : ' without order';
  return { ...move, name: `${mover} reply ${outcome}${more}` };
}

function step(
  objection: ModelObjection,
  event: 'reply' | 'settle' | 'withdraw' | 'carry-out',
  apply: () => void,
): Verdict {
  const next = nextObjectionState(objection.status, event);
  if (!next.ok) return NO;
  return done(() => {
    objection.status = next.to;
    apply();
  });
}

function end(objection: ModelObjection, model: ModelCase): void {
  objection.commissionRuns = false;
  finalise(model);
}

function object(model: ModelCase, sight: Sight, grounds: readonly ObjectionGround[]): Verdict {
  const { rules } = model;
  if (!nextState(model.state, 'object').ok) return NO;
  if (!checkGrounds(grounds, factsOf(model), sight.calendar, rules, sight.today).ok) return NO;
  return filed(model, sight, grounds, receiptDay(model, sight));
}

/** The desk enters one that came on paper, these days ago: it is judged, and counts, as of that day. */
function entered(back: number): Move {
  const grounds: readonly ObjectionGround[] = back === 3 ? ['d'] : ['c', 'g'];
  const move = act(
    'desk',
    'object',
    (_, sight) => ({
      grounds,
      story: TEXT,
      channel: 'counter',
      receivedOn: inDays(sight, -back),
      ...(back === 0 ? {} : { backdatingReason: TEXT }),
    }),
    (model, sight) => {
      const day = inDays(sight, -back);
      // One that came in time, before the request was beyond every remedy, changes no state any more.
      if (!(model.state === 'final' && back > 0) && !nextState(model.state, 'object').ok) return NO;
      if (!checkGrounds(grounds, factsOn(model, day), sight.calendar, model.rules, day).ok) return NO;
      return filed(model, sight, grounds, day);
    },
    back === 0 ? {} : { paper: 'backdatingFileId' },
  );
  return { ...move, name: `desk object ${grounds.join('+')} of ${String(back)} days ago` };
}

function filed(
  model: ModelCase,
  sight: Sight,
  grounds: readonly ObjectionGround[],
  receivedOn: LocalDate,
): Verdict {
  // What is beyond every remedy may still be objected to, late, but not twice on the same ground.
  const settled = model.state === 'final' ? ['answered', 'settled', 'final'] : [];
  const pending = model.objections.filter(({ status }) => ['open', 'silent', ...settled].includes(status));
  if (pending.some((objection) => objection.grounds.some((ground) => grounds.includes(ground)))) return NO;
  return done((answer) => {
    const number = numberOf(answer) ?? '';
    model.objections.push(newObjection(number, grounds, model.rules, receivedOn, sight));
    // What the office had prepared is filed with it.
    if (grounds.includes('c')) model.prepared = false;
  });
}

/**
 * What is handed over where no answer was given is the answer: the notice carries the order out. On paper a file lies with
 * the letter until that leaves; what is still to be paid or documented is owed still.
 */
export function carriedOutByAnswer(
  model: ModelCase,
  sight: Sight,
  withFiles: boolean,
  gives: AgreedGift,
): Verdict {
  if (model.parts.length > 0) return NO;
  if (!withFiles && !model.byPost) return MALFORMED;
  const isNew = model.items.every(({ outcome }) => outcome === null || !grants(outcome));
  const granted = decide(
    model,
    sight,
    'grant',
    extentAfterOrder(gives, false) === 'full' ? 'granted_full' : 'granted_partial',
    { provideOn: sight.today },
    'all-as-ordered',
  );
  if (!granted.ok) return NO;
  return done((answer) => {
    granted.apply(answer);
    if (model.state !== 'granted_open') return;
    if (!model.byPost && isNew && restOf(model) !== null)
      deliverPart(model, sight.today, 'granted', model.promisedBy);
    if (isHeldBack(model) || !isNew || (model.byPost && withFiles)) return;
    givenByOrder(model, sight.today);
    noticeSent(model, sight.today);
  });
}

/** The order is carried out: the request is granted, and an objection whose last day has passed is over (rows 23, 24). */
export function carriedOut(
  objection: ModelObjection,
  model: ModelCase,
  sight: Sight,
  withFiles: boolean,
): void {
  const { orderDue, gives } = objection;
  objection.carriedOutOn = sight.today;
  const report = { ...askedBy(objection), withFiles };
  const request = { ...model, isHeldBack: isHeldBack(model) };
  const isGranted = orderGrants(report, request);
  const isGiven = reportGives(report, request);
  if (isGiven) objection.givenOn = sight.today;
  const items = decidedItems(model);
  const ordered = extentGiven({ gives, grounds: objection.grounds }, { ...model, items });
  const opensRest = isGranted && ordered === null && opensTheRest({ gives }, { state: model.state, items });
  const handsOver = withFiles || model.state === 'granted_open';
  const isLate = orderDue !== null && sight.today > orderDue;
  const wasInHand = isInHand(model);
  requestAfterOrder(model, sight, {
    bearsObjection: isGiven || isLate,
    extent: isGranted ? ordered : null,
    opensRest,
    handsOver,
  });
  othersDone(model, wasInHand, { today: sight.today, by: 'order' });
  endAnswered(model, objection, sight.today);
}
