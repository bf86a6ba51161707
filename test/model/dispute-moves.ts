import { givesWhatIsOwed, opensTheRest } from '../../src/law/carrying-out.js';
import { owesDelivery } from '../../src/law/delivery.js';
import {
  awaitsNextInstance,
  commissionTerms,
  decideFiling,
  extentAfterRuling,
  furtherStepUntil,
  mayDispute,
  mayMediate,
  type FurtherStep,
} from '../../src/law/dispute-rules.js';
import type { LocalDate } from '../../src/law/local-date.js';
import { nextDisputeState, type DisputeEvent } from '../../src/law/next-state.js';
import { lacksFile, orderGrants } from '../../src/law/objection-reply.js';
import { awaitsNotice } from '../../src/law/request-states.js';
import type { Ruleset } from '../../src/law/ruleset.js';
import { decidedItems, type ModelCase, type ModelDispute, type ModelObjection } from './model-case.js';
import { endDispute } from './model-time.js';
import {
  bodyOfReport,
  carriedOutByAnswer,
  costFits,
  isHeldBack,
  waived,
  withReport,
  type Report,
} from './objection-moves.js';
import {
  done,
  inDays,
  MALFORMED,
  NO,
  NO_OBJECTION,
  requestAfterOrder,
  TEXT,
  type Move,
  type Mover,
  type Sight,
  type Verdict,
  isInHand,
  othersDone,
} from './move.js';

const STEPS = ['suit-filed', 'cassation-filed'] as const;
const RULINGS = ['mediation-agreed', 'ruling', 'court-ruling', 'cassation-ruling'] as const;

/** The way to the commission and the courts (law.md rows 25-26). */
export const DISPUTE_MOVES: readonly Move[] = [
  {
    name: 'supervisor open dispute',
    mover: 'supervisor',
    at: 'disputes',
    act: '',
    body: (model, sight) => ({
      objectionNumber: model.objections.at(-1)?.number ?? NO_OBJECTION,
      commissionNumber: '012/REG-PSI/I/2027',
      filedOn: sight.today,
    }),
    judge: open,
  },
  ...RULINGS.flatMap((event) => [ruling(event, true), ruling(event, false)]),
  ...STEPS.map((event) =>
    onDispute(
      'desk',
      event,
      (_, sight) => ({ filedOn: sight.today }),
      (_, dispute, model, sight) => wentOn(dispute, event, sight, model.rules, sight.today, false),
    ),
  ),
  ...STEPS.map(learntLate),
  execution('word'),
  execution('file'),
  execution('cost'),
];

/** One that was filed on the day of the decision, with the reason and the paper that a late record needs. */
function learntLate(event: FurtherStep): Move {
  const dayOf = (model: ModelCase, sight: Sight): LocalDate =>
    disputed(model)?.dispute?.decidedOn ?? sight.today;
  const move = onDispute(
    'desk',
    event,
    (model, sight) => ({ filedOn: dayOf(model, sight), reason: TEXT }),
    (_, dispute, model, sight) => wentOn(dispute, event, sight, model.rules, dayOf(model, sight), true),
  );
  return { ...move, name: `${move.name} learnt late`, paper: 'fileId' };
}

function wentOn(
  dispute: ModelDispute,
  event: FurtherStep,
  sight: Sight,
  rules: Ruleset,
  filedOn: LocalDate,
  proved: boolean,
): Verdict {
  const next = nextDisputeState(dispute.status, event);
  if (!next.ok || awaitsNextInstance(dispute)) return NO;
  const { decided: last, decidedOn } = dispute;
  const known = last === null || decidedOn === null ? null : { event: last, receivedOn: decidedOn };
  const inTime = decideFiling(event, filedOn, known, sight.calendar, rules).ok;
  if (dispute.status === 'final') {
    if (!inTime) return NO;
    if (!proved) return MALFORMED;
  }
  return done(() => {
    dispute.orderWaits = inTime;
    dispute.status = next.to;
    if (event === 'suit-filed') dispute.suitFiledOn = filedOn;
    else dispute.cassationFiledOn = filedOn;
    dispute.furtherUntil = null;
    dispute.furtherRuns = false;
  });
}

/** The last objection that has a dispute. */
export function disputed(model: ModelCase): ModelObjection | undefined {
  return model.objections.filter(({ dispute }) => dispute !== null).at(-1);
}

function open(model: ModelCase, sight: Sight): Verdict {
  const last = model.objections.at(-1);
  if (last === undefined) return MALFORMED;
  if (last.dispute !== null || !mayDispute(last.status).ok) return NO;
  return done(() => {
    const { startDue, endDue } = commissionTerms(sight.today, sight.calendar, model.rules);
    last.commissionRuns = false;
    last.dispute = {
      filedOn: sight.today,
      status: 'registered',
      decidedOn: null,
      decided: null,
      furtherUntil: null,
      furtherRuns: false,
      suitFiledOn: null,
      cassationFiledOn: null,
      orderDue: null,
      orderLapsed: false,
      orderDoneOn: null,
      orderWaits: false,
      inLetter: null,
      endsNow: false,
      startDue: startDue.date,
      endDue: endDue.date,
    };
  });
}

function ruling(event: (typeof RULINGS)[number], orders: boolean): Move {
  const move = onDispute(
    'supervisor',
    event,
    (_, sight) => ({
      decidedOn: sight.today,
      order: orders ? { text: TEXT, carryOutBy: inDays(sight, 10) } : null,
    }),
    (objection, dispute, model, sight) => {
      if (event === 'mediation-agreed' && !mayMediate(objection.grounds).ok) return NO;
      return decided(dispute, event, sight, orders, model);
    },
  );
  return { ...move, name: `${move.name} ${orders ? 'with an order' : 'without order'}`, paper: 'fileId' };
}

function decided(
  dispute: ModelDispute,
  event: DisputeEvent,
  sight: Sight,
  orders: boolean,
  model: ModelCase,
): Verdict {
  const next = nextDisputeState(dispute.status, event);
  if (!next.ok) return NO;
  return done(() => {
    const further = furtherStepUntil(next.to, sight.today, sight.calendar, model.rules);
    dispute.status = next.to;
    dispute.decidedOn = sight.today;
    dispute.decided = event;
    dispute.furtherUntil = further?.date ?? null;
    dispute.furtherRuns = further !== null;
    // An order that waits stands where the ruling orders nothing else (UU 14/2008 art. 49).
    if (orders) dispute.orderDue = inDays(sight, 10);
    dispute.orderLapsed = false;
    dispute.orderWaits = false;
    // What was reported waits in its letter for an order that stands; another needs a report of its own.
    if (orders) {
      dispute.inLetter = null;
      model.orderLetters = model.orderLetters.filter((each) => each !== dispute);
    }
    dispute.endsNow = further === null && dispute.orderDue === null;
  });
}

function execution(report: Report): Move {
  const move = onDispute(
    'supervisor',
    'carry-out',
    () => bodyOfReport(report),
    (objection, dispute, model, sight) => carryOut({ objection, dispute, report }, model, sight),
  );
  return withReport(move, report);
}

interface CarriedOut {
  readonly objection: ModelObjection;
  readonly dispute: ModelDispute;
  readonly report: Report;
}

function carryOut({ objection, dispute, report }: CarriedOut, model: ModelCase, sight: Sight): Verdict {
  if (dispute.orderDue === null || dispute.inLetter !== null) return NO;
  if (!costFits(objection.grounds, report)) return MALFORMED;
  const withFiles = report === 'file';
  // What is handed over where no answer was given is the answer; an answered request is granted by what is given.
  const isAnswer = awaitsNotice(model.state);
  const leaves = withFiles && model.byPost;
  const given = isAnswer
    ? carriedOutByAnswer(model, sight, withFiles, 'all')
    : granted(objection, model, sight, withFiles);
  if (!given.ok) return given;
  return done((answer) => {
    if (report === 'cost') waived(model, sight);
    // A file for somebody whom only the post reaches is given when its letter leaves.
    if (isAnswer || !leaves) given.apply(answer);
    if (isAnswer && leaves && model.state === 'granted_open' && !isHeldBack(model))
      dispute.inLetter = 'answered';
    if (!isAnswer && !leaves && model.byPost) model.orderLetters.push(null);
    if (!isAnswer && leaves) {
      dispute.inLetter = 'own';
      model.orderLetters.push(dispute);
    }
    // What waits for a consent, a payment or a document is not given yet.
    const isGiven = !isAnswer || (!awaitsNotice(model.state) && model.state !== 'granted_open');
    if (dispute.inLetter === null && isGiven) rulingDone(objection, model, sight);
  });
}

/** The letter with which it was reported has left. */
export function rulingLeft(objection: ModelObjection, model: ModelCase, sight: Sight): void {
  const given = granted(objection, model, sight, true);
  if (given.ok) given.apply(null);
  rulingDone(objection, model, sight);
}

/** The order of a ruling is carried out. */
export function rulingDone(objection: ModelObjection, model: ModelCase, sight: Sight): void {
  const { dispute } = objection;
  if (dispute === null) return;
  dispute.orderDue = null;
  dispute.inLetter = null;
  dispute.orderDoneOn = sight.today;
  // What a dispute about an exemption opens is never exempt again (UU 14/2008 art. 11(2)).
  if (objection.grounds.includes('a')) for (const decree of model.decrees) decree.told = true;
  endDispute(model, objection, sight.today);
}

function granted({ grounds }: ModelObjection, model: ModelCase, sight: Sight, withFiles: boolean): Verdict {
  return done(() => {
    const report = { kind: 'give', grounds, agreed: false, costAgreed: false, withFiles } as const;
    const asked = { ...model, isHeldBack: isHeldBack(model) };
    if (!orderGrants(report, asked) || lacksFile(report, asked, !model.byPost)) return;
    const items = decidedItems(model);
    const isBeside = owesDelivery(model) && !givesWhatIsOwed({ gives: 'all', grounds }, items);
    const extent = isBeside
      ? null
      : extentAfterRuling(null, {
          isGrantedInFull: model.outcome === 'granted_full',
          owesPart: model.outcome === 'granted_partial' && owesDelivery(model),
        });
    const opensRest = isBeside && opensTheRest({ gives: 'all' }, { state: model.state, items });
    const handsOver = withFiles || model.state === 'granted_open';
    const wasInHand = isInHand(model);
    requestAfterOrder(model, sight, { bearsObjection: false, extent, opensRest, handsOver });
    othersDone(model, wasInHand, { today: sight.today, by: 'ruling' });
  });
}

function onDispute(
  mover: Mover,
  act: string,
  body: Move['body'],
  judge: (objection: ModelObjection, dispute: ModelDispute, model: ModelCase, sight: Sight) => Verdict,
): Move {
  return {
    name: `${mover} ${act} dispute`,
    mover,
    at: 'dispute',
    act,
    body,
    judge: (model, sight) => {
      const objection = disputed(model);
      const dispute = objection?.dispute ?? null;
      return objection === undefined || dispute === null ? NO : judge(objection, dispute, model, sight);
    },
  };
}
