import { combineOutcomes } from '../../src/law/decision-kinds.js';
import { impliedEvents, nextState, type RequestEvent } from '../../src/law/next-state.js';
import { needsMayorApproval } from '../../src/law/who-decides.js';
import { approved, grant, notHeld, refusal, type Answer } from './answers.js';
import { undecided, type ModelCase, type ModelPart } from './model-case.js';
import { decreeExempt } from './model-time.js';
import {
  bodyOf,
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

/** The answers of the parts of a split request; the last one brings the one notice. */
export const PART_MOVES: readonly Move[] = [
  ...([0, 1] as const).flatMap((at) => [
    onPart(at, grant(0)),
    onPart(at, notHeld),
    onPart(at, refusal('full')),
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

function consentToPart(model: ModelCase, part: ModelPart, sight: Sight, isApproved: boolean): Verdict {
  const until = part.proposedUntil;
  if (part.state !== 'consent_pending' || until === null || until <= sight.today) return NO;
  if (needsMayorApproval(model.rules) && !isApproved) return MALFORMED;
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
