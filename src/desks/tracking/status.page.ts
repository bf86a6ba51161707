import { nextState } from '../../law/next-state.js';
import { timeLimit } from '../../law/time-limits.js';
import { isEnded } from '../../law/request-states.js';
import type { City } from '../../platform/config/city.js';
import { pathInLanguage } from '../../platform/views/language.js';
import type { FileRow, SummaryCard, TextPart, TimelineEntry } from '../../platform/views/parts/case-parts.js';
import type { PartLink } from '../../platform/views/parts/date-block.js';
import type { Texts } from '../../platform/views/texts.js';
import { offersToObject } from './remedy-words.js';
import { groundNames, objectionParts, type ObjectionPart } from './status-objections.js';
import { givenRows, statusAnswer, statusLetters } from './status-answer.js';
import type { GivenOnOrder, StatusAnswer } from './status-answer.js';
import { statusDates, type StatusDates } from './status-dates.js';
import { shownState, statusLead, type StatusLead } from './status-lead.js';
import { statusTimeline } from './status-timeline.js';
import type { Layer } from './track-sessions.js';
import { agencyName, nextToCommission, objectionDay, partStatus, type TrackedCase } from './tracked-case.js';

export interface StatusPage {
  readonly title: string;
  readonly number: string;
  readonly lead: StatusLead;
  readonly dates: StatusDates;
  /** The one filled button of the page, when the next step is the reader's. */
  readonly primary: PartLink | null;
  readonly answer: StatusAnswer | null;
  readonly hasAnswer: boolean;
  /** Letters of a case that has no answer yet; only behind the code. */
  readonly letters: readonly FileRow[];
  /** What orders brought beyond the notice; only behind the code. */
  readonly given: readonly GivenOnOrder[];
  readonly prepared: {
    readonly card: SummaryCard;
    readonly fileHref: string;
    readonly readHref: string;
  } | null;
  /** Every objection, the newest first: a later one does not end what an earlier one has opened. */
  readonly objections: readonly ObjectionPart[];
  /** How to go on to the commission, once the way is open. */
  readonly commission: readonly TextPart[] | null;
  readonly unhappy: { readonly parts: readonly TextPart[]; readonly href: string } | null;
  readonly acts: { readonly message: string | null; readonly links: readonly PartLink[] };
  /** Named apart from the macro that draws it. */
  readonly story: readonly TimelineEntry[];
  /** Who answers which part of a split request; what was asked only for who came with the code. */
  readonly partRows: readonly PartRow[];
  readonly isOpen: boolean;
  readonly side: readonly PartLink[];
  readonly mayLetBe: boolean;
  readonly csrf: string;
}

/** A part of a split request on the page. */
export interface PartRow {
  readonly number: string;
  readonly agency: string;
  readonly status: string;
  readonly question: string | null;
}

export interface StatusOptions {
  readonly layer: Layer;
  readonly csrf: string;
  readonly city: City;
  /** A ground is open that no objection has been decided on. */
  readonly mayObjectAnew: boolean;
}

/** The tracking page of a case: state, whose turn, date, acts, story; content only for who came with the code. */
export function statusPage(texts: Texts, tracked: TrackedCase, options: StatusOptions): StatusPage {
  const { row } = tracked;
  const isOpen = options.layer === 'content';
  const link = (page: string): string => pathInLanguage(`/permohonan-saya/${page}`, texts.language);
  const prepared = preparedCard(texts, tracked, options.city, link);
  const answer = statusAnswer(texts, tracked);
  const given = givenRows(texts, tracked);
  return {
    title: texts.t('tracking.title', { number: row.register_number }),
    number: row.register_number,
    lead: statusLead(texts, tracked, options),
    dates: statusDates(texts, tracked, options),
    primary: primaryAct(texts, tracked, { isOpen, answer, hasGiven: given.length > 0 }, link),
    answer: isOpen ? answer : null,
    hasAnswer: answer !== null,
    letters: isOpen ? statusLetters(texts, tracked) : [],
    given: isOpen ? given : [],
    prepared,
    objections: objectionParts(texts, tracked, options.city, isOpen ? link : null),
    commission: commissionParts(texts, tracked, options.city),
    unhappy: prepared === null && options.mayObjectAnew ? unhappyParts(texts, tracked, link) : null,
    acts: actsOf(texts, tracked, link),
    story: statusTimeline(texts, tracked),
    partRows: partRows(texts, tracked, isOpen),
    isOpen,
    side: isOpen
      ? [
          { href: link('isi'), text: texts.t('tracking.side.content') },
          { href: link('pesan'), text: texts.t('tracking.side.messages', { n: tracked.messages }) },
          { href: link('data-saya'), text: texts.t('tracking.side.own-data') },
          { href: link('email'), text: texts.t('tracking.act.email') },
        ]
      : [],
    mayLetBe: prepared !== null,
    csrf: options.csrf,
  };
}

function partRows(texts: Texts, tracked: TrackedCase, isOpen: boolean): readonly PartRow[] {
  return tracked.parts.map((part) => ({
    number: part.number,
    agency: agencyName(part.agency, texts.language) ?? texts.t('tracking.office'),
    status: texts.t(`common.status.${partStatus(tracked.row, part)}`),
    question: isOpen ? part.question : null,
  }));
}

type LinkTo = (page: string) => string;

function primaryAct(
  texts: Texts,
  tracked: TrackedCase,
  { isOpen, answer, hasGiven }: { isOpen: boolean; answer: StatusAnswer | null; hasGiven: boolean },
  link: LinkTo,
): PartLink | null {
  if (shownState(tracked) === 'incomplete')
    return { href: link('lengkapi'), text: texts.t('tracking.act.complete') };
  if (answer === null && !hasGiven) return null;
  if (isOpen) return answer?.download ?? null;
  return { href: link('buka'), text: texts.t('tracking.act.open-answer') };
}

function preparedCard(texts: Texts, tracked: TrackedCase, city: City, link: LinkTo): StatusPage['prepared'] {
  const { prepared, calendar, today } = tracked;
  if (prepared === null) return null;
  const left = calendar.workingDaysLeft(today, prepared.until);
  const note =
    left < 0
      ? texts.t('tracking.objection.is-late')
      : left === 0
        ? texts.t('common.date.words.last-day')
        : texts.t('common.date.words.left', { n: left });
  return {
    card: {
      title: texts.t('tracking.prepared.title'),
      rows: [
        { label: texts.t('tracking.prepared.ground'), value: groundNames(texts, prepared.grounds) },
        {
          label: texts.t('tracking.prepared.to'),
          value: texts.t('tracking.superior', { office: city.shortName }),
        },
        { label: texts.t('tracking.prepared.last-day'), value: texts.formats.date(prepared.until), note },
      ],
    },
    fileHref: link('keberatan'),
    readHref: link('keberatan/periksa?disiapkan=1'),
  };
}

function commissionParts(texts: Texts, tracked: TrackedCase, city: City): readonly TextPart[] | null {
  const until = nextToCommission(tracked)?.commissionUntil;
  if (until == null) return null;
  return [
    { text: texts.t('tracking.commission.before', { commission: city.commission.name[texts.language] }) },
    { text: ` ${texts.formats.date(until)}`, strong: true },
    { text: `. ${texts.t('tracking.commission.after', { address: city.commission.address })}` },
  ];
}

/** After a notice or a closing: the right to object with its last day; later it stays open, and the page says so. */
function unhappyParts(texts: Texts, tracked: TrackedCase, link: LinkTo): StatusPage['unhappy'] {
  const { row, today } = tracked;
  if (row.objection_until === null || !offersToObject(tracked)) return null;
  const waits = objectionDay(tracked) === null;
  if (waits) return { parts: [{ text: texts.t('tracking.unhappy.waits') }], href: link('keberatan') };
  const date = texts.formats.date(row.objection_until);
  const days = timeLimit('objectionWindow', today).length;
  const parts =
    today > row.objection_until
      ? [{ text: texts.t('tracking.objection.late', { date, n: days }) }]
      : [
          { text: `${texts.t('tracking.unhappy.before')} ` },
          { text: date, strong: true },
          { text: ` ${texts.t('tracking.unhappy.days', { n: days })}` },
        ];
  return { parts, href: link('keberatan') };
}

function actsOf(texts: Texts, { row, hasLateRepair }: TrackedCase, link: LinkTo): StatusPage['acts'] {
  const isOver = isEnded(row.status);
  const may = {
    completeLate: row.status === 'closed_incomplete' && !hasLateRepair,
    withdraw: nextState(row.status, 'withdraw').ok,
    fileAgain: row.status === 'closed_incomplete' || row.status === 'withdrawn',
  };
  const act = (allowed: boolean, page: string, key: string): readonly PartLink[] =>
    allowed ? [{ href: link(page), text: texts.t(key) }] : [];
  return {
    message: isOver ? null : link('pesan'),
    links: [
      ...act(true, 'tanda-bukti.pdf', 'tracking.act.receipt'),
      ...act(may.completeLate, 'lengkapi', 'tracking.act.complete-late'),
      ...act(may.withdraw, 'cabut', 'tracking.act.withdraw'),
      ...act(row.status === 'received', 'email', 'tracking.act.email'),
      ...(may.fileAgain
        ? [{ href: pathInLanguage('/permohonan', texts.language), text: texts.t('tracking.act.file-again') }]
        : []),
    ],
  };
}
