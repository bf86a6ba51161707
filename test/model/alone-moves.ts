import { outcomesFor, type ObjectionOutcome } from '../../src/law/objection-grounds.js';
import { commissionWindowEnd } from '../../src/law/objection-windows.js';
import { nextObjectionState } from '../../src/law/next-state.js';
import { mailAddress, nationalId } from '../support/request-bodies.js';
import { isOrderOpen, newObjection, type LoneObjection, type ModelCase } from './model-case.js';
import { endObjection } from './model-time.js';
import {
  done,
  inDays,
  MALFORMED,
  NO,
  NO_OBJECTION,
  numberOf,
  receiptDay,
  TEXT,
  type Body,
  type Move,
  type Mover,
  type Sight,
  type Verdict,
} from './move.js';

/** Objections to periodic information that was not published: ground b, no request (law.md row 20, annex XI). */
export const ALONE_MOVES: readonly Move[] = [
  {
    ...filing('citizen', 'public objections', () => ({}), receiptDay),
    name: 'citizen object b without a request',
  },
  {
    ...filing(
      'desk',
      'paper objections',
      (sight) => ({ channel: 'post', receivedOn: inDays(sight, -2), backdatingReason: TEXT }),
      (_, sight) => inDays(sight, -2),
    ),
    name: 'desk enter objection b without a request',
    paper: 'backdatingFileId',
  },
  ...(['granted', 'upheld'] as const).map(reply),
  onLast('superior', 'settle', () => ({ record: TEXT }), ended('settle')),
  onLast('desk', 'withdraw', () => ({ reason: TEXT }), ended('withdraw')),
  {
    ...onLast('citizen', 'withdraw', () => ({ reason: TEXT }), ended('withdraw')),
    at: 'tracking',
    body: ({ alone }) => ({
      reason: TEXT,
      registerNumber: alone.at(-1)?.number ?? NO_OBJECTION,
      ...(alone.length === 0 ? {} : { trackingCode: alone.at(-1)?.trackingCode }),
    }),
  },
  onLast(
    'desk',
    'carry-out',
    () => ({ explanation: TEXT, fileIds: [] }),
    (objection, model, { today }) => {
      if (!isOrderOpen(objection) || !nextObjectionState(objection.status, 'carry-out').ok) return NO;
      return done(() => {
        objection.carriedOutOn = today;
        const waits = objection.commissionUntil === null || objection.commissionUntil >= today;
        if (!waits) endObjection(model, objection);
      });
    },
  ),
];

function filing(
  mover: Mover,
  at: 'public objections' | 'paper objections',
  more: (sight: Sight) => Body,
  receivedOn: (model: ModelCase, sight: Sight) => Sight['today'],
): Move {
  return {
    name: '',
    mover,
    at,
    act: '',
    body: (_, sight) => ({ grounds: ['b'], story: TEXT, requester: somebody(), ...more(sight) }),
    judge: (model, sight) =>
      done((answer) => {
        const { trackingCode } = answer as { readonly trackingCode: string };
        const number = numberOf(answer) ?? '';
        const day = receivedOn(model, sight);
        const filed = newObjection(number, ['b'], model.rules, day, sight);
        model.alone.push({ ...filed, id: '', trackingCode });
      }),
    idle: true,
  };
}

function somebody(): Body {
  return {
    kind: 'individual',
    name: 'Elsye Contoh Manuputty',
    nationalId: nationalId(),
    address: 'Jalan Contoh Batu Merah Nomor 9',
    email: mailAddress(),
    phone: null,
  };
}

function reply(outcome: ObjectionOutcome): Move {
  const order = outcome === 'granted';
  const move = onLast(
    'superior',
    'reply',
    (sight) => ({
      outcome,
      reasons: TEXT,
      order: order ? { text: TEXT, carryOutBy: inDays(sight, 10) } : null,
    }),
    (objection, model, sight) => {
      if (!outcomesFor(objection.grounds).includes(outcome)) return MALFORMED;
      const next = nextObjectionState(objection.status, 'reply');
      if (!next.ok) return NO;
      return done(() => {
        objection.status = next.to;
        objection.contestedFrom = sight.today;
        objection.contestedZero = 'receipt';
        objection.commissionUntil = commissionWindowEnd(sight.today, sight.calendar, model.rules).date;
        objection.commissionRuns = true;
        objection.orderDue = order ? inDays(sight, 10) : null;
      });
    },
  );
  return { ...move, name: `${move.name} ${outcome}` };
}

function ended(event: 'settle' | 'withdraw'): (objection: LoneObjection) => Verdict {
  return (objection) => {
    const next = nextObjectionState(objection.status, event);
    if (!next.ok) return NO;
    return done(() => {
      objection.status = next.to;
      objection.commissionRuns = false;
    });
  };
}

/** An act on the last objection that has no request. */
function onLast(
  mover: Mover,
  act: string,
  body: (sight: Sight) => Body,
  judge: (objection: LoneObjection, model: ModelCase, sight: Sight) => Verdict,
): Move {
  return {
    name: `${mover} ${act} objection without a request`,
    mover,
    at: 'alone',
    act,
    body: (_, sight) => body(sight),
    judge: (model, sight) => {
      const last = model.alone.at(-1);
      return last === undefined ? NO : judge(last, model, sight);
    },
  };
}
