import {
  decideIncomplete,
  decideLateRepair,
  decideRepair,
  repairDue,
  stillMissing,
  type MissingItem,
} from '../../src/law/completeness.js';
import { possibleExtension } from '../../src/law/extension.js';
import type { LocalDate } from '../../src/law/local-date.js';
import { defaultMaterialDue, mayAskForMaterial } from '../../src/law/material.js';
import { nextState } from '../../src/law/next-state.js';
import { fallsWithRequest } from '../../src/law/objection-grounds.js';
import { isOpenRequest, replyClockRuns } from '../../src/law/request-states.js';
import { owedFirst } from '../../src/law/state-sets.js';
import { isOrderOpen, orderDueOf, undecided, type ModelCase } from './model-case.js';
import { endAnswered } from './model-time.js';
import {
  act,
  declareComplete,
  done,
  followed,
  MALFORMED,
  NO,
  plain,
  receiptDay,
  said,
  TEXT,
  type Move,
  type Sight,
  type Verdict,
} from './move.js';

/** Each wants a paper of its own. */
const PAPERS = ['proxyLetter', 'memberIdentities'] as const;
const SPLITTABLE: readonly string[] = ['received', 'processing', 'extended'];

/** Completeness, routing, extension, material, notes and the requester's own acts. */
export const REQUEST_MOVES: readonly Move[] = [
  act('desk', 'declare-complete', {}, (model, sight) =>
    nextState(model.state, 'declare-complete').ok ? done(() => declareComplete(model, sight)) : NO,
  ),
  ...(['officer', 'desk'] as const).map((mover) =>
    act(mover, 'declare-incomplete', { missing: ['description'], note: TEXT }, (model, sight) =>
      incomplete(model, sight, ['description']),
    ),
  ),
  {
    ...act('desk', 'declare-incomplete', { missing: PAPERS, note: TEXT }, (model, sight) =>
      incomplete(model, sight, PAPERS),
    ),
    name: 'desk declare-incomplete for two papers',
  },
  {
    ...act(
      'desk',
      'declare-incomplete',
      { missing: ['description', 'signedForm'], note: TEXT },
      (model, sight) =>
        // Only where the online form does not count as written (D15), and never of a paper.
        model.rules.onlineCountsAsWritten || model.onPaper
          ? MALFORMED
          : incomplete(model, sight, ['description', 'signedForm']),
    ),
    name: 'desk declare-incomplete without a signed form',
  },
  act('desk', 'accept-late-repair', { reason: TEXT }, acceptLate),
  ...(['disdukcapil', 'disdik'] as const).flatMap((agency) =>
    (['desk', 'supervisor'] as const).map((mover) =>
      act(
        mover,
        'assign',
        { agency, reason: TEXT },
        (model) => (isSplit(model) ? NO : plain(model, 'assign', () => (model.agency = agency))),
        { idle: true },
      ),
    ),
  ),
  act('officer', 'hand-back', { reason: TEXT, suggestedAgency: 'diskominfo' }, (model) =>
    model.agency === null ? NO : plain(model, 'hand-back', () => (model.agency = null)),
  ),
  ...(['officer', 'desk'] as const).map((mover) =>
    act(mover, 'extend', { reasons: ['statusUndecided'], explanation: TEXT }, extend),
  ),
  act('officer', 'note', { text: TEXT }, () => done(), { idle: true }),
  act('desk', 'claim', {}, (model) => (isOpenRequest(model.state) ? done() : NO), { idle: true }),
  act(
    'supervisor',
    'remind',
    {},
    (model) =>
      owedFirst({ state: model.state, provideOn: model.provideOn, orderDueOn: orderDueOf(model) }) === null
        ? NO
        : done(),
    { idle: true },
  ),
  act('officer', 'request-material', { from: 'Bagian Keuangan', text: TEXT }, askForMaterial),
  act('desk', 'receive-material', { answer: TEXT }, receiveMaterial),
  act('desk', 'itemise', { items: [{ text: 'Rincian belanja' }, { text: 'Bukti belanja' }] }, (model) =>
    mayBeDivided(model) ? done(() => (model.items = [undecided(), undecided()])) : NO,
  ),
  act('desk', 'split', { children: [part('disdik'), part('disdukcapil')] }, (model) =>
    mayBeDivided(model) ? done(() => split(model)) : NO,
  ),
  act('desk', 'group', (_, { twinId }) => ({ caseIds: [twinId], reason: TEXT }), group, { groups: true }),
  said('complete', { text: 'Maksud saya laporan penggunaan dana tahun 2025.', fileIds: [] }, (model, sight) =>
    complete(model, sight, 0),
  ),
  {
    ...said('complete', { text: 'Formulir saya terlampir.' }, (model, sight) => complete(model, sight, 1)),
    name: 'citizen complete with a paper',
    paper: 'fileIds',
  },
  said(
    'message',
    { text: TEXT, fileIds: [] },
    (model) => (model.state === 'withdrawn' || model.state === 'final' ? NO : done()),
    { idle: true },
  ),
  said(
    'withdraw',
    { reason: TEXT },
    (model, { today }) =>
      plain(model, 'withdraw', () => {
        model.proposals = [];
        model.outcome = 'withdrawn';
        model.windowOpen = false;
        // Nobody prints or waits for its letters any more.
        model.unreceived = [];
        model.handovers = [];
        for (const { dispute } of model.objections)
          if (dispute?.inLetter === 'answered') dispute.inLetter = null;
        for (const objection of model.objections) {
          if (fallsWithRequest(objection.status, objection.dispute !== null)) {
            objection.status = 'withdrawn';
            objection.commissionRuns = false;
          } else if (isOrderOpen(objection)) {
            // Nobody asks for what was ordered any more; a ruling's order binds on.
            objection.orderEndedOn = today;
            endAnswered(model, objection, today);
          }
        }
      }),
    { idle: true },
  ),
];

function incomplete(model: ModelCase, sight: Sight, missing: readonly MissingItem[]): Verdict {
  const parts = model.parts.map(({ state }) => state);
  const { state, completenessDue } = model;
  // Which of its two refusals it is makes no difference to the game.
  const facts = { state, completenessDue, missing, parts, isDeemedComplete: true };
  const decided = decideIncomplete(facts, model.rules, sight.today);
  if (!decided.ok) return NO;
  return done(() => {
    model.state = 'incomplete';
    model.missing = missing;
    followed(model, 'declare-incomplete');
    if (decided.pausesReplyClock) model.replyDue = null;
    model.letterLeft = false;
    if (model.byPost) model.unreceived = ['needs-completing'];
    else startRepair(model, sight.today, sight);
  });
}

/** T3: three working days from the receipt of the letter. */
export function startRepair(model: ModelCase, receivedOn: LocalDate, { calendar }: Sight): void {
  model.letterOn = receivedOn;
  model.repairDue = repairDue(receivedOn, calendar, model.rules).date;
}

function complete(model: ModelCase, sight: Sight, files: number): Verdict {
  const { state, receivedOn, rules } = model;
  const given = {
    ...{ text: TEXT, papers: [], files, identity: false, decreeNumber: false },
    ...{ purpose: false, way: false },
  };
  const missing = stillMissing(model.missing, given);
  const facts = { state, receivedOn, repairDue: model.repairDue ?? sight.today, stillMissing: missing };
  const repairedOn = receiptDay(model, sight);
  const decided = decideRepair(facts, sight.calendar, rules, sight.today, repairedOn);
  const late = state === 'closed_incomplete' || (!decided.ok && decided.refusal === 'repair-lapsed');
  if (!decided.ok && !late) return NO;
  return done(() => {
    model.missing = missing;
    if (!decided.ok) model.lateRepairOn = repairedOn;
    else if (decided.outcome === 'complete') {
      restart(model, repairedOn, decided.replyDue.date);
      followed(model, 'repair');
    }
  });
}

function acceptLate(model: ModelCase, sight: Sight): Verdict {
  const { state, receivedOn, lateRepairOn, rules } = model;
  if (lateRepairOn === null) return NO;
  const facts = { state, receivedOn, repairReceivedOn: lateRepairOn, reason: TEXT };
  const decided = decideLateRepair(facts, sight.calendar, rules);
  if (!decided.ok) return NO;
  if (model.missing.length > 0) return MALFORMED;
  return done(() => {
    restart(model, lateRepairOn, decided.replyDue.date);
    followed(model, 'accept-late-repair');
  });
}

/** T4 counts anew from the repair (law.md row 5); without a pause (D2) it ran on, and a silence meanwhile was one. */
function restart(model: ModelCase, from: LocalDate, due: LocalDate): void {
  const pauses = model.rules.incompletePausesClock === 'after-timely-letter';
  model.state = 'processing';
  model.countedFrom = pauses ? from : model.receivedOn;
  model.replyDue = due;
  model.outcome = null;
  model.lateRepairOn = null;
  // Nobody is to post what is not asked any more.
  model.unreceived = model.unreceived.filter((letter) => letter !== 'needs-completing');
  if (model.silent) return;
  model.objectionUntil = null;
  model.windowOpen = false;
}

function extend(model: ModelCase, sight: Sight): Verdict {
  const { state, extendedOn } = model;
  if (model.replyDue === null || !replyClockRuns(state)) return NO;
  const isExtended = extendedOn !== null;
  // Extending a request that is only received declares it complete first.
  const declared = { ...model, parts: [] };
  declareComplete(declared, sight);
  const { countedFrom, replyDue } = declared;
  const term = { state, countedFrom, replyDue, isExtended };
  const decided = possibleExtension(term, sight.calendar, model.rules, sight.today);
  const next = nextState(state, 'extend');
  if (!decided.ok || !next.ok) return NO;
  return done(() => {
    declareComplete(model, sight);
    model.state = next.to;
    followed(model, 'extend');
    model.extendedOn = sight.today;
    model.dueBefore = model.replyDue;
    model.replyDue = decided.dueDate.date;
  });
}

function askForMaterial(model: ModelCase, sight: Sight): Verdict {
  if (!mayAskForMaterial(model.state)) return NO;
  const dueOn = defaultMaterialDue(sight.today, model.replyDue, sight.calendar);
  return done(() => model.materials.push({ dueOn, received: false, runs: true }));
}

function receiveMaterial(model: ModelCase): Verdict {
  const wanted = model.materials.find(({ received }) => !received);
  if (wanted === undefined) return NO;
  return done(() => {
    wanted.received = true;
    wanted.runs = false;
  });
}

/** Open, unsplit requests of one agency; a second time there is nobody left to group with. */
function group(model: ModelCase): Verdict {
  if (!SPLITTABLE.includes(model.state) || model.noticedOn !== null || isSplit(model)) return NO;
  return model.twin === null && model.agency !== null ? done() : MALFORMED;
}

/** No notice yet, an answer is due, nothing decided, not split: only then may the question be divided. */
function mayBeDivided(model: ModelCase): boolean {
  return SPLITTABLE.includes(model.state) && !model.everDecided && !isSplit(model);
}

function isSplit({ parts }: ModelCase): boolean {
  return parts.length > 0;
}

function part(agency: string): Readonly<Record<string, string>> {
  return { agency, informationRequested: `Bagian pertanyaan untuk ${agency}` };
}

function split(model: ModelCase): void {
  model.parts = ['disdik', 'disdukcapil'].map((agency) => ({
    agency,
    state: model.state,
    proposals: [],
    everDecided: false,
    items: [undecided()],
  }));
  model.agency = null;
}
