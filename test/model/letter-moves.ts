import { isLetterTimely } from '../../src/law/completeness.js';
import { commissionWindowEnd } from '../../src/law/objection-windows.js';
import { deliver } from './answer-moves.js';
import { rulingLeft } from './dispute-moves.js';
import {
  isOrderOpen,
  type ModelCase,
  type ModelDispute,
  type ModelObjection,
  type PrintedLetter,
} from './model-case.js';
import { restOf } from './model-delivery.js';
import { openWindow } from './model-time.js';
import { bodyOf, done, givenByOrder, NO, noticeSent, type Move, type Sight, type Verdict } from './move.js';
import { carriedOut } from './objection-moves.js';
import { startRepair } from './request-moves.js';

/** Printed letters: the desk records that one was posted, and when it was received (law.md 4.12; PerKI 1/2021 art. 33). */
export const LETTER_MOVES: readonly Move[] = [
  letter('needs-completing', 'posted', (model, { today }) => {
    if (!model.unreceived.includes('needs-completing')) return NO;
    return done(() => {
      if (!awaits(model)) return;
      if (isLetterTimely(today, model.completenessDue)) model.letterLeft = true;
    });
  }),
  letter('needs-completing', 'received', (model, sight) => {
    if (!model.unreceived.includes('needs-completing')) return NO;
    return done(() => {
      const isTimely = model.letterLeft || isLetterTimely(sight.today, model.completenessDue);
      received(model, 'needs-completing');
      if (!awaits(model) || !isTimely) return;
      model.letterLeft = true;
      startRepair(model, sight.today, sight);
    });
  }),
  letter('answered', 'received', (model, sight) => {
    const { today, calendar } = sight;
    if (!model.unreceived.includes('answered')) return NO;
    return done(() => {
      const isWhole = model.state === 'granted_open' && model.unpaid === 0 && restOf(model) === null;
      if (isWhole && model.objections.some((each) => each.copyInLetter && isOrderOpen(each)))
        givenByOrder(model, today);
      noticeSent(model, today);
      for (const objection of model.objections) {
        if (objection.dispute?.inLetter === 'answered') rulingLeft(objection, model, sight);
        if (objection.inLetter === 'answered') objection.inLetter = null;
      }
      received(model, 'answered');
      model.noticeLeftOn ??= today;
      openWindow(model, today, calendar);
      model.notices = model.notices.map((each) => ({ ...each, receivedOn: today }));
    });
  }),
  letter('order-carried-out', 'posted', (model, sight) => {
    const last = model.orderLetters.at(-1);
    if (last === undefined) return NO;
    return done(() => {
      model.orderLetters.pop();
      if (last === null || last.inLetter !== 'own') return;
      if (!isDispute(last)) {
        last.inLetter = null;
        if (isOrderOpen(last)) carriedOut(last, model, sight, true);
        return;
      }
      const objection = model.objections.find(({ dispute }) => dispute === last);
      if (objection !== undefined && last.orderDue !== null) rulingLeft(objection, model, sight);
    });
  }),
  letter('copy-ready', 'posted', (model, sight) => {
    const part = model.handovers.at(-1);
    if (part === undefined) return NO;
    return done(() => {
      model.handovers = model.handovers.filter((each) => each !== part);
      const given = deliver(model, sight, 'online', part, true);
      if (given.ok) given.apply(null);
    });
  }),
  letter('closed-incomplete', 'received', (model, { today, calendar }) => {
    if (!model.unreceived.includes('closed-incomplete')) return NO;
    return done(() => {
      received(model, 'closed-incomplete');
      model.closingReceivedOn = today;
      if (model.state === 'closed_incomplete') openWindow(model, today, calendar);
    });
  }),
  letter('objection-answered', 'received', (model, { today, calendar }) => {
    const objection = model.objections.filter(({ answerOut }) => answerOut).at(-1);
    if (objection === undefined) return NO;
    return done(() => {
      objection.answerOut = false;
      if (objection.orderLapsed && isOrderOpen(objection) && model.objections.includes(objection))
        openWindow(model, today, calendar);
      if (objection.status !== 'answered' || objection.dispute !== null) return;
      const until = commissionWindowEnd(today, calendar, model.rules).date;
      const named = today > objection.replyDue ? objection.commissionUntil : null;
      if (named !== null && until < named) return;
      objection.contestedFrom = today;
      objection.contestedZero = 'receipt';
      objection.commissionUntil = until;
      objection.commissionRuns = true;
    });
  }),
];

function isDispute(one: ModelObjection | ModelDispute): one is ModelDispute {
  return 'suitFiledOn' in one;
}

function awaits({ state, repairDue }: ModelCase): boolean {
  return state === 'incomplete' && repairDue === null;
}

function received(model: ModelCase, kind: PrintedLetter): void {
  model.unreceived = model.unreceived.filter((each) => each !== kind);
}

function letter(
  kind: PrintedLetter | 'objection-answered' | 'order-carried-out' | 'copy-ready',
  what: 'posted' | 'received',
  judge: (model: ModelCase, sight: Sight) => Verdict,
): Move {
  return {
    name: `desk record ${kind} as ${what}`,
    mover: 'desk',
    at: 'letter',
    act: kind,
    body: bodyOf((_, { today }) => ({ today, isReceived: what === 'received' })),
    judge,
  };
}
