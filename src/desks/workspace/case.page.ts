import { letterName } from '../../cases/requests/pages/letter-names.js';
import { caseDateBlock, caseSafeDate, caseTags } from '../../cases/requests/pages/case-dates.js';
import { decideExtension } from '../../law/extension.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { maySeeIdentity } from '../../office/access/policy.js';
import { shortName } from '../../office/staff/staff-frame.js';
import type { Actor } from '../../platform/database/scope.js';
import type { TextPart } from '../../platform/views/parts/case-parts.js';
import type { CaseBar, FactRow } from '../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import { caseActs, type CaseActs } from './case-acts.page.js';
import { clockRows } from './case-dates.page.js';
import type { Neighbours } from './case-list.queries.js';
import type { CaseObjection, SimilarCase } from './case-page.queries.js';
import type { CaseReading } from './case-reading.js';
import { subjectOf } from './case-standing.js';
import {
  TIMELINE_TABS,
  timelineEntries,
  type TimelineFacts,
  type TimelineTab,
} from './case-timeline.page.js';
import { queueHref, type QueuePlace } from './queue-address.js';
import { openableFiles, waitingFiles } from './staff-files.js';

/** What the page of a case is made of. */
export interface CasePageFacts {
  readonly actor: Actor;
  readonly reading: CaseReading;
  readonly place: QueuePlace;
  readonly neighbours: Neighbours | null;
  readonly similar: readonly SimilarCase[];
  readonly objections: readonly CaseObjection[];
  readonly tab: TimelineTab;
  readonly timeline: TimelineFacts;
}

/** The whole model of `/petugas/kasus/{id}`. */
export function casePageModel(texts: Texts, facts: CasePageFacts): object {
  const { reading, place, actor } = facts;
  const { row } = reading;
  const here = `/petugas/kasus/${row.id}`;
  const query = queueHref(place, { path: '' });
  return {
    bar: caseBarOf(texts, facts),
    subject: headingOf(row.question),
    question: row.question,
    factRows: factRowsOf(texts, facts),
    timeline: {
      tabs: TIMELINE_TABS.map((tab) => ({
        href: `${queueHref(place, { path: here, extra: tab === 'semua' ? [] : [['linimasa', tab]] })}#linimasa`,
        text: texts.t(`workspace.tabs.${tab}`),
        current: tab === facts.tab,
      })),
      entries: timelineEntries(texts, reading, facts.timeline, facts.tab),
    },
    date: caseDateBlock(texts, reading),
    safe: caseSafeDate(texts, reading),
    acts: withPreparing(texts, reading, caseActs(texts, row, reading.actions, query), query),
    whyNot: whyNotExtend(texts, reading),
    clocksModel: {
      title: texts.t('workspace.case.clocks'),
      rows: clockRows(texts, reading, extendedDate(facts)),
    },
    checks: reading.row.noticed_at === null ? checksOf(texts, reading) : null,
    isDesk: maySeeIdentity(actor),
  };
}

/** The bar of a case: number, tags, holder, and the way through the view it was opened from. */
export function caseBarOf(texts: Texts, { reading, place, neighbours }: CasePageFacts): CaseBar {
  const { row } = reading;
  const to = (id: string | null): string | undefined =>
    id === null ? undefined : queueHref(place, { path: `/petugas/kasus/${id}` });
  const base = {
    number: row.register_number,
    tags: caseTags(texts, reading),
    holder: texts.t('workspace.case.holder', {
      name: reading.holderName === null ? texts.t('workspace.case.nobody') : shortName(reading.holderName),
    }),
  };
  if (neighbours === null)
    return {
      ...base,
      back: { href: queueHref(place), text: texts.t('workspace.case.to-queue') },
    };
  const [previousHref, nextHref] = [to(neighbours.previous), to(neighbours.next)];
  return {
    ...base,
    view: {
      ...(previousHref === undefined ? {} : { previousHref }),
      position: texts.t('workspace.case.position', {
        n: neighbours.position,
        total: neighbours.total,
        view: texts.t(`workspace.views.${place.view}`),
      }),
      ...(nextHref === undefined ? {} : { nextHref }),
    },
  };
}

/** The subject as heading: a long question is cut at a word. */
export function headingOf(question: string): string {
  const subject = subjectOf(question);
  if (subject.length >= question.replace(/\s+/gu, ' ').trim().length) return subject;
  return `${subject.replace(/\s+\S*$/u, '')}…`;
}

function factRowsOf(texts: Texts, facts: CasePageFacts): readonly FactRow[] {
  const { reading, actor, similar, place } = facts;
  const { row, items } = reading;
  const rows: FactRow[] = [];
  const say = (label: string, value: string): void => {
    rows.push({ label: texts.t(`workspace.case.${label}`), value });
  };
  if (maySeeIdentity(actor) || actor.roles.includes('supervisor'))
    say(
      'agency',
      row.agency_code === null
        ? texts.t('workspace.queue.no-agency')
        : facts.timeline.agencyName(row.agency_code),
    );
  if (items.length > 1)
    rows.push({
      label: texts.t('workspace.case.items'),
      parts: items.flatMap((item) => [
        { text: `${String(item.position)}. ${item.text}` },
        { text: texts.t(`workspace.outcome.${item.outcome ?? 'open'}`), muted: true },
      ]),
    });
  const purpose = texts.t(`workspace.purpose.${row.purpose_kind}`);
  say('purpose', row.purpose_text === null ? purpose : `${purpose}: ${row.purpose_text}`);
  say('access', accessWords(texts, reading));
  if (row.standing !== 'statutory') say('standing', texts.t(`workspace.standing.${row.standing}`));
  say('channel', texts.t(`workspace.filter.channels.${row.channel}`));
  const files = fileParts(texts, reading, actor);
  if (files.length > 0) rows.push({ label: texts.t('workspace.case.files'), parts: files });
  if (maySeeIdentity(actor) && reading.letters.length > 0)
    rows.push({ label: texts.t('workspace.case.letters'), parts: letterParts(texts, reading) });
  rows.push({ label: texts.t('workspace.case.requester'), parts: requesterParts(texts, reading, actor) });
  for (const [label, cases] of [
    ['parts', reading.parts],
    ['group', reading.group],
  ] as const) {
    if (cases.length === 0) continue;
    rows.push({
      label: texts.t(`workspace.case.${label}`),
      parts: cases.flatMap((other) => [
        { text: other.registerNumber, href: `/petugas/kasus/${other.id}` },
        { text: texts.t(`common.staff-status.${other.status}`).toLowerCase() },
        ...(other.agency === null ? [] : [{ text: facts.timeline.agencyName(other.agency), muted: true }]),
      ]),
    });
  }
  if (facts.objections.length > 0) {
    rows.push({
      label: texts.t('workspace.case.objections'),
      parts: facts.objections.map((one) => ({
        href: `/petugas/keberatan/${one.id}`,
        text: `${one.register_number} (${texts.t(`objections.pages.${one.ordered ? 'carry-out' : `status.${one.status}`}`).toLowerCase()})`,
      })),
    });
  }
  if (similar.length > 0) {
    rows.push({
      label: texts.t('workspace.case.similar'),
      parts: similar.flatMap((other, index) => [
        {
          text: other.register_number.slice(other.register_number.lastIndexOf('-') + 1),
          href: queueHref(place, { path: `/petugas/kasus/${other.id}` }),
        },
        {
          text: `${headingOf(other.question)} (${texts.t(`common.staff-status.${other.status}`).toLowerCase()})${index < similar.length - 1 ? ';' : ''}`,
        },
      ]),
    });
  }
  return rows;
}

/** Issued letters, each with its number and whether it is signed; they name the person, so they are the desk's. */
function letterParts(texts: Texts, { row, letters }: CaseReading): TextPart[] {
  return letters.flatMap(({ id, kind, number, signedAt }) => [
    { text: letterName(texts, kind), href: `/petugas/kasus/${row.id}/surat/${id}` },
    {
      text: texts.t(`workspace.case.letter-${signedAt === null ? 'unsigned' : 'signed'}`, {
        number: number ?? '-',
      }),
      muted: true,
    },
  ]);
}

function accessWords(texts: Texts, { row }: CaseReading): string {
  if (row.access === 'inspect') return texts.t('workspace.case.inspect');
  return texts.t('workspace.case.copy', {
    format: texts.t(`workspace.format.${row.format ?? 'softcopy'}`),
    delivery: texts.t(`workspace.delivery.${row.delivery ?? 'online'}`),
  });
}

function fileParts(texts: Texts, reading: CaseReading, actor: Actor): TextPart[] {
  const base = `/petugas/kasus/${reading.row.id}/berkas`;
  const isDesk = maySeeIdentity(actor);
  const parts: TextPart[] = openableFiles(actor, reading.files)
    .filter(({ purpose }) => purpose !== 'letter')
    .flatMap((file, index) => [
      {
        text: file.name ?? texts.t('workspace.case.attachment', { n: index + 1 }),
        href: `${base}/${file.id}`,
      },
      {
        text: texts.t('workspace.case.file-facts', {
          kind: texts.t(`workspace.file-purpose.${file.purpose}`),
          size: texts.formats.bytes(file.bytes),
        }),
        muted: true,
      },
      ...(isDesk && file.purpose === 'attachment' && !file.identityFree
        ? [{ text: texts.t('workspace.case.clear-file'), href: `${base}/${file.id}/bebas-identitas` }]
        : []),
    ]);
  const waiting = waitingFiles(reading.files);
  if (!isDesk && waiting > 0)
    parts.push({ text: texts.t('workspace.case.waiting-files', { n: waiting }), muted: true });
  return parts;
}

/** Closed for everybody; the desk alone may open it with a reason that is recorded. */
function requesterParts(texts: Texts, reading: CaseReading, actor: Actor): TextPart[] {
  if (!maySeeIdentity(actor)) return [{ text: texts.t('workspace.case.requester-closed') }];
  const verified = texts.t(
    reading.identityVerified ? 'workspace.case.identity-checked' : 'workspace.case.identity-unchecked',
  );
  return [
    { text: `${texts.t('workspace.case.closed')} ${verified}` },
    {
      text: texts.t('workspace.case.open-identity'),
      href: `/petugas/kasus/${reading.row.id}/identitas`,
    },
  ];
}

/** Where the desk sends, the officer in charge still has the way to the draft. */
function withPreparing(texts: Texts, reading: CaseReading, acts: CaseActs, query: string): CaseActs {
  if (!reading.preparesOnly) return acts;
  const draft = {
    href: `/petugas/kasus/${reading.row.id}/jawab/1${query}`,
    text: texts.t('workspace.acts.prepare'),
  };
  return acts.primary === null ? { ...acts, primary: draft } : { ...acts, others: [draft, ...acts.others] };
}

function extendedDate({ reading }: CasePageFacts): LocalDate | null {
  const { row, calendar, rules, now } = reading;
  if (row.due_on === null || !reading.actions.includes('extend')) return null;
  const decided = decideExtension(
    {
      state: row.status,
      countedFrom: row.reply_started_on ?? row.received_on,
      replyDue: row.due_on,
      isExtended: row.extended_at !== null,
      reasons: ['statusUndecided'],
      explanation: '-',
    },
    calendar,
    rules,
    localDayOf(now),
  );
  return decided.ok ? decided.dueDate.date : null;
}

/** Where the link to the extension would stand while none is possible: why not. */
function whyNotExtend(texts: Texts, { row, actions }: CaseReading): string | null {
  if (!actions.includes('grant') || actions.includes('extend')) return null;
  return row.extended_at === null
    ? texts.t('workspace.case.too-late-to-extend')
    : texts.t('workspace.case.extended-once', { date: texts.formats.dateShort(localDayOf(row.extended_at)) });
}

function checksOf(texts: Texts, reading: CaseReading): object {
  const { row, files } = reading;
  const waiting = waitingFiles(files);
  const row1 = (key: string, done: boolean, state: string): object => ({
    text: texts.t(`workspace.checks.${key}`),
    done,
    state,
  });
  const open = texts.t('workspace.checks.open');
  const replied = reading.events.findLast((event) => event.event === 'message');
  const waits = replied?.facts['direction'] === 'from-requester';
  return {
    title: texts.t('workspace.checks.title'),
    rows: [
      row1(
        'complete',
        row.complete_at !== null,
        row.complete_at === null ? open : texts.formats.dateShort(localDayOf(row.complete_at)),
      ),
      row1(
        'holder',
        reading.holderName !== null,
        reading.holderName === null ? open : shortName(reading.holderName),
      ),
      row1('files', waiting === 0, waiting === 0 ? '' : texts.t('workspace.checks.waiting', { n: waiting })),
      row1('messages', !waits, waits ? open : ''),
    ],
  };
}
