import { localDayOf } from '../../../law/local-date.js';
import { rowDate } from '../../../office/calendar/date-block.js';
import { shortName } from '../../../office/staff/staff-frame.js';
import type { WorkingCalendar } from '../../../law/working-calendar.js';
import type { Texts } from '../../../platform/views/texts.js';
import type { DecidedItem } from '../../decisions/decided-items.queries.js';
import { one } from '../../requests/pages/act-form.js';
import type { ActSight } from '../../requests/pages/act-page.js';
import { caseSafeDate, momentInside } from '../../requests/pages/case-dates.js';
import { protectedWords, stillOpenWords } from '../refusal.letter.js';
import type { WholeProposal } from '../refusal-records.js';
import type { WaitingCase } from './consent.queries.js';

export const CONSENTS = '/pengawas/persetujuan';

/** Rows of the list: date, number, what is proposed, by whom. */
export function waitingRows(
  texts: Texts,
  cases: readonly WaitingCase[],
  facts: {
    readonly now: Date;
    readonly me: string | null;
    readonly calendarOf: (row: WaitingCase) => WorkingCalendar;
  },
): readonly object[] {
  const today = localDayOf(facts.now);
  return cases.map((row) => ({
    href: `${CONSENTS}/${row.id}`,
    number: row.registerNumber,
    summary: row.question.replace(/\s+/gu, ' ').slice(0, 140),
    date:
      row.dueOn === null
        ? null
        : rowDate(texts, facts.calendarOf(row), { today, due: row.dueOn, state: 'running' }),
    what: texts.t(row.extents.includes('partial') ? 'refusals.what.partial' : 'refusals.what.full'),
    agency: row.agency ?? '',
    by: texts.t('refusals.list.by', {
      name: row.proposedBy.map(shortName).join(', '),
      when: momentInside(texts, row.proposedAt, facts.now),
    }),
    isOwn: row.proposerIds.includes(facts.me ?? ''),
  }));
}

/** What the decision page shows beside the frame of every act. */
export interface ConsentFacts {
  readonly items: readonly DecidedItem[];
  readonly proposals: readonly WholeProposal[];
  readonly names: ReadonlyMap<string, string>;
  /** D8: whether a decree needs the mayor's approval. */
  readonly needsMayor: boolean;
}

/** The model of the decision page: what was asked, what is proposed on which test, and both ways to decide. */
export function consentModel(sight: ActSight, facts: ConsentFacts): object {
  const { texts, row, now, form, actor } = sight;
  const base = `${CONSENTS}/${row.id}`;
  const isOwn = facts.proposals.some(({ proposal }) => proposal.proposed_by === actor.id);
  const isPartial = facts.items.some(({ decision }) => decision.outcome !== 'refused_exempt');
  const isPlain = !isPartial && facts.proposals.length === 1;
  const [first] = facts.proposals;
  return {
    backHref: CONSENTS,
    safe: caseSafeDate(texts, sight),
    heading: texts.t(isPartial ? 'refusals.consent.partial' : 'refusals.consent.full'),
    by:
      first === undefined
        ? ''
        : texts.t(isOwn ? 'refusals.consent.by-you' : 'refusals.consent.by', {
            name: shortName(facts.names.get(first.proposal.proposed_by) ?? ''),
            when: momentInside(texts, first.proposal.proposed_at, now),
          }),
    isOwn,
    items: facts.items.map((item) => itemRow(texts, item, facts.items.length)),
    tests: facts.proposals.map((whole, index) => testOf(texts, whole, { base, number: index + 1, isPlain })),
    letterHref: `${base}/surat.pdf`,
    isPartial,
    needsMayor: facts.needsMayor,
    chosen: one(form, 'putusan'),
    until:
      row.due_on === null
        ? null
        : texts.t('refusals.consent.until', { date: texts.formats.dateShort(row.due_on) }),
    late: row.due_at !== null && row.due_at.getTime() <= now.getTime(),
    approved: { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') },
  };
}

function itemRow(texts: Texts, { position, text, decision }: DecidedItem, total: number): object {
  const outcome = texts.t(`refusals.outcomes.${decision.outcome}`);
  const details = [
    decision.law,
    decision.form === null ? null : texts.t(`acts.jawab.${decision.form}`),
    decision.provideOn === null
      ? null
      : texts.t('refusals.consent.provided', { date: texts.formats.dateShortYear(decision.provideOn) }),
    decision.holder,
  ].filter((one): one is string => one !== null);
  return { text: total > 1 ? `${String(position)}. ${text}` : text, outcome, details: details.join('; ') };
}

function testOf(
  texts: Texts,
  { proposal, sheet, decree }: WholeProposal,
  {
    base,
    number,
    isPlain,
  }: {
    readonly base: string;
    readonly number: number;
    /** Everything is refused on this one test: the notice of refusal says so. */
    readonly isPlain: boolean;
  },
): object {
  return {
    number: sheet.number,
    information: sheet.information,
    letters: sheet.article17.map((letter) => ({ letter, words: protectedWords(texts, letter) })),
    statute: sheet.statute,
    ifOpened: sheet.harm_if_opened,
    ifClosed: sheet.harm_if_closed,
    term: termOf(texts, sheet.exempt_until),
    testers: sheet.testers.map(({ name, position, unit }) => `${name}, ${position}, ${unit}`),
    explanation: proposal.explanation,
    stillOpen: isPlain ? stillOpenWords(texts, proposal.still_open) : proposal.still_open,
    reused: decree === null ? null : texts.t('refusals.consent.reused', { number: decree.number }),
    decreeHref: `${base}/penetapan.pdf?usul=${String(number)}`,
    sheetHref: `${base}/uji.pdf?usul=${String(number)}`,
  };
}

/** The term of an exemption in words for the office. */
export function termOf(texts: Texts, until: WholeProposal['sheet']['exempt_until']): string {
  return until === null
    ? texts.t('refusals.term.needed')
    : texts.t('refusals.term.until', { date: texts.formats.date(until) });
}
