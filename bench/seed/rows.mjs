/**
 * A thread that turns stories into rows for COPY: persons sealed by the program's own vault, trails chained and sealed by
 * its own chain, clocks as its rooms write them. Answers `{ from, to }` with the rows of each table.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { CaseLinks } from '../../dist/cases/requests/case-links.js';
import { endOfLocalDay } from '../../dist/law/local-date.js';
import { createHmacChain } from '../../dist/office/audit/chain.js';
import { Requesters } from '../../dist/office/requesters/requesters.js';
import { MasterKey } from '../../dist/platform/crypto/master-key.js';
import { newTrackingCode } from '../../dist/platform/crypto/tracking-code.js';
import { Vault } from '../../dist/platform/crypto/vault.js';
import { clocksOf } from './clocks.mjs';
import { CopyRows } from './copy-rows.mjs';
import { trailOf } from './trail.mjs';
import { storyOf } from './story.mjs';
import { person, question } from './words.mjs';

/** Names share their beginnings: each is hashed once. */
class RememberingRequesters extends Requesters {
  known = new Map();
  nameIndex(beginning) {
    let hash = this.known.get(beginning);
    if (hash === undefined) this.known.set(beginning, (hash = super.nameIndex(beginning)));
    return hash;
  }
}

const { keyFile, columns, frame, versions, city, staff, numbers } = workerData;
const vault = new Vault(MasterKey.read(keyFile));
const requesters = new RememberingRequesters(vault);
const links = new CaseLinks(vault, { publicUrl: '' });
const chain = createHmacChain(vault.keyOf('audit chain'));

parentPort.on('message', ({ from, to }) => {
  const tables = Object.entries(columns).map(([table, known]) => [table, new CopyRows(known)]);
  const byName = Object.fromEntries(tables);
  const add = (table, values) => byName[table].add(values);
  for (let n = from; n <= to; n += 1) write(n, add);
  const made = tables.filter(([, rows]) => rows.count > 0).map(([table, rows]) => [table, rows.done()]);
  parentPort.postMessage(
    made,
    made.map(([, rows]) => rows.buffer),
  );
});

function write(n, add) {
  const story = storyOf(n, frame);
  const ids = { case: randomUUID(), requester: randomUUID(), item: randomUUID(), objection: null };
  if (story.objection !== null) ids.objection = randomUUID();
  const year = Number(story.receivedOn.slice(0, 4));
  const seq = numbers.requests.base[year] + n - numbers.requests.first[year];
  const number = `${city.prefix}-${String(year)}-${String(seq).padStart(6, '0')}`;
  const subject = question(story.chance, year);
  const objectionNumber = ids.objection === null ? null : numberOfObjection(story);
  const names = { number, ids, versions, objectionNumber, officers: staff[story.agency] ?? [] };
  const trail = trailOf(story, names);
  writePerson(n, story, ids, add);
  writeCase({ story, ids, year, seq, number, subject, trail }, add);
  writeTrail(ids.case, story, trail, add);
  for (const { dueAt, doneAt, ...row } of clocksOf(story, ids, frame.now)) {
    add('due_rows', {
      ...row,
      case_id: ids.case,
      due_at: dueAt,
      done_at: doneAt,
      effective_at: doneAt,
      recorded_at: doneAt,
    });
  }
  writeAnswer(story, ids, names, add);
  if (ids.objection !== null) writeObjection(story, ids, objectionNumber, subject, add);
}

function writePerson(n, story, ids, add) {
  const prepared = requesters.prepare({
    id: ids.requester,
    kind: 'individual',
    person: person(n, story.chance),
    language: 'id',
    citizenship: 'WNI',
    identityKind: 'ktp',
    identityFileId: null,
  });
  add('requesters', {
    id: ids.requester,
    kind: 'individual',
    wrapped_key: prepared[2],
    sealed: prepared[3],
    national_id_index: prepared[4],
    email_index: prepared[5],
    name_word_hashes: prepared[6],
    language: 'id',
    citizenship: 'WNI',
    identity_kind: 'ktp',
    created_at: story.receivedAt,
  });
}

const CLOSED = {
  granted_full: 'closed_granted',
  not_held: 'closed_not_held',
  not_documented: 'closed_not_documented',
  refused_other: 'closed_refused',
};

function stateOf(story) {
  if (story.withdrawnAt !== null) return 'withdrawn';
  if (story.finalAt !== null) return 'final';
  if (story.noticedAt !== null)
    return story.outcome === 'granted_full' && story.deliveredAt === null
      ? 'granted_open'
      : CLOSED[story.outcome];
  if (story.extendedAt !== null) return 'extended';
  return story.completeAt === null ? 'received' : 'processing';
}

function closedAt(story) {
  if (story.withdrawnAt !== null) return story.withdrawnAt;
  return story.outcome === 'granted_full' ? story.deliveredAt : story.noticedAt;
}

function writeCase({ story, ids, year, seq, number, subject, trail }, add) {
  const received = story.receivedAt;
  const { chance } = story;
  add('cases', {
    id: ids.case,
    public_body: city.publicBody,
    register_year: year,
    register_seq: seq,
    register_number: number,
    requester_id: ids.requester,
    channel: chance() < 0.7 ? 'web' : 'api',
    received_at: received,
    received_on: story.receivedOn,
    entered_at: received,
    question: subject,
    purpose_kind: ['research', 'news', 'business', 'oversight', 'personal'][Math.floor(chance() * 5)],
    access: 'copy',
    delivery: 'online',
    format: 'softcopy',
    language: 'id',
    may_publish: chance() < 0.2,
    agency_requested: story.agency,
    agency_code: story.agency,
    status: stateOf(story),
    completeness_due_on: story.check,
    complete_at: story.completeAt,
    reply_started_on: story.receivedOn,
    due_on: story.due.date,
    due_at: endOfLocalDay(story.due.date).getTime(),
    due_kind: story.extendedAt === null ? 'first' : 'extended',
    due_provisional: story.due.provisional,
    calendar_version: versions.calendar,
    rule_set_version: versions.rules,
    extended_at: story.extendedAt,
    noticed_at: story.noticedAt,
    outcome: story.withdrawnAt === null ? story.outcome : 'withdrawn',
    noticed_outcome: story.outcome,
    provide_on: story.provideOn,
    objection_until: story.window?.until ?? null,
    closed_at: closedAt(story),
    tracking_code_hash: vault.index('tracking code', newTrackingCode()),
    link_token_hash: links.hashOf(links.statusToken(ids.case, 0)),
    version: trail.version,
  });
  add('case_items', { id: ids.item, case_id: ids.case, position: 1, text: subject });
  add('outbox', {
    effect_key: `registered:${ids.case}`,
    kind: 'registered',
    case_id: ids.case,
    recipient_kind: 'requester',
    recipient_id: ids.requester,
    message_id: `<${ids.item}@${city.domain}>`,
    body_hash: randomBytes(32),
    state: 'accepted',
    legal: true,
    created_at: received,
    next_attempt_at: received,
    attempts: 1,
    fence: 1,
    accepted_at: story.receivedAt + 2_000,
    server_reply: '250 taken',
  });
}

function writeTrail(caseId, story, trail, add) {
  const stream = `case:${caseId}`;
  let previous = chain.start;
  trail.events.forEach((event, index) => {
    const row = {
      stream,
      seq: index + 1,
      caseId,
      event: event.event,
      ...event.actor,
      agency: story.agency,
      visibleTo: event.visibleTo ?? 'requester',
      effectiveAt: new Date(event.at),
      recordedAt: new Date(event.at),
      facts: event.facts,
    };
    const hash = chain.hash(row, previous);
    add('audit', {
      stream,
      seq: row.seq,
      case_id: caseId,
      event: row.event,
      actor_kind: row.actorKind,
      actor_id: row.actorId,
      actor_name: row.actorName,
      agency_code: story.agency,
      visible_to: row.visibleTo,
      effective_at: event.at,
      recorded_at: event.at,
      facts: row.facts,
      previous_hash: previous,
      hash,
    });
    previous = hash;
  });
  const seq = trail.events.length;
  add('audit_heads', { stream, seq, seal: chain.seal(stream, seq, previous) });
}

const NOBODY = '00000000-0000-4000-8000-000000000001';

function writeAnswer(story, ids, { officers }, add) {
  const staffId = officers[0]?.id ?? NOBODY;
  if (story.extendedAt !== null) {
    add('extensions', {
      case_id: ids.case,
      reasons: ['statusUndecided'],
      explanation: 'Dokumen masih diperiksa oleh bidang yang menguasainya.',
      old_due_on: story.firstDue.date,
      term_end_on: story.firstDue.date,
      new_due_on: story.due.date,
      staff_id: staffId,
      at: story.extendedAt,
    });
  }
  if (story.withdrawnAt !== null)
    add('withdrawals', { case_id: ids.case, by_kind: 'requester', at: story.withdrawnAt });
  if (story.lapsedAt !== null && story.noticedAt === null) {
    add('prepared_objections', {
      case_id: ids.case,
      grounds: ['c'],
      story: 'Permohonan saya belum dijawab sampai batas waktunya.',
      until: story.window.until,
      prepared_at: story.lapsedAt,
    });
  }
  if (story.noticedAt === null) return;
  const noticed = story.noticedAt;
  const isGranted = story.outcome === 'granted_full';
  add('item_decisions', {
    id: randomUUID(),
    act_id: randomUUID(),
    case_id: ids.case,
    item_id: ids.item,
    outcome: story.outcome,
    form: isGranted ? 'softcopy' : null,
    provide_on: story.provideOn,
    holder: story.outcome === 'not_held' ? 'Pemerintah Provinsi Maluku' : null,
    explanation: isGranted ? 'Salinan terlampir.' : 'Kami telah memeriksa arsip dan daftar informasi publik.',
    late: story.late,
    staff_id: staffId,
    decided_at: noticed,
    noticed_at: noticed,
  });
  if (story.deliveredAt !== null) {
    const delivered = story.deliveredAt;
    add('deliveries', {
      id: randomUUID(),
      case_id: ids.case,
      channel: 'online',
      delivered_on: new Date(story.deliveredAt + 9 * 3_600_000).toISOString().slice(0, 10),
      late: false,
      staff_id: staffId,
      at: delivered,
    });
  }
}

function numberOfObjection({ n, objection }) {
  const year = objection.receivedOn.slice(0, 4);
  return {
    year: Number(year),
    seq: numbers.objections[n],
    text: `${city.prefix}-${city.infix}-${year}-${String(numbers.objections[n]).padStart(6, '0')}`,
  };
}

function writeObjection(story, ids, number, subject, add) {
  const { objection } = story;
  const received = objection.receivedAt;
  add('objections', {
    id: ids.objection,
    public_body: city.publicBody,
    register_year: number.year,
    register_seq: number.seq,
    register_number: number.text,
    case_id: ids.case,
    requester_id: ids.requester,
    grounds: ['d'],
    story: `Jawaban atas permohonan ini tidak sesuai dengan yang saya minta: ${subject}`,
    late: false,
    status: objection.withdrawnAt === null ? 'open' : 'withdrawn',
    received_at: received,
    received_on: objection.receivedOn,
    entered_at: received,
    reply_due_on: objection.replyDue.date,
    reply_due_at: endOfLocalDay(objection.replyDue.date).getTime(),
    due_provisional: objection.replyDue.provisional,
    rule_set_version: versions.rules,
    channel: 'web',
    closed_at: objection.withdrawnAt,
    version: objection.withdrawnAt === null ? 1 : 2,
  });
  if (objection.withdrawnAt !== null)
    add('objection_closings', {
      objection_id: ids.objection,
      how: 'withdrawn',
      by_kind: 'requester',
      at: objection.withdrawnAt,
    });
}
