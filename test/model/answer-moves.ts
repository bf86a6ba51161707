import { carriesOut, keepsPromise } from '../../src/law/carrying-out.js';
import { rulingDone } from './dispute-moves.js';
import { isPromiseOver } from '../../src/law/delivery.js';
import { mayPauseForPayment } from '../../src/law/handover.js';
import { nextState } from '../../src/law/next-state.js';
import { needsMayorApproval } from '../../src/law/who-decides.js';
import { approved, grant, notDocumented, notHeld, refusal, type Answer } from './answers.js';
import {
  decidedItems,
  isCarriedOut,
  partsOwed,
  undecided,
  type ModelCase,
  type ModelObjection,
} from './model-case.js';
import { deliverPart, handedOver, paidInFull } from './model-delivery.js';
import { decreeExempt, openWindow } from './model-time.js';
import {
  act,
  decide,
  done,
  isInHand,
  MALFORMED,
  NO,
  openAgain,
  orderDone,
  othersDone,
  plain,
  requestAfterOrder,
  sendNotice,
  TEXT,
  type Move,
  type Sight,
  type Verdict,
} from './move.js';

/** Every kind of answer, for all items or one, or for a group; consent, payment and delivery. */
export const ANSWER_MOVES: readonly Move[] = [
  whole('officer', grant(0)),
  whole('desk', grant(20_000)),
  whole('desk', grant(30_000, true), mayPause),
  whole('officer', notHeld),
  whole('officer', {
    act: 'answer-not-yet-held',
    outcome: 'not_yet_held',
    body: () => ({ reason: TEXT }),
  }),
  whole('desk', notDocumented(30)),
  whole('desk', {
    act: 'refuse-other',
    outcome: 'refused_other',
    body: () => ({ law: 'UU 14/2008 pasal 6 ayat (2)', reason: TEXT }),
  }),
  ...(['full', 'partial'] as const).map((extent) => whole('officer', refusal(extent))),
  forGroup(grant(0)),
  forGroup(notHeld),
  forGroup(refusal('full')),
  // No consent for the other of the group: what an objection opens there is a matter of the same information.
  ofTwin('return', () => ({ reason: TEXT }), giveBack),
  oneItem('officer', grant(0)),
  oneItem('desk', notHeld),
  oneItem('desk', notDocumented(30)),
  oneItem('officer', notDocumented(3)),
  oneItem('officer', refusal('full')),
  act('superior', 'consent', {}, (model, sight) => consent(model, sight, false)),
  {
    ...act('superior', 'consent', approved, (model, sight) => consent(model, sight, true)),
    name: 'superior consent with the approval of the mayor',
  },
  act('superior', 'return', { reason: TEXT }, giveBack),
  act(
    'desk',
    'record-payment',
    ({ unpaid }) => ({ amount: unpaid > 20_000 ? 5_000 : Math.max(unpaid, 1), method: 'cash' }),
    pay,
  ),
  handOver('officer', 'online'),
  handOver('desk', 'pickup'),
  handOver('officer', 'online', 'promised'),
  handOver('desk', 'pickup', 'granted'),
];

function whole(
  mover: 'officer' | 'desk',
  answer: Answer,
  mayAsk: (model: ModelCase) => boolean = () => true,
): Move {
  return act(
    mover,
    answer.act,
    (_, sight) => ({ ...answer.body(sight), alsoForGroup: false }),
    (model, sight) => {
      if (model.parts.length === 0 && !mayAsk(model)) return MALFORMED;
      return decide(model, sight, answer.act, answer.outcome, answer.decided?.(sight));
    },
  );
}

/** The notice may say that T6 waits for the payment only where the city reads D9 so. */
function mayPause({ rules }: ModelCase): boolean {
  return mayPauseForPayment(1, rules);
}

/** The same answer for each request of the group that is still open with this agency. */
function forGroup(answer: Answer): Move {
  const move = act(
    'officer',
    answer.act,
    (_, sight) => answer.body(sight),
    (model, sight) => {
      const decideOne = (one: ModelCase): Verdict =>
        decide(one, sight, answer.act, answer.outcome, answer.decided?.(sight));
      const own = decideOne(model);
      if (!own.ok) return NO;
      const { twin } = model;
      const joins = twin !== null && twin.agency === model.agency && awaitsAnswer(twin);
      return done((said) => {
        own.apply(said);
        const other = joins ? decideOne(twin) : NO;
        if (other.ok) other.apply(said);
      });
    },
  );
  return { ...move, name: `${move.name} for the group` };
}

/** The superior on the other request of the group: each has a proposal of its own. */
function ofTwin(name: 'return', body: Move['body'], judge: (twin: ModelCase, sight: Sight) => Verdict): Move {
  const move = act('superior', name, body, ({ twin }, sight) => (twin === null ? NO : judge(twin, sight)));
  return { ...move, at: 'twin', name: `${move.name} of the other of the group` };
}

function awaitsAnswer({ state, noticedOn }: ModelCase): boolean {
  return noticedOn === null && ['received', 'processing', 'extended'].includes(state);
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

/** D8: in one reading the decree needs the mayor's approval beside the superior's consent. */
function consent(model: ModelCase, sight: Sight, isApproved: boolean): Verdict {
  if (model.state !== 'consent_pending' || model.parts.length > 0) return NO;
  if (model.proposals.some((until) => until <= sight.today)) return NO;
  if (model.items.some(({ availableOn }) => isPromiseOver(availableOn, sight.today))) return NO;
  if (needsMayorApproval(model.rules) && !isApproved) return MALFORMED;
  return done(() => {
    decreeExempt(model, model.proposals, sight.now, sight.calendar);
    sendNotice(model, sight);
  });
}

function giveBack(model: ModelCase, { today }: Sight): Verdict {
  const next = nextState(model.state, 'return', { isExtended: model.extendedOn !== null });
  if (!next.ok) return NO;
  return done(() => {
    model.state = next.to;
    model.proposals = [];
    model.items = model.items.map((item) =>
      item.outcome === 'refused_exempt' || item.outcome === 'granted_partial' ? undecided() : item,
    );
    openAgain(model.items, today);
  });
}

function pay(model: ModelCase, sight: Sight): Verdict {
  if (model.unpaid <= 0) return NO;
  const amount = model.unpaid > 20_000 ? 5_000 : model.unpaid;
  return plain(model, 'record-payment', () => {
    model.unpaid -= amount;
    if (model.unpaid === 0) paidInFull(model, sight);
  });
}

function handOver(
  mover: 'officer' | 'desk',
  channel: 'online' | 'pickup',
  part: 'granted' | 'promised' | null = null,
): Move {
  const move = act(
    mover,
    'deliver',
    (_, { today }) => ({ channel, deliveredOn: today, ...(part === null ? {} : { part }) }),
    (model, sight) => deliver(model, sight, channel, part),
  );
  return part === null ? move : { ...move, name: `${move.name} what was ${part}` };
}

/** A copy in hand shows that the answer has left, where nobody recorded its posting. */
export function deliver(
  model: ModelCase,
  sight: Sight,
  channel: 'online' | 'pickup',
  named: 'granted' | 'promised' | null,
  hasLeft = false,
): Verdict {
  const { today, calendar } = sight;
  // What must be paid for waits; what was promised does not. Of both, the one that is due first.
  const owed = partsOwed(model);
  const mine = owed
    .filter(({ part }) => (named ?? part) === part && (part === 'promised' || model.unpaid <= 0))
    .sort((a, b) => (a.by ?? '9999').localeCompare(b.by ?? '9999'))[0];
  if (mine === undefined) return NO;
  const extent = model.outcome === 'granted_partial' ? 'partial' : 'full';
  const next = nextState(model.state, 'deliver', { extent });
  if (!next.ok) return NO;
  const rest = owed.find(({ part }) => part !== mine.part);
  // Somebody whom only the post reaches sees it when the letter that tells of it has left.
  if (channel === 'online' && model.byPost && !hasLeft)
    return done(() => {
      if (!model.handovers.includes(mine.part)) model.handovers.push(mine.part);
      // What will carry an order out lies with the desk: it is not reported once more.
      const given = { ...model, state: next.to };
      for (const objection of model.objections)
        if (rest === undefined && isCarriedOut(given, objection, 'delivery'))
          objection.inLetter ??= 'delivery';
    });
  return done(() => {
    model.handovers = model.handovers.filter((each) => each !== mine.part);
    const late = mine.by !== null && today > mine.by;
    const over = model.objectionUntil !== null && today > model.objectionUntil;
    const isFirstSign = channel === 'pickup' && model.byPost && model.noticeLeftOn === null;
    if (late || over || isFirstSign) openWindow(model, today, calendar);
    // Nothing of it is to be posted, or received by post, any more.
    if (channel === 'pickup') model.unreceived = model.unreceived.filter((each) => each !== 'answered');
    if (isFirstSign) {
      model.noticeLeftOn = today;
      model.notices = model.notices.map((each) => ({ ...each, receivedOn: today }));
    }
    if (mine.part === 'promised') model.promisedBy = null;
    if (rest !== undefined) {
      deliverPart(model, today, mine.part, rest.by);
      return;
    }
    model.state = next.to;
    if (model.state === 'closed_not_documented') model.provideOn = null;
    model.restHanded = model.partHandedOn !== null;
    handedOver(model, today, ({ deliveredOn }) => deliveredOn === null);
    for (const objection of model.objections)
      if (objection.inLetter === 'delivery') objection.inLetter = null;
    carryOutOrders(model, sight);
    if (isInHand(model) && model.noticedOutcome !== 'granted_full')
      othersDone(model, false, { today, by: 'order' });
    for (const objection of model.objections)
      if (isRulingInHand(objection, model)) rulingDone(objection, model, sight);
  });
}

/** The copy that was fetched takes the answer along, or gives what the ruling's letter would tell of. */
function isRulingInHand({ grounds, dispute }: ModelObjection, model: ModelCase): boolean {
  if (dispute?.inLetter !== 'own' || model.outcome === null) return dispute?.inLetter === 'answered';
  return carriesOut(
    { kind: 'give', gives: 'all', grounds, cameFirst: false, agreed: false, costAgreed: false },
    {
      ...{ by: 'delivery', outcome: model.outcome, state: model.state },
      ...{ decided: decidedItems(model), decidedSince: [] },
    },
  );
}

/** What is handed over carries out the orders to give it; what was not documented is granted by that (rows 14 and 23). */
function carryOutOrders(model: ModelCase, sight: Sight): void {
  const { outcome } = model;
  const orders = model.objections.filter((objection) => isCarriedOut(model, objection, 'delivery'));
  if (orders.length === 0) return;
  const isKept =
    outcome === 'not_documented' ||
    keepsPromise({ by: 'delivery', decided: decidedItems(model), state: model.state });
  const gives = isKept && orders.some(({ orderKind }) => orderKind === 'give');
  requestAfterOrder(model, sight, {
    bearsObjection: true,
    extent: gives ? 'full' : null,
    handsOver: false,
  });
  for (const objection of orders) orderDone(model, objection, sight.today, 'delivery');
}
