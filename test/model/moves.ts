import { decideIncomplete, decideLateRepair, decideRepair, repairDue } from '../../src/law/completeness.js';
import { decideExtension } from '../../src/law/extension.js';
import { addCalendarDays, laterOf, type LocalDate } from '../../src/law/local-date.js';
import { nextObjectionState, nextState, type RequestEvent } from '../../src/law/next-state.js';
import type { ObjectionGround } from '../../src/law/objection-grounds.js';
import { maySettle } from '../../src/law/objection-grounds.js';
import { checkGrounds, commissionWindowEnd, objectionReplyDue } from '../../src/law/objection-windows.js';
import { isOpenRequest, replyClockRuns } from '../../src/law/request-states.js';
import type { WorkingCalendar } from '../../src/law/working-calendar.js';
import type { DecisionKind } from '../../src/law/decision-kinds.js';
import {
  factsOf,
  finalise,
  goOn,
  isLate,
  notice,
  openWindow,
  RULES,
  type ModelCase,
  type ModelObjection,
} from './model-case.js';

/** Who sends a move; `officer` is of the agency that the model holds the case in. */
export type Mover = 'citizen' | 'desk' | 'officer' | 'superior';

/** What stands still while one move is judged. */
export interface Sight {
  readonly now: Date;
  readonly today: LocalDate;
  readonly calendar: WorkingCalendar;
}

/** What the law says of a move before the program is asked: what it changes, or why not. */
export type Verdict =
  { readonly ok: true; readonly apply: (answer: unknown) => void } | { readonly ok: false };

/** An act that anybody may try at any moment, lawful or not. */
export interface Move {
  readonly name: string;
  readonly mover: Mover;
  /** `case` = POST /cases/{id}/{act}, `objection` = the last objection's, `tracking` = the citizen's. */
  readonly at: 'case' | 'objection' | 'tracking';
  readonly act: string;
  readonly body: (model: ModelCase, sight: Sight) => Readonly<Record<string, unknown>>;
  readonly judge: (model: ModelCase, sight: Sight) => Verdict;
}

const NO: Verdict = { ok: false };
const done = (apply: (answer: unknown) => void = () => undefined): Verdict => ({ ok: true, apply });
const TEXT = 'Alasan tertulis yang cukup panjang untuk diuji.';

/** A step of the state table without more to it. */
function plain(model: ModelCase, event: RequestEvent, apply: () => void = () => undefined): Verdict {
  const next = nextState(model.state, event);
  if (!next.ok) return NO;
  return done(() => {
    model.state = next.to;
    apply();
  });
}

/** The written notice: stops the reply clock, opens T7. */
function answered(
  model: ModelCase,
  sight: Sight,
  event: RequestEvent,
  kind: DecisionKind,
  more: { readonly provideOn?: LocalDate; readonly cost?: number; readonly extent?: 'full' | 'partial' } = {},
): Verdict {
  const next = nextState(model.state, event, more.extent === undefined ? {} : { extent: more.extent });
  if (!next.ok) return NO;
  return done(() => {
    const late = isLate(model, sight.now);
    model.state = next.to;
    model.outcome = kind;
    model.proposal = null;
    model.provideOn = more.provideOn ?? null;
    model.unpaid = more.cost ?? 0;
    model.notices.push(
      notice(kind, sight.today, late, { namesCost: (more.cost ?? 0) > 0, provideOn: more.provideOn ?? null }),
    );
    openWindow(model, sight.today, sight.calendar);
  });
}

const inDays = (sight: Sight, days: number): LocalDate => addCalendarDays(sight.today, days);

const grantBody = (sight: Sight, copy: number) => ({
  form: 'softcopy',
  cost: { copy, delivery: 0, other: 0 },
  provideOn: inDays(sight, 6),
  fileIds: [],
  explanation: TEXT,
});

const partlyBody = (sight: Sight) => {
  const { explanation: _, ...body } = grantBody(sight, 0);
  return body;
};

const sheet = (sight: Sight, extent: 'full' | 'partial') => ({
  extent,
  article17: ['h'],
  statute: 'UU 27/2022 tentang Pelindungan Data Pribadi, pasal 4 ayat (2)',
  harmIfOpened: TEXT,
  harmIfClosed: TEXT,
  exemptUntil: inDays(sight, 700),
  testers: [{ name: 'Penguji Satu', position: 'Kepala Bidang', unit: 'Dinas Pendidikan' }],
  explanation: TEXT,
  grant: extent === 'partial' ? partlyBody(sight) : null,
});

const CASE_MOVES: readonly Move[] = [
  act('desk', 'declare-complete', {}, (model) => plain(model, 'declare-complete')),
  act('officer', 'declare-incomplete', { missing: ['description'], note: TEXT }, (model, sight) => {
    const facts = {
      state: model.state,
      completenessDue: model.completenessDue,
      missing: ['description'] as const,
    };
    if (!decideIncomplete(facts, RULES, sight.today).ok) return NO;
    return done(() => {
      model.state = 'incomplete';
      model.replyDue = null;
      model.letterOn = sight.today;
      model.repairDue = repairDue(sight.today, sight.calendar, RULES).date;
    });
  }),
  act('desk', 'accept-late-repair', { reason: TEXT }, (model, sight) => {
    if (model.lateRepairOn === null) return NO;
    const facts = {
      state: model.state,
      receivedOn: model.receivedOn,
      repairReceivedOn: model.lateRepairOn,
      reason: TEXT,
    };
    const decided = decideLateRepair(facts, sight.calendar, RULES);
    if (!decided.ok) return NO;
    return done(() => restart(model, model.lateRepairOn ?? sight.today, decided.replyDue.date));
  }),
  act('desk', 'assign', { agency: 'disdukcapil', reason: TEXT }, (model) =>
    plain(model, 'assign', () => (model.agency = 'disdukcapil')),
  ),
  act('desk', 'assign', { agency: 'disdik', reason: TEXT }, (model) =>
    plain(model, 'assign', () => (model.agency = 'disdik')),
  ),
  act('officer', 'hand-back', { reason: TEXT, suggestedAgency: 'diskominfo' }, (model) =>
    model.agency === null ? NO : plain(model, 'hand-back', () => (model.agency = null)),
  ),
  ...(['officer', 'desk'] as const).map((mover) =>
    act(mover, 'extend', { reasons: ['statusUndecided'], explanation: TEXT }, extend),
  ),
  act(
    'officer',
    'grant',
    (_, sight) => grantBody(sight, 0),
    (model, sight) => answered(model, sight, 'grant', 'granted_full', { provideOn: inDays(sight, 6) }),
  ),
  act(
    'desk',
    'grant',
    (_, sight) => grantBody(sight, 20_000),
    (model, sight) =>
      answered(model, sight, 'grant', 'granted_full', { provideOn: inDays(sight, 6), cost: 20_000 }),
  ),
  act('officer', 'answer-not-held', { holder: 'Dinas Pendidikan Provinsi Maluku' }, (model, sight) =>
    answered(model, sight, 'answer-not-held', 'not_held'),
  ),
  act('officer', 'answer-not-yet-held', { reason: TEXT }, (model, sight) =>
    answered(model, sight, 'answer-not-yet-held', 'not_yet_held'),
  ),
  act(
    'desk',
    'answer-not-documented',
    (_, sight) => ({ availableOn: inDays(sight, 30), reason: TEXT }),
    (model, sight) => answered(model, sight, 'answer-not-documented', 'not_documented'),
  ),
  act('desk', 'refuse-other', { law: 'UU 14/2008 pasal 6 ayat (2)', reason: TEXT }, (model, sight) =>
    answered(model, sight, 'refuse-other', 'refused_other'),
  ),
  ...(['full', 'partial'] as const).map((extent) =>
    act(
      'officer',
      'propose-refusal',
      (_, sight) => sheet(sight, extent),
      (model, sight) =>
        plain(model, 'propose-refusal', () => {
          model.proposal = { extent, provideOn: extent === 'partial' ? inDays(sight, 6) : null };
        }),
    ),
  ),
  act('superior', 'consent', {}, (model, sight) => {
    if (model.proposal === null) return NO;
    const { extent, provideOn } = model.proposal;
    const kind = extent === 'full' ? 'refused_exempt' : 'granted_partial';
    const more = provideOn === null ? { extent } : { extent, provideOn: laterOf(provideOn, sight.today) };
    return answered(model, sight, 'consent', kind, more);
  }),
  act('superior', 'return', { reason: TEXT }, (model) => {
    const next = nextState(model.state, 'return', { isExtended: model.extendedOn !== null });
    if (!next.ok) return NO;
    return done(() => {
      model.state = next.to;
      model.proposal = null;
    });
  }),
  act('desk', 'record-payment', { amount: 20_000, method: 'cash' }, (model) =>
    model.unpaid > 0 ? plain(model, 'record-payment', () => (model.unpaid -= 20_000)) : NO,
  ),
  act(
    'officer',
    'deliver',
    (_, sight) => ({ channel: 'online', deliveredOn: sight.today }),
    (model, sight) => {
      if (model.unpaid > 0) return NO;
      const extent = model.outcome === 'granted_partial' ? 'partial' : 'full';
      const next = nextState(model.state, 'deliver', { extent });
      if (!next.ok) return NO;
      return done(() => {
        model.state = next.to;
        const late = model.provideOn !== null && sight.today > model.provideOn;
        const over = model.objectionUntil !== null && sight.today > model.objectionUntil;
        if (late || over) openWindow(model, sight.today, sight.calendar);
        deliveredOn(model, sight.today);
      });
    },
  ),
  act('officer', 'note', { text: TEXT }, () => done()),
  act('desk', 'claim', {}, (model) => (isOpenRequest(model.state) ? done() : NO)),
];

const CITIZEN_MOVES: readonly Move[] = [
  said(
    'complete',
    { text: 'Maksud saya laporan penggunaan dana tahun 2025.', fileIds: [] },
    (model, sight) => {
      const facts = {
        state: model.state,
        receivedOn: model.receivedOn,
        repairDue: model.repairDue ?? sight.today,
        stillMissing: [],
      };
      const decided = decideRepair(facts, sight.calendar, RULES, sight.today);
      if (decided.ok && decided.outcome === 'complete')
        return done(() => restart(model, sight.today, decided.replyDue.date));
      if (model.state !== 'closed_incomplete') return NO;
      return done(() => (model.lateRepairOn = sight.today));
    },
  ),
  said('message', { text: TEXT, fileIds: [] }, (model) =>
    model.state === 'withdrawn' || model.state === 'final' ? NO : done(),
  ),
  said('withdraw', { reason: TEXT }, (model) =>
    plain(model, 'withdraw', () => {
      model.proposal = null;
      model.outcome = 'withdrawn';
      model.windowOpen = false;
    }),
  ),
  ...(['a', 'c', 'd', 'e', 'g'] as const).map((ground) =>
    said('object', { grounds: [ground], story: TEXT, fileIds: [] }, (model, sight) =>
      object(model, sight, [ground]),
    ),
  ),
  said('object', { prepared: true }, (model, sight) => (model.prepared ? object(model, sight, ['c']) : NO)),
];

const OBJECTION_MOVES: readonly Move[] = [
  ...(['granted', 'inadmissible'] as const).map((outcome) =>
    onObjection(
      'superior',
      'reply',
      (_, sight) => ({
        outcome,
        reasons: TEXT,
        order: outcome === 'granted' ? { text: TEXT, carryOutBy: inDays(sight, 10) } : null,
      }),
      (objection, _, sight) =>
        step(objection, 'reply', () => {
          objection.contestedFrom = sight.today;
          objection.commissionUntil = commissionWindowEnd(sight.today, sight.calendar, RULES).date;
          objection.orderDue = outcome === 'granted' ? inDays(sight, 10) : null;
        }),
    ),
  ),
  onObjection('superior', 'settle', { record: TEXT }, (objection, model, sight) =>
    maySettle(objection.grounds) ? step(objection, 'settle', () => goOn(model, sight.today)) : NO,
  ),
  onObjection('officer', 'carry-out', { explanation: TEXT, fileIds: [] }, (objection, model, sight) =>
    objection.orderDue === null || objection.carriedOutOn !== null
      ? NO
      : step(objection, 'carry-out', () => carriedOut(objection, model, sight)),
  ),
  onObjection('desk', 'withdraw', { reason: TEXT }, (objection, model, sight) =>
    step(objection, 'withdraw', () => goOn(model, sight.today)),
  ),
];

/** Every move of the game. */
export const MOVES: readonly Move[] = [...CASE_MOVES, ...CITIZEN_MOVES, ...OBJECTION_MOVES];

function step(
  objection: ModelObjection,
  event: 'reply' | 'settle' | 'withdraw' | 'carry-out',
  apply = (): void => undefined,
): Verdict {
  const next = nextObjectionState(objection.status, event);
  if (!next.ok) return NO;
  return done(() => {
    objection.status = next.to;
    apply();
  });
}

function extend(model: ModelCase, sight: Sight): Verdict {
  if (model.replyDue === null || !replyClockRuns(model.state)) return NO;
  const decided = decideExtension(
    {
      state: model.state,
      countedFrom: model.countedFrom,
      replyDue: model.replyDue,
      isExtended: model.extendedOn !== null,
      reasons: ['statusUndecided'],
      explanation: TEXT,
    },
    sight.calendar,
    RULES,
    sight.today,
  );
  if (!decided.ok) return NO;
  const next = nextState(model.state, 'extend');
  if (!next.ok) return NO;
  return done(() => {
    model.state = next.to;
    model.extendedOn = sight.today;
    model.replyDue = decided.dueDate.date;
  });
}

function object(model: ModelCase, sight: Sight, grounds: readonly ObjectionGround[]): Verdict {
  if (!checkGrounds(grounds, factsOf(model), sight.calendar, RULES, sight.today).ok) return NO;
  const pending = model.objections.filter(({ status }) => status === 'open' || status === 'silent');
  if (pending.some((objection) => objection.grounds.some((ground) => grounds.includes(ground)))) return NO;
  return done((answer) => {
    const { objectionNumber } = answer as { objectionNumber: string };
    const facts = { receivedOn: sight.today, enteredOn: sight.today };
    model.objections.push({
      number: objectionNumber,
      grounds,
      status: 'open',
      receivedOn: sight.today,
      contestedFrom: null,
      replyDue: objectionReplyDue(facts, sight.calendar, RULES).date,
      commissionUntil: null,
      orderDue: null,
      orderLapsed: false,
      carriedOutOn: null,
    });
    model.windowOpen = false;
    // What the office had prepared is filed with it.
    if (grounds.includes('c')) model.prepared = false;
  });
}

/** The order is carried out: the request is granted, and an objection whose last day has passed is over (rows 23, 24). */
function carriedOut(objection: ModelObjection, model: ModelCase, { today, calendar }: Sight): void {
  objection.carriedOutOn = today;
  if (objection.orderDue !== null && today > objection.orderDue) openWindow(model, today, calendar);
  const next = nextState(model.state, 'carry-out');
  if (next.ok) {
    if (model.state === 'granted_open') deliveredOn(model, today);
    model.state = next.to;
    model.outcome = 'granted_full';
  }
  if (objection.commissionUntil === null || objection.commissionUntil >= today) return;
  objection.status = 'final';
  finalise(model);
}

function deliveredOn(model: ModelCase, today: LocalDate): void {
  model.notices = model.notices.map((each) =>
    each.provideOn === null ? each : { ...each, deliveredOn: today },
  );
}

/** T4 counts anew from the repair (law.md row 5). */
function restart(model: ModelCase, from: LocalDate, due: LocalDate): void {
  model.state = 'processing';
  model.countedFrom = from;
  model.replyDue = due;
  model.outcome = null;
  model.lateRepairOn = null;
  model.objectionUntil = null;
  model.windowOpen = false;
}

type Body = Readonly<Record<string, unknown>> | Move['body'];

function act(mover: Mover, name: string, body: Body, judge: Move['judge']): Move {
  return { name: `${mover} ${name}`, mover, at: 'case', act: name, body: bodyOf(body), judge };
}

function said(name: string, body: Body, judge: Move['judge']): Move {
  return { name: `citizen ${name}`, mover: 'citizen', at: 'tracking', act: name, body: bodyOf(body), judge };
}

function onObjection(
  mover: Mover,
  name: string,
  body: Body,
  judge: (objection: ModelObjection, model: ModelCase, sight: Sight) => Verdict,
): Move {
  return {
    name: `${mover} ${name} objection`,
    mover,
    at: 'objection',
    act: name,
    body: bodyOf(body),
    judge: (model, sight) => {
      const last = model.objections.at(-1);
      return last === undefined ? NO : judge(last, model, sight);
    },
  };
}

function bodyOf(body: Body): Move['body'] {
  return typeof body === 'function' ? (body as Move['body']) : () => body;
}
