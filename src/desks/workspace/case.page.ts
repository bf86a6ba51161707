import { replyTermOf } from '../../cases/requests/case-counts.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import { caseDateBlock, caseSafeDate, caseTags } from '../../cases/requests/pages/case-dates.js';
import { possibleExtension } from '../../law/extension.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { awaitsNotice } from '../../law/request-states.js';
import { maySeeIdentity } from '../../office/access/policy.js';
import { shortName } from '../../office/staff/staff-frame.js';
import type { CaseBar } from '../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import { caseActs, type CaseActs } from './case-acts.page.js';
import { clockRows } from './case-dates.page.js';
import type { Neighbours } from './case-list.queries.js';
import type { OrderOfRequest } from './case-page.queries.js';
import type { CaseReading } from './case-reading.js';
import { carryOutKey, factRowsOf, headingOf, type CaseFacts } from './case-facts.page.js';
import { TIMELINE_TABS, timelineEntries, type TimelineTab } from './case-timeline.page.js';
import { nextActionOf } from './case-standing.js';
import { queueHref } from './queue-address.js';
import { returnReason } from './returned-proposals.js';
import { waitingFiles } from './staff-files.js';

/** What the page of a case is made of. */
export interface CasePageFacts extends CaseFacts {
  readonly neighbours: Neighbours | null;
  readonly tab: TimelineTab;
  /** Orders on the request whose part this is. */
  readonly ordersOfRequest: readonly OrderOfRequest[];
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
    date: caseDateBlock(texts, { ...reading, letterOn: letterDay(reading) }),
    safe: caseSafeDate(texts, reading),
    waiting: waitingFor(texts, facts),
    acts: withOrder(
      texts,
      facts,
      withLetter(
        texts,
        reading,
        withPreparing(texts, reading, caseActs(texts, row, reading.actions, query), query),
      ),
    ),
    whyNot: whyNotExtend(texts, reading),
    clocksModel: {
      title: texts.t('workspace.case.clocks'),
      rows: clockRows(texts, reading, extendedDate(reading)),
    },
    checks: awaitsNotice(reading.row.status) ? checksOf(texts, reading) : null,
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

/** What the case waits for beside its own state: an order or agreement, and a proposal that came back. */
function waitingFor(texts: Texts, facts: CasePageFacts): readonly Waiting[] {
  const { reading, objections, ordersOfRequest } = facts;
  const shared = ordersOfRequest.map(({ by, day, text }): Waiting => {
    const order = texts.t(`workspace.orders.${by}.next`, { date: texts.formats.date(day) });
    return { tone: 'amber', text: texts.t('workspace.case.order-of-request', { order, text }) };
  });
  const own = objections.flatMap(({ id, ordered, agreed, order_by: by }): Waiting[] => {
    if (!ordered || by === null) return [];
    const left = reading.calendar.workingDaysLeft(localDayOf(reading.now), by);
    const key = `${agreed ? 'agreed' : 'order'}${left < 0 ? '-late' : ''}`;
    const date = texts.formats.date(by);
    const link = texts.t(carryOutKey({ agreed }));
    return [
      {
        tone: 'amber',
        text: texts.t(`workspace.case.${key}`, { date }),
        link: { href: `/petugas/keberatan/${id}`, text: link },
      },
    ];
  });
  const orders = [...shared, ...own];
  const returned = reading.events.findLast(({ event }) => event === 'returned' || event === 'proposed');
  if (returned?.event !== 'returned' || !awaitsNotice(reading.row.status)) return orders;
  const reason = returnReason(reading.returns, returned.at);
  if (reason === null) return orders;
  return [...orders, { tone: 'amber', text: texts.t('workspace.case.returned', { reason }) }];
}

interface Waiting {
  readonly text: string;
  readonly tone: 'amber';
  readonly link?: { readonly href: string; readonly text: string };
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

/** The letter of the next action leads to the page on which its posting is recorded; one that left, to its receipt. */
function withLetter(texts: Texts, reading: CaseReading, acts: CaseActs): CaseActs {
  if (!reading.actions.includes('record-posting')) return acts;
  const next = nextActionOf({ ...reading.row, late_repair: reading.lateRepairWaits })?.action;
  const letter = mailsOf(reading.row)
    .map((mail) => reading.lettersToSend.find((waiting) => waiting.mail === mail))
    .find((waiting) => waiting !== undefined);
  if (letter === undefined) return acts;
  const step = letter.sentOn === null ? 'send' : 'receipt';
  const link = {
    href: `/petugas/tugas/${letter.task}/cetak`,
    text: texts.t(`workspace.acts.letter-${step}`),
  };
  if (next !== 'send-letter' && next !== 'record-receipt') return { ...acts, others: [...acts.others, link] };
  const others = acts.primary === null ? acts.others : [acts.primary, ...acts.others];
  return { ...acts, primary: link, others };
}

/** The letters that the next action may be about; what an order gave after the answer leaves with one of its own. */
function mailsOf({
  status,
  letter_due_on: answerBy,
  order_in_letter: isOrdered,
}: CaseRow): readonly string[] {
  if (status === 'incomplete') return ['needs-completing'];
  return isOrdered && answerBy === null ? ['order-carried-out', 'answered'] : ['answered'];
}

/** Where nothing else is to be done first, the order of the superior or what was agreed is the act. */
function withOrder(texts: Texts, { objections }: CasePageFacts, acts: CaseActs): CaseActs {
  const ordered = objections.find((one) => one.ordered);
  if (acts.primary !== null || ordered === undefined) return acts;
  const primary = { href: `/petugas/keberatan/${ordered.id}`, text: texts.t(carryOutKey(ordered)) };
  return { ...acts, primary };
}

function extensionOf({ row, calendar, rules, now }: CaseReading): ReturnType<typeof possibleExtension> {
  return possibleExtension(replyTermOf(row), calendar, rules, localDayOf(now));
}

function extendedDate(reading: CaseReading): LocalDate | null {
  if (!reading.actions.includes('extend')) return null;
  const extension = extensionOf(reading);
  return extension.ok ? extension.dueDate.date : null;
}

/** Where the link to the extension would stand while none is possible: why not. */
function whyNotExtend(texts: Texts, reading: CaseReading): string | null {
  const { row, actions } = reading;
  if (!actions.includes('grant') || actions.includes('extend') || row.due_on === null) return null;
  if (row.parent_id !== null) return texts.t('workspace.case.extend-the-whole');
  const extension = extensionOf(reading);
  const refusal = extension.ok ? null : extension.refusal;
  if (refusal === 'extension-adds-nothing') return texts.t('workspace.case.too-early-to-extend');
  if (refusal === 'already-overdue') return texts.t('workspace.case.too-late-to-extend');
  if (row.extended_at === null) return null;
  return texts.t('workspace.case.extended-once', {
    date: texts.formats.dateShort(localDayOf(row.extended_at)),
  });
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

/** Day 0 of the T3 that runs: the receipt of its letter. */
function letterDay({ clocks }: CaseReading): LocalDate | null {
  return clocks.findLast(({ kind, stoppedAt }) => kind === 'T3' && stoppedAt === null)?.startedOn ?? null;
}
