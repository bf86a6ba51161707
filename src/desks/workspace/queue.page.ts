import { momentWords } from '../../cases/requests/pages/case-dates.js';
import { owesDelivery } from '../../law/delivery.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { replyClockRuns } from '../../law/request-states.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { rowDate } from '../../office/calendar/date-block.js';
import { shortName } from '../../office/staff/staff-frame.js';
import type { TextPart } from '../../platform/views/parts/case-parts.js';
import type { PartLink, RowDate } from '../../platform/views/parts/date-block.js';
import type { QueueColumn, QueueRow, ViewItem } from '../../platform/views/parts/staff-parts.js';
import { staffStatusTag, type StatusTag } from '../../platform/views/parts/status-tag.js';
import type { Texts } from '../../platform/views/texts.js';
import type { CaseListPage, ListedCase, ViewCount } from './case-list.queries.js';
import { CaseSearch } from './case-search.js';
import { nextActionOf, shownDay, standingOf, subjectOf } from './case-standing.js';
import { queueFields, queueHref } from './queue-address.js';
import { filterOf, type FilterFacts } from './queue-filter.page.js';
import { activeFilters } from './queue-filters.js';
import { QUEUE_VIEWS, QUIET_VIEWS, type QueueViewName } from './queue-views.js';

/** What the queue page is made of. */
export interface QueueFacts extends FilterFacts {
  readonly page: CaseListPage;
  readonly counts: ReadonlyMap<QueueViewName, ViewCount>;
  readonly now: Date;
  readonly calendar: WorkingCalendar;
  /** The calendar of each row's own rule set. */
  readonly calendars: ReadonlyMap<number, WorkingCalendar>;
}

/** The whole model of `/petugas`; the template only prints it. */
export function queueModel(texts: Texts, facts: QueueFacts): object {
  const rows = facts.page.rows.map((row) => queueRow(texts, facts, row));
  const filtered = activeFilters(facts.place.filter) > 0;
  return {
    groups: viewGroups(texts, facts),
    head: headOf(texts, facts, rows),
    filter: filterOf(texts, facts),
    table: {
      caption: texts.t(`workspace.views.${facts.place.view}`),
      desk: facts.isDesk,
      columns: columnsOf(texts, facts),
      rows,
    },
    range: rangeOf(texts, facts),
    nextHref:
      facts.page.nextCursor === null
        ? null
        : queueHref(facts.place, { extra: [['sesudah', facts.page.nextCursor]] }),
    firstHref: facts.page.before > 0 ? queueHref(facts.place) : null,
    empty: rows.length > 0 ? null : filtered ? nothingFound(texts, facts) : emptyOf(texts, facts),
  };
}

function viewGroups(
  texts: Texts,
  { place, counts }: QueueFacts,
): readonly { readonly label: string; readonly items: readonly ViewItem[] }[] {
  return (['daily', 'waiting', 'other'] as const).map((group) => ({
    label: texts.t(`workspace.groups.${group}`),
    items: QUEUE_VIEWS.filter(
      (view) =>
        view.group === group &&
        (!QUIET_VIEWS.includes(view.name) ||
          view.name === place.view ||
          (counts.get(view.name)?.count ?? 0) > 0),
    ).map((view) => ({
      href: view.name === 'semua' ? '/petugas' : `/petugas?tampilan=${view.name}`,
      text: texts.t(`workspace.views.${view.name}`),
      count: counts.get(view.name)?.count ?? 0,
      current: view.name === place.view,
    })),
  }));
}

function headOf(texts: Texts, facts: QueueFacts, rows: readonly QueueRow[]): object {
  const { place } = facts;
  const first = rows[0];
  return {
    title: texts.t(`workspace.views.${place.view}`),
    count: texts.t('workspace.queue.count', { n: totalOf(facts) }),
    sentence: sentenceOf(texts, facts),
    search: {
      action: '/petugas',
      value: place.filter.words ?? '',
      hidden: Object.fromEntries(queueFields(place).filter(([name]) => name !== 'kata')),
    },
    primary: first === undefined ? null : { href: first.href, text: texts.t('workspace.queue.open-first') },
  };
}

/** `4 terlambat, 11 dalam 3 hari, 2 belum dibagi.`, each a link to its view; else what the view gathers. */
function sentenceOf(texts: Texts, { place, counts }: QueueFacts): readonly TextPart[] {
  const named: readonly QueueViewName[] = ['terlambat', 'tiga-hari', 'belum-dibagi'];
  const held = named.filter((name) => (counts.get(name)?.count ?? 0) > 0);
  if ((place.view !== 'semua' && place.view !== 'hari-ini') || held.length === 0)
    return [{ text: texts.t(`workspace.about.${place.view}`) }];
  return held.flatMap((name, index) => [
    ...(index > 0 ? [{ text: ', ' }] : []),
    {
      text: texts.t(`workspace.queue.split.${name}`, { n: counts.get(name)?.count ?? 0 }),
      href: `/petugas?tampilan=${name}`,
    },
    ...(index === held.length - 1 ? [{ text: '.' }] : []),
  ]);
}

function columnsOf(texts: Texts, { place }: QueueFacts): readonly QueueColumn[] {
  const sorted = (key: 'due' | 'number', name: string): QueueColumn => {
    const recent = place.view === 'selesai';
    const now = place.sort ?? (recent ? '' : 'batas');
    const column = { key, text: texts.t(`workspace.columns.${key}`) };
    const direction = now === name ? 'ascending' : now === `-${name}` ? 'descending' : null;
    const wish = now === name ? `-${name}` : name;
    const sortHref = queueHref({ ...place, sort: wish === 'batas' && !recent ? null : wish });
    return { ...column, sortHref, ...(direction === null ? {} : { sort: direction }) };
  };
  const plain = (key: QueueColumn['key']): QueueColumn => ({
    key,
    text: texts.t(`workspace.columns.${key}`),
  });
  return [
    sorted('due', 'batas'),
    sorted('number', 'nomor'),
    plain('summary'),
    plain('status'),
    plain('holder'),
    plain('last'),
  ];
}

/** A row of the queue; the address of its case remembers the view it was opened from. */
export function queueRow(texts: Texts, facts: QueueFacts, row: ListedCase): QueueRow {
  const { now } = facts;
  const calendar = facts.calendars.get(row.rule_set_version) ?? facts.calendar;
  const cut = row.register_number.lastIndexOf('-') + 1;
  const agency = row.agency_code === null ? null : facts.agencies.get(row.agency_code);
  return {
    id: row.id,
    href: queueHref(facts.place, { path: `/petugas/kasus/${row.id}` }),
    overdue: standingOf(row, calendar, now).overdue,
    date: dateOf(texts, calendar, row, localDayOf(now)),
    numberHead: row.register_number.slice(0, cut),
    numberTail: row.register_number.slice(cut),
    summary: subjectOf(row.question),
    status: rowStatus(texts, row),
    flags: flagsOf(texts, row),
    holder: row.holder_name === null ? texts.t('workspace.queue.nobody') : shortName(row.holder_name),
    ...(facts.isDesk
      ? {
          agency:
            agency?.shortName ??
            texts.t(`workspace.queue.${row.part_count > 0 ? 'several-agencies' : 'no-agency'}`),
        }
      : {}),
    lastEvent: lastWords(texts, row),
    lastWhen: row.last_at === null ? '' : momentWords(texts, row.last_at, now),
  };
}

/** A tag fits its narrow column: the longest states have short words there. */
function rowStatus(texts: Texts, { status }: ListedCase): StatusTag {
  const tag = staffStatusTag(texts, status);
  const short = `workspace.queue.short.${status}`;
  return texts.has(short) ? { ...tag, text: texts.t(short) } : tag;
}

/** Words under the status: a new message first, else the next step; an open objection beside it. */
function flagsOf(texts: Texts, row: ListedCase): readonly TextPart[] {
  const next = nextActionOf(row);
  const flags: TextPart[] = orderFlags(texts, row);
  if (row.replied && row.closed_at === null)
    flags.push({ text: texts.t('workspace.flags.message'), strong: true });
  else if (next !== null && next.action !== 'carry-out' && !row.objected)
    flags.push({ text: texts.t(`workspace.flags.next.${next.action}`) });
  if (row.standing !== 'statutory') flags.push({ text: texts.t(`workspace.flags.${row.standing}`) });
  if (row.objected && row.order_by !== 'superior') flags.push({ text: texts.t('workspace.flags.objection') });
  else if (row.with_files && row.replied) flags.push({ text: texts.t('workspace.flags.files') });
  return flags;
}

/** An order stands before all else: whatever the state says, this is still to be done. */
function orderFlags(texts: Texts, { order_by: by, order_due_on: dueOn }: ListedCase): TextPart[] {
  if (by === null || dueOn === null) return [];
  const values = { date: texts.formats.dayMonthShort(dueOn) };
  return [{ text: texts.t(`workspace.orders.${by}.flag`, values), strong: true }];
}

function lastWords(texts: Texts, row: ListedCase): string {
  if (row.last_event === null) return '';
  if (row.last_event === 'message' && row.last_direction === 'from-requester')
    return texts.t('workspace.last.replied');
  const key = `workspace.last.${row.last_event}`;
  return texts.t(texts.has(key) ? key : 'workspace.last.other');
}

/** The date cell: the day that binds, the requester's while it is the requester's turn; else the day of the answer. */
export function dateOf(texts: Texts, calendar: WorkingCalendar, row: ListedCase, today: LocalDate): RowDate {
  const answered = row.noticed_at ?? row.closed_at;
  const isOwed = owesDelivery({ state: row.status, provideOn: row.provide_on });
  const waits = row.order_due_on !== null || row.letter_due_on !== null;
  if (answered !== null && !isOwed && !waits) {
    const cell = rowDate(texts, calendar, { today, due: localDayOf(answered), state: 'answered' });
    return row.noticed_at === null ? { ...cell, words: texts.t('workspace.queue.closed') } : cell;
  }
  const due = shownDay(row);
  if (due === null) return withoutTerm(texts, row.received_on);
  const running = replyClockRuns(row.status) || isOwed || waits;
  return rowDate(texts, calendar, { today, due, state: running ? 'running' : 'waiting' });
}

// Official help between public bodies has no statutory term: the day of receipt stands there instead.
function withoutTerm(texts: Texts, receivedOn: LocalDate): RowDate {
  return {
    tone: 'quiet',
    sign: 'waiting',
    date: texts.formats.dateShort(receivedOn),
    iso: receivedOn,
    words: texts.t('workspace.queue.no-term'),
  };
}

/** Cases of the list on all its pages. */
function totalOf({ page, place, counts }: QueueFacts): number {
  return page.total ?? counts.get(place.view)?.count ?? page.rows.length;
}

function rangeOf(texts: Texts, facts: QueueFacts): string | null {
  const { page, place } = facts;
  if (page.rows.length === 0) return null;
  const total = totalOf(facts);
  const isCut = place.filter.words !== null && total >= CaseSearch.ENOUGH;
  const words = isCut ? 'workspace.queue.newest-range' : 'workspace.queue.range';
  return texts.t(words, { from: page.before + 1, to: page.before + page.rows.length, total });
}

function nothingFound(texts: Texts, { place }: QueueFacts): object {
  return {
    title: texts.t('workspace.empty.nothing-found'),
    text: texts.t('workspace.empty.nothing-found-text'),
    primary: {
      href: place.view === 'semua' ? '/petugas' : `/petugas?tampilan=${place.view}`,
      text: texts.t('workspace.empty.drop-filter'),
    },
  };
}

/** An empty view says why, and which views hold cases, each with its nearest date. */
function emptyOf(texts: Texts, facts: QueueFacts): object {
  const wanted: readonly QueueViewName[] = ['terlambat', 'hari-ini', 'tiga-hari', 'milik-saya', 'semua'];
  const today = localDayOf(facts.now);
  const held = wanted
    .filter((name) => name !== facts.place.view && (facts.counts.get(name)?.count ?? 0) > 0)
    .slice(0, 3);
  const views = held.map((name) => {
    const { count, nearest } = facts.counts.get(name) ?? { count: 0, nearest: null };
    return {
      href: name === 'semua' ? '/petugas' : `/petugas?tampilan=${name}`,
      text: texts.t(`workspace.views.${name}`),
      count: texts.t('workspace.queue.count', { n: count }),
      date:
        nearest === null ? null : rowDate(texts, facts.calendar, { today, due: nearest, state: 'running' }),
    };
  });
  const first = views[0];
  return {
    title: texts.t('workspace.empty.title'),
    text: texts.t(`workspace.empty.${facts.place.view}`),
    lead: texts.t('workspace.empty.lead'),
    views,
    primary:
      first === undefined
        ? null
        : ({
            href: first.href,
            text: texts.t('workspace.empty.open-view', { view: first.text }),
          } satisfies PartLink),
  };
}
