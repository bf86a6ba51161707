/**
 * What became of case n: when it came, whose it is, when it was answered and how, in dates that the law's own functions
 * count. Nothing here is written anywhere; `rows.mjs` makes rows of it.
 */
import { readCityCalendar, readCityRules } from '../../dist/city-files.js';
import { endOfLocalDay, localDayOf, localInstant } from '../../dist/law/local-date.js';
import { objectionReplyDue, objectionWindowEnd } from '../../dist/law/objection-windows.js';
import { clocksAtFiling } from '../../dist/law/reply-clock.js';
import { endOfTerm } from '../../dist/law/term.js';
import { chanceOf } from './chance.mjs';

const DAY = 86_400_000;
export const YEARS = 3;
const SPAN = YEARS * 365.25 * DAY;
/** The largest agency has this share of the cases; the others share the rest, the first of the list more than the last. */
const LARGEST = 0.07;
const WITHDRAWN = 0.02;
/** One case in so many is objected to, where its answer allows. */
const OBJECTED = 29;

/** Whether anybody will object to case n, if its answer allows it. */
export function mayBeObjected(n) {
  return n % OBJECTED === 7;
}

const calendar = readCityCalendar();
const { ruleset } = readCityRules();
const counted = new Map();

/** Dates by day of receipt are counted once. */
function terms(day) {
  let known = counted.get(day);
  if (known === undefined) {
    const { completenessDue, replyDue } = clocksAtFiling(
      { receivedOn: day, enteredOn: day },
      calendar,
      ruleset,
    );
    known = {
      check: completenessDue.date,
      first: replyDue,
      extended: endOfTerm('extension', replyDue.date, calendar, ruleset),
    };
    counted.set(day, known);
  }
  return known;
}

const windows = new Map();
function windowEnd(day, dayZero) {
  const key = `${dayZero} ${day}`;
  let known = windows.get(key);
  if (known === undefined)
    windows.set(key, (known = objectionWindowEnd(day, calendar, ruleset, dayZero).date));
  return known;
}

const workingDay = (from, days) => calendar.dueDate(from, days).date;
const at = (day, hours) => localInstant(day, '00:00').getTime() + Math.floor(hours * 3_600_000);

/** The moment of case n of `total`, counted back from `now`; later n are later. */
export function momentOf(n, { total, now, seed }) {
  const slot = SPAN / total;
  return Math.floor(now - SPAN + slot * (n - 1) + slot * chanceOf(seed * 7 + n)());
}

/** Reminders of a clock before its last day: what is over was sent, what is not waits. */
export function daysBefore(day, days) {
  return localInstant(days === 0 ? day : calendar.workingDayBefore(day, days), '08:00').getTime();
}

/** The story of case n. All moments are milliseconds, all days `YYYY-MM-DD`; null = it has not happened. */
export function storyOf(n, frame) {
  const { now, agencies } = frame;
  const chance = chanceOf(frame.seed * 1_000_003 + n);
  const receivedAt = momentOf(n, frame);
  const receivedOn = localDayOf(receivedAt);
  const { check, first, extended } = terms(receivedOn);
  const story = {
    n,
    chance,
    receivedAt,
    receivedOn,
    agency: agencyOf(chance, agencies),
    check,
    firstDue: first,
    due: first,
    completeAt: null,
    extendedAt: null,
    lapsedAt: null,
    noticedAt: null,
    outcome: null,
    late: false,
    provideOn: null,
    deliveredAt: null,
    withdrawnAt: null,
    window: null,
    finalAt: null,
    objection: null,
  };
  const fate = chance();
  const isExtended = chance() < 0.1;
  const answerDay = workingDay(receivedOn, daysToAnswer(chance, isExtended));
  const found = at(workingDay(receivedOn, 1 + Math.floor(chance() * 3)), 8 + 8 * chance());
  const isSilent = fate < neglected(now - receivedAt);
  const answerAt = isSilent ? Infinity : Math.max(at(answerDay, 8 + 8 * chance()), receivedAt + 60_000);
  const withdrawnAt = at(workingDay(receivedOn, 4), 9 + chance());
  story.completeAt = past(Math.max(Math.min(found, answerAt), receivedAt + 30_000), now);
  if (fate > 1 - WITHDRAWN && withdrawnAt <= now && withdrawnAt < answerAt) {
    story.withdrawnAt = withdrawnAt;
    return story;
  }
  extend(story, isExtended, chance, Math.min(now, answerAt));
  lapse(story, Math.min(now, answerAt));
  if (answerAt <= now) answer(story, answerAt, now);
  return story;
}

/** The share that nobody answered: most of a year's neglect is cleared up in time, a little stays. */
function neglected(age) {
  return 0.31 * Math.max(0, 1 - age / (365 * DAY)) + 0.006;
}

function daysToAnswer(chance, isExtended) {
  const kind = chance();
  if (isExtended) return kind < 0.85 ? 11 + Math.floor(chance() * 7) : 18 + Math.floor(chance() * 10);
  return kind < 0.92 ? 1 + Math.floor(Math.sqrt(chance()) * 10) : 11 + Math.floor(chance() * 25);
}

function agencyOf(chance, agencies) {
  if (chance() < LARGEST) return agencies[0];
  return agencies[1 + Math.floor(chance() ** 1.3 * (agencies.length - 1))];
}

function past(moment, now) {
  return moment <= now ? moment : null;
}

function extend(story, isExtended, chance, until) {
  const moment = at(workingDay(story.receivedOn, 7 + Math.floor(chance() * 3)), 8 + 8 * chance());
  if (!isExtended || story.completeAt === null || moment >= until) return;
  story.extendedAt = moment;
  story.due = terms(story.receivedOn).extended;
}

function lapse(story, until) {
  const moment = endOfLocalDay(story.due.date).getTime();
  if (moment > until) return;
  story.lapsedAt = moment;
  story.window = {
    foundOn: story.due.date,
    dayZero: 'end-of-term',
    until: windowEnd(story.due.date, 'end-of-term'),
  };
}

function answer(story, moment, now) {
  const { chance } = story;
  const day = localDayOf(moment);
  story.noticedAt = moment;
  story.late = story.lapsedAt !== null;
  const kind = chance();
  story.outcome =
    kind < 0.8 ? 'granted_full' : kind < 0.9 ? 'not_held' : kind < 0.96 ? 'not_documented' : 'refused_other';
  const until = windowEnd(day, 'receipt');
  if (story.window === null || until >= story.window.until)
    story.window = { foundOn: day, dayZero: 'receipt', until };
  if (story.outcome === 'granted_full') {
    const isLater = chance() < 0.3;
    story.provideOn = isLater ? workingDay(day, 6) : day;
    story.deliveredAt = isLater
      ? past(at(workingDay(day, 1 + Math.floor(chance() * 5)), 9 + 6 * chance()), now)
      : moment;
  }
  object(story, now);
  end(story, now);
}

function object(story, now) {
  const opened = story.deliveredAt ?? (story.outcome === 'granted_full' ? null : story.noticedAt);
  if (!mayBeObjected(story.n) || opened === null) return;
  const moment = at(
    workingDay(localDayOf(opened), 2 + Math.floor(story.chance() * 15)),
    8 + 8 * story.chance(),
  );
  if (moment > now || moment >= endOfLocalDay(story.window.until).getTime()) return;
  const receivedOn = localDayOf(moment);
  const replyDue = objectionReplyDue({ receivedOn, enteredOn: receivedOn }, calendar, ruleset);
  const withdrawn = at(workingDay(receivedOn, 5 + Math.floor(story.chance() * 12)), 10);
  story.objection = {
    receivedAt: moment,
    receivedOn,
    grounds: ['d'],
    replyDue,
    withdrawnAt: withdrawn <= now ? withdrawn : null,
  };
}

// A closed request is final once its right to object has passed; an objection that was withdrawn keeps nothing open.
function end(story, now) {
  const isClosed = story.outcome !== 'granted_full' || story.deliveredAt !== null;
  const moment = endOfLocalDay(story.window.until).getTime();
  const pending = story.objection !== null && story.objection.withdrawnAt === null;
  const resolved = Math.max(moment, story.objection?.withdrawnAt ?? 0, story.deliveredAt ?? 0);
  if (isClosed && !pending && resolved <= now) story.finalAt = resolved;
}
