import { combineOutcomes, type NoticeOutcome } from '../../src/law/decision-kinds.js';
import { impliedEvents, nextState, type RequestEvent } from '../../src/law/next-state.js';
import { needsMayorApproval } from '../../src/law/who-decides.js';
import { approved, grant, notHeld, refusal, type Answer } from './answers.js';
import { undecided, type ModelCase, type ModelItem, type ModelPart } from './model-case.js';
import { decreeExempt } from './model-time.js';
import {
  bodyOf,
  declareComplete,
  done,
  MALFORMED,
  NO,
  sendNotice,
  TEXT,
  type Body,
  type Move,
  type Sight,
  type Verdict,
} from './move.js';

/** The answers of the parts of a split request, also item by item; the last one brings the one notice. */
export const PART_MOVES: readonly Move[] = [
  ...([0, 1] as const).flatMap((at) => [
    onPart(at, grant(0)),
    onPart(at, notHeld),
    onPart(at, refusal('full')),
    onPart(at, refusal('partial')),
    oneItem(at, grant(0)),
    oneItem(at, refusal('full')),
    ofPart(at, 'itemise', { items: [{ text: 'Rincian belanja' }, { text: 'Bukti belanja' }] }, itemise),
    ofPart(at, 'consent', {}, (model, part, sight) => consentToPart(model, part, sight, false)),
    {
      ...ofPart(at, 'consent', approved, (model, part, sight) => consentToPart(model, part, sight, true)),
      name: `superior consent to part ${String(at)} with the approval of the mayor`,
    },
    ofPart(at, 'return', { reason: TEXT }, returned),
  ]),
];

function ofPart(
  at: 0 | 1,
  name: RequestEvent | 'itemise',
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
    (model, part, sight) => decidePart(model, part, sight, answer, part.items.length),
  );
}

/** The first item of the part that is undecided. */
function oneItem(at: 0 | 1, answer: Answer): Move {
  const move = ofPart(
    at,
    answer.act,
    ({ parts }, sight) => {
      const first = parts[at]?.items.findIndex(({ outcome }) => outcome === null) ?? 0;
      return {
        ...answer.body(sight),
        itemIds: [sight.partItemIds[at]?.[Math.max(first, 0)] ?? sight.twinId],
      };
    },
    (model, part, sight) => decidePart(model, part, sight, answer, 1),
  );
  return { ...move, name: `${move.name}, one item` };
}

function decidePart(model: ModelCase, part: ModelPart, sight: Sight, answer: Answer, most: number): Verdict {
  if (!nextState(part.state, answer.act).ok) return NO;
  const open = part.items.filter(({ outcome }) => outcome === null);
  const chosen = open.slice(0, most);
  if (chosen.length === 0) return NO;
  return done(() => {
    const { exemptUntil, ...contents } = answer.decided?.(sight) ?? {};
    for (const item of chosen)
      Object.assign(item, { outcome: answer.outcome, decidedOn: sight.today, ...contents });
    if (exemptUntil !== undefined) part.proposals.push(exemptUntil);
    // A part is not complete by itself: rows 8-12 declare the whole request complete.
    if (impliedEvents(part.state, answer.act).length > 0) declareComplete(model, sight);
    if (chosen.length < open.length) return;
    if (combineOutcomes(outcomesOf(part.items)).needsConsent) part.state = 'consent_pending';
    else answered(model, part, sight);
  });
}

function itemise(_: ModelCase, part: ModelPart): Verdict {
  const isOpen = ['received', 'processing', 'extended'].includes(part.state);
  if (!isOpen || part.everDecided || part.items.some(({ outcome }) => outcome !== null)) return NO;
  return done(() => (part.items = [undecided(), undecided()]));
}

function consentToPart(model: ModelCase, part: ModelPart, sight: Sight, isApproved: boolean): Verdict {
  if (part.state !== 'consent_pending') return NO;
  if (part.proposals.some((until) => until <= sight.today)) return NO;
  if (needsMayorApproval(model.rules) && !isApproved) return MALFORMED;
  return done(() => {
    decreeExempt(model, part.proposals, sight.now, sight.calendar);
    answered(model, part, sight);
  });
}

function returned(model: ModelCase, part: ModelPart): Verdict {
  const next = nextState(part.state, 'return', { isExtended: model.extendedOn !== null });
  if (!next.ok) return NO;
  return done(() => {
    part.state = next.to;
    part.proposals = [];
    part.everDecided = true;
    part.items = part.items.map((item) =>
      item.outcome === 'refused_exempt' || item.outcome === 'granted_partial' ? undecided() : item,
    );
  });
}

function outcomesOf(items: readonly ModelItem[]): readonly NoticeOutcome[] {
  return items.flatMap(({ outcome }) => (outcome === null ? [] : [outcome]));
}

/** A part is answered: it is handed over to the request at once; the last one brings the one notice. */
function answered(model: ModelCase, part: ModelPart, sight: Sight): void {
  const combined = combineOutcomes(outcomesOf(part.items));
  const next = nextState(part.state, combined.event, { extent: combined.extent });
  if (!next.ok) throw new Error(`the model answers a part in ${part.state}`);
  const handed = nextState(next.to, 'deliver', { extent: combined.extent });
  part.state = next.to === 'granted_open' && handed.ok ? handed.to : next.to;
  if (
    model.parts.some(({ state }) => ['received', 'processing', 'extended', 'consent_pending'].includes(state))
  )
    return;
  model.items = model.parts.flatMap(({ items }) => items);
  model.everDecided = true;
  for (const implied of impliedEvents(model.state, combined.event))
    if (nextState(model.state, implied).ok) model.state = 'processing';
  if (combineOutcomes(outcomesOf(model.items)).needsConsent) model.state = 'consent_pending';
  sendNotice(model, sight);
}
