/** The trail of a story: one event a change, each naming the version of the case that it made. */

const SYSTEM = { actorKind: 'system', actorId: null, actorName: null };
const PUBLIC = { actorKind: 'public', actorId: null, actorName: null };
const EVENTS = {
  granted_full: ['granted', 'granted_open'],
  not_held: ['answered-not-held', 'closed_not_held'],
  not_documented: ['answered-not-documented', 'closed_not_documented'],
  refused_other: ['refused-other', 'closed_refused'],
};

/** `{ events, version }`; the events stand in the order of time. */
export function trailOf(story, { number, ids, versions, objectionNumber, officers }) {
  const requester = { actorKind: 'requester', actorId: ids.case, actorName: null };
  const [one] = officers;
  const officer = one === undefined ? SYSTEM : { actorKind: 'staff', actorId: one.id, actorName: one.name };
  const events = [];
  let state = 'received';
  let version = 1;
  const note = (at, actor, event, facts, more = {}) => events.push({ at, actor, event, facts, ...more });
  const step = (at, actor, event, to, facts = {}) => {
    version += 1;
    note(at, actor, event, { ...facts, from: state, to, version });
    state = to;
  };
  note(story.receivedAt, PUBLIC, 'filed', {
    version,
    channel: 'web',
    number,
    dueOn: story.firstDue.date,
    completenessDueOn: story.check,
    calendar: String(versions.calendar),
    agency: story.agency,
  });
  if (story.completeAt !== null) step(story.completeAt, officer, 'declared-complete', 'processing');
  if (story.extendedAt !== null)
    step(story.extendedAt, officer, 'extended', 'extended', { dueOn: story.due.date });
  if (story.lapsedAt !== null) {
    const dueOn = story.due.date;
    step(story.lapsedAt, SYSTEM, 'reply-lapsed', state, { dueOn });
  }
  if (story.withdrawnAt !== null) step(story.withdrawnAt, requester, 'withdrawn', 'withdrawn');
  if (story.noticedAt !== null) {
    const [event, to] = EVENTS[story.outcome];
    const { outcome, late, window } = story;
    step(story.noticedAt, officer, event, to, { outcome, late, objectionUntil: window.until, items: 1 });
  }
  if (story.deliveredAt !== null)
    step(story.deliveredAt, officer, 'delivered', 'closed_granted', { channel: 'online' });
  if (story.objection !== null) {
    const facts = { objectionId: ids.objection, number: objectionNumber.text };
    const { receivedAt, withdrawnAt, replyDue } = story.objection;
    step(receivedAt, requester, 'objection-filed', state, {
      ...facts,
      grounds: ['d'],
      replyDueOn: replyDue.date,
    });
    if (withdrawnAt !== null)
      note(withdrawnAt, requester, 'objection-withdrawn', { ...facts, objectionVersion: 2 });
  }
  if (story.finalAt !== null) step(story.finalAt, SYSTEM, 'finalised', 'final');
  return { events, version };
}
