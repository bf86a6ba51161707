import { combineOutcomes, type NoticeOutcome } from '../../src/law/decision-kinds.js';
import { deliveryClock } from '../../src/law/delivery.js';
import { impliedEvents, nextState, type RequestEvent } from '../../src/law/next-state.js';
import { RULES, undecided, type ModelCase, type ModelPart } from './model-case.js';
import { decreeExempt, openWindow } from './model-time.js';
import {
  act,
  bodyOf,
  decide,
  deliveredOn,
  done,
  inDays,
  NO,
  plain,
  sendNotice,
  TEXT,
  type Body,
  type Decided,
  type Move,
  type Sight,
  type Verdict,
} from './move.js';

const EXEMPT_DAYS = 60;

const grantBody = (sight: Sight, copy: number, pauseUntilPaid = false): Body => ({
  form: 'softcopy',
  cost: { copy, delivery: 0, other: 0 },
  provideOn: inDays(sight, 6),
  fileIds: [],
  pauseUntilPaid,
  explanation: TEXT,
});

const sheet = (sight: Sight, extent: 'full' | 'partial'): Body => {
  const { explanation: _, ...grant } = grantBody(sight, 0);
  return {
    extent,
    article17: ['h'],
    statute: 'UU 27/2022 tentang Pelindungan Data Pribadi, pasal 4 ayat (2)',
    harmIfOpened: TEXT,
    harmIfClosed: TEXT,
    exemptUntil: inDays(sight, EXEMPT_DAYS),
    testers: [{ name: 'Penguji Satu', position: 'Kepala Bidang', unit: 'Dinas Pendidikan' }],
    explanation: TEXT,
    grant: extent === 'partial' ? grant : null,
  };
};

/** An answer as it is sent and as the law reads it. */
interface Answer {
  readonly act: RequestEvent;
  readonly outcome: NoticeOutcome;
  readonly body: (sight: Sight) => Body;
  readonly decided?: (sight: Sight) => Decided;
}

const grant = (cost: number, pauses = false): Answer => ({
  act: 'grant',
  outcome: 'granted_full',
  body: (sight) => grantBody(sight, cost, pauses),
  decided: (sight) => ({ provideOn: inDays(sight, 6), cost, pauses }),
});
const notHeld: Answer = {
  act: 'answer-not-held',
  outcome: 'not_held',
  body: () => ({ holder: 'Dinas Pendidikan Provinsi Maluku' }),
};
const refusal = (extent: 'full' | 'partial'): Answer => ({
  act: 'propose-refusal',
  outcome: extent === 'full' ? 'refused_exempt' : 'granted_partial',
  body: (sight) => sheet(sight, extent),
  decided: (sight) => ({
    exemptUntil: inDays(sight, EXEMPT_DAYS),
    ...(extent === 'partial' ? { provideOn: inDays(sight, 6) } : {}),
  }),
});

/** Every kind of answer, for all items or one; consent, payment and delivery; the parts of a split request. */
export const ANSWER_MOVES: readonly Move[] = [
  whole('officer', grant(0)),
  whole('desk', grant(20_000)),
  whole('desk', grant(30_000, true)),
  whole('officer', notHeld),
  whole('officer', {
    act: 'answer-not-yet-held',
    outcome: 'not_yet_held',
    body: () => ({ reason: TEXT }),
  }),
  whole('desk', {
    act: 'answer-not-documented',
    outcome: 'not_documented',
    body: (sight) => ({ availableOn: inDays(sight, 30), reason: TEXT }),
  }),
  whole('desk', {
    act: 'refuse-other',
    outcome: 'refused_other',
    body: () => ({ law: 'UU 14/2008 pasal 6 ayat (2)', reason: TEXT }),
  }),
  ...(['full', 'partial'] as const).map((extent) => whole('officer', refusal(extent))),
  oneItem('officer', grant(0)),
  oneItem('desk', notHeld),
  oneItem('officer', refusal('full')),
  act('superior', 'consent', {}, consent),
  act('superior', 'return', { reason: TEXT }, giveBack),
  act(
    'desk',
    'record-payment',
    ({ unpaid }) => ({ amount: unpaid > 20_000 ? 5_000 : Math.max(unpaid, 1), method: 'cash' }),
    pay,
  ),
  act('officer', 'deliver', (_, sight) => ({ channel: 'online', deliveredOn: sight.today }), deliver),
  act('desk', 'deliver', (_, sight) => ({ channel: 'online', deliveredOn: sight.today }), deliver),
  ...([0, 1] as const).flatMap((at) => [
    onPart(at, grant(0)),
    onPart(at, notHeld),
    onPart(at, refusal('full')),
    ofPart(at, 'consent', {}, consentToPart),
    ofPart(at, 'return', { reason: TEXT }, returned),
  ]),
];

function whole(mover: 'officer' | 'desk', answer: Answer): Move {
  return act(
    mover,
    answer.act,
    (_, sight) => answer.body(sight),
    (model, sight) => decide(model, sight, answer.act, answer.outcome, answer.decided?.(sight)),
  );
}

/** The first item that is undecided, of a question with several. */
function oneItem(mover: 'officer' | 'desk', answer: Answer): Move {
  const move = act(
    mover,
    answer.act,
    (model, sight) => {
      const at = model.items.findIndex((item) => item.outcome === null);
      return { ...answer.body(sight), itemIds: [sight.itemIds[Math.max(at, 0)]] };
    },
    (model, sight) => decide(model, sight, answer.act, answer.outcome, answer.decided?.(sight), 'first'),
  );
  return { ...move, name: `${move.name} of one item` };
}

function consent(model: ModelCase, sight: Sight): Verdict {
  if (model.state !== 'consent_pending' || model.parts.length > 0) return NO;
  if (model.proposals.some((until) => until <= sight.today)) return NO;
  return done(() => {
    decreeExempt(model, model.proposals, sight.now, sight.calendar);
    sendNotice(model, sight);
  });
}

function giveBack(model: ModelCase): Verdict {
  const next = nextState(model.state, 'return', { isExtended: model.extendedOn !== null });
  if (!next.ok) return NO;
  return done(() => {
    model.state = next.to;
    model.proposals = [];
    model.items = model.items.map((item) =>
      item.outcome === 'refused_exempt' || item.outcome === 'granted_partial' ? undecided() : item,
    );
  });
}

function pay(model: ModelCase, sight: Sight): Verdict {
  if (model.unpaid <= 0) return NO;
  const amount = model.unpaid > 20_000 ? 5_000 : model.unpaid;
  return plain(model, 'record-payment', () => {
    model.unpaid -= amount;
    const { statedOn, noticedOn } = model;
    if (model.unpaid > 0 || statedOn === null || noticedOn === null || model.provideOn !== null) return;
    const facts = { noticedOn, provideOn: statedOn, noticeSaysPaymentPauses: true, cost: model.cost };
    const clock = deliveryClock({ ...facts, paidOn: sight.today }, sight.calendar, RULES);
    if (clock.kind !== 'runs') return;
    const provideOn = clock.due.date;
    model.provideOn = provideOn;
    model.notices = model.notices.map((each) => (each.namesCost ? { ...each, provideOn } : each));
  });
}

function deliver(model: ModelCase, { today, calendar }: Sight): Verdict {
  if (model.unpaid > 0) return NO;
  const extent = model.outcome === 'granted_partial' ? 'partial' : 'full';
  const next = nextState(model.state, 'deliver', { extent });
  if (!next.ok) return NO;
  return done(() => {
    model.state = next.to;
    const late = model.provideOn !== null && today > model.provideOn;
    const over = model.objectionUntil !== null && today > model.objectionUntil;
    if (late || over) openWindow(model, today, calendar);
    deliveredOn(model, today);
  });
}

function ofPart(
  at: 0 | 1,
  name: RequestEvent,
  body: Body | Move['body'],
  judge: (model: ModelCase, part: ModelPart, sight: Sight) => Verdict,
): Move {
  const mover = name === 'consent' || name === 'return' ? 'superior' : 'desk';
  return {
    name: `${mover} ${name} of part ${String(at)}`,
    mover,
    at: `part ${at}`,
    act: name,
    body: bodyOf(body),
    judge: (model, sight) => {
      const part = model.parts[at];
      return part === undefined ? NO : judge(model, part, sight);
    },
  };
}

function onPart(at: 0 | 1, answer: Answer): Move {
  return ofPart(
    at,
    answer.act,
    (_, sight) => answer.body(sight),
    (model, part, sight) => {
      if (!nextState(part.state, answer.act).ok) return NO;
      return done(() => {
        const { exemptUntil = null, ...contents } = answer.decided?.(sight) ?? {};
        for (const implied of impliedEvents(part.state, answer.act)) {
          const next = nextState(part.state, implied);
          if (next.ok) part.state = next.to;
        }
        Object.assign(part.item, { outcome: answer.outcome, ...contents });
        if (exemptUntil === null) answered(model, part, sight);
        else {
          part.proposedUntil = exemptUntil;
          part.state = 'consent_pending';
        }
      });
    },
  );
}

function consentToPart(model: ModelCase, part: ModelPart, sight: Sight): Verdict {
  const until = part.proposedUntil;
  if (part.state !== 'consent_pending' || until === null || until <= sight.today) return NO;
  return done(() => {
    decreeExempt(model, [until], sight.now, sight.calendar);
    answered(model, part, sight);
  });
}

function returned(model: ModelCase, part: ModelPart): Verdict {
  const next = nextState(part.state, 'return', { isExtended: model.extendedOn !== null });
  if (!next.ok) return NO;
  return done(() => {
    part.state = next.to;
    part.proposedUntil = null;
    part.item = undecided();
  });
}

/** A part is answered: it is handed over to the request at once; the last one brings the one notice. */
function answered(model: ModelCase, part: ModelPart, sight: Sight): void {
  const { outcome } = part.item;
  if (outcome === null) throw new Error('a part is answered with an outcome');
  const combined = combineOutcomes([outcome]);
  const next = nextState(part.state, combined.event, { extent: combined.extent });
  if (!next.ok) throw new Error(`the model answers a part in ${part.state}`);
  part.state = next.to === 'granted_open' ? 'closed_granted' : next.to;
  if (
    model.parts.some(({ state }) => ['received', 'processing', 'extended', 'consent_pending'].includes(state))
  )
    return;
  model.items = model.parts.map(({ item }) => item);
  model.everDecided = true;
  for (const implied of impliedEvents(model.state, combined.event))
    if (nextState(model.state, implied).ok) model.state = 'processing';
  if (combineOutcomes(model.items.flatMap(({ outcome: one }) => (one === null ? [] : [one]))).needsConsent)
    model.state = 'consent_pending';
  sendNotice(model, sight);
}
