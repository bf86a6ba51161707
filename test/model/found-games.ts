import type { Ruleset } from '../../src/law/ruleset.js';
import type { Step } from './game.js';
import type { Filing } from './program.js';

/** A game that once showed a fault of the program, cut down to what showed it. */
export interface FoundGame {
  readonly showed: string;
  readonly readings?: Partial<Ruleset>;
  readonly filing?: Filing;
  readonly steps: readonly Step[];
}

const act = (move: string): Step => ({ move });
const days = (count: number): Step => ({ days: count });
const close: Step = { decree: 'close' };
const over: Step = { edge: 'just-over' };
const lastMinute: Step = { edge: 'last-minute' };

/** What the random games have found so far; they are played in every run. */
export const FOUND_GAMES: readonly FoundGame[] = [
  {
    showed: 'two windows of T7 when an objection ended after a broken promise had opened one',
    steps: [act('officer grant'), act('citizen object d'), days(20), act('desk withdraw objection')],
  },
  {
    showed: 'T7 going on by the calendar of before the decree',
    steps: [
      act('officer answer-not-held'),
      act('citizen object d'),
      close,
      act('desk settle objection'),
      over,
    ],
  },
  {
    showed: 'the clock of another order stopped when one was carried out',
    steps: [
      act('officer answer-not-held'),
      act('citizen object d'),
      act('superior reply granted'),
      act('citizen object e'),
      act('superior reply granted'),
      act('officer carry-out objection'),
      over,
    ],
  },
  {
    showed: 'T8 and T10 of a withdrawn request left out of a recount',
    steps: [
      act('officer grant'),
      act('citizen object d'),
      act('citizen withdraw'),
      close,
      act('superior reply inadmissible'),
      close,
    ],
  },
  {
    showed: 'a split request routed to one agency by the timer',
    steps: [act('desk split'), days(1), act('desk grant of part 0'), act('desk answer-not-held of part 1')],
  },
  {
    showed:
      'an objection that nothing ended, its dispute over and its order carried out before the end of T10',
    steps: [
      act('officer answer-not-held'),
      act('citizen object d'),
      act('superior reply granted'),
      act('supervisor open dispute'),
      act('supervisor mediation-agreed dispute without order'),
      act('officer carry-out objection'),
    ],
  },
  {
    showed: 'T10 started anew by an answer that came after the dispute',
    steps: [
      act('officer answer-not-held'),
      act('citizen object d'),
      days(45),
      days(20),
      act('supervisor open dispute'),
      act('superior reply inadmissible'),
    ],
  },
  {
    showed: 'the clock of material that had come',
    steps: [
      act('officer request-material'),
      days(1),
      act('officer request-material'),
      act('desk receive-material'),
    ],
  },
  {
    showed: 'the order on one request of a group answered for all of them',
    steps: [
      act('desk group'),
      days(20),
      act('citizen object c'),
      act('superior reply granted'),
      act('officer carry-out objection'),
    ],
  },
  {
    showed: 'a dispute refused because the objection of this evening counts as received tomorrow',
    readings: { afterHoursRollsOver: true },
    steps: [
      act('officer answer-not-held'),
      lastMinute,
      act('citizen object d'),
      act('superior reply upheld'),
      act('supervisor open dispute'),
    ],
  },
  {
    showed: 'T8 counted by a decree from the evening of the entry, not from the day that counts',
    readings: { afterHoursRollsOver: true, objectionClock: 'registration' },
    steps: [act('officer answer-not-held'), lastMinute, act('citizen object d'), close],
  },
  {
    showed: 'T4 counted anew by a declaration after T2, before a sweep had seen it end',
    readings: { replyClock: 'completeness' },
    steps: [{ unswept: { move: 'desk declare-complete' } }, over],
  },
  {
    showed: 'T2 of a printed letter running on after the requester had completed the request',
    filing: { channel: 'web', daysAgo: 0, byPost: true },
    steps: [act('desk declare-incomplete'), act('citizen complete'), over],
  },
  {
    showed: 'the outcome of the closing left on the parts of a request whose late repair was accepted',
    steps: [
      act('desk split'),
      act('desk declare-incomplete'),
      days(9),
      act('citizen complete'),
      act('desk accept-late-repair'),
    ],
  },
  {
    showed: 'a request asked back although the superior had a part of it, which then lived on alone',
    steps: [
      act('desk split'),
      act('desk grant of part 0'),
      act('desk propose-refusal of part 1'),
      act('desk declare-incomplete'),
      act('superior consent of part 1'),
    ],
  },
  {
    showed: 'the order of the superior running on after the requester had withdrawn the request',
    steps: [
      act('officer grant'),
      act('citizen object d'),
      act('superior reply granted'),
      act('citizen object b'),
      act('superior reply granted'),
      act('supervisor open dispute'),
      act('citizen withdraw'),
      over,
      over,
      act('officer carry-out objection'),
      days(45),
    ],
  },
  {
    showed: 'an order to answer carried out by a letter that still lay with the desk',
    filing: { channel: 'web', daysAgo: 0, byPost: true },
    steps: [
      days(20),
      act('citizen object c'),
      act('superior reply granted to answer'),
      act('officer answer-not-held'),
      over,
      act('desk record answered as received'),
    ],
  },
  {
    showed: 'an order on an unposted letter that could not be one to answer',
    filing: { channel: 'web', daysAgo: 0, byPost: true },
    steps: [
      act('officer answer-not-held'),
      days(20),
      act('citizen object c'),
      act('superior reply granted to answer'),
      act('officer carry-out objection'),
      act('desk record answered as received'),
    ],
  },
  {
    showed: 'an order running on after what was promised had been handed over',
    steps: [
      act('desk answer-not-documented'),
      act('citizen object e'),
      act('superior reply granted'),
      act('desk deliver'),
      over,
      days(45),
    ],
  },
  {
    showed: 'a promise ended by an order that handed nothing over',
    steps: [
      act('desk answer-not-documented'),
      act('citizen object e'),
      act('superior reply granted'),
      act('officer carry-out objection'),
      act('officer deliver'),
      days(45),
    ],
  },
  {
    showed: 'an unpaid grant left open by the files of an order of the commission',
    steps: [
      act('desk grant'),
      act('citizen object d'),
      days(45),
      days(20),
      act('supervisor open dispute'),
      act('supervisor ruling dispute with an order'),
      act('supervisor carry-out dispute with a file'),
      days(45),
    ],
  },
  {
    showed: 'a promised part that waited for the payment of the granted one',
    steps: [
      act('desk itemise'),
      act('desk answer-not-documented of one item'),
      act('desk grant'),
      act('officer deliver what was promised'),
      act('desk deliver what was granted'),
      days(10),
      act('desk record-payment'),
      act('desk deliver'),
      days(45),
    ],
  },
  {
    showed: 'no T6 of what was promised for an earlier day than the granted part',
    steps: [
      act('desk itemise'),
      act('officer answer-not-documented of one item'),
      act('desk grant'),
      days(4),
      act('citizen object e'),
      days(10),
      act('desk record-payment'),
      act('desk deliver'),
      act('desk deliver what was granted'),
      days(45),
    ],
  },
  {
    showed: 'nothing yet: one answer for a group gives each request its own notice and clock',
    steps: [days(1), act('desk group'), act('desk group'), days(2), act('officer grant for the group'), over],
  },
];
