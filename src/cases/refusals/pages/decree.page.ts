import { localDayOf, type LocalDate } from '../../../law/local-date.js';
import type { FactRow } from '../../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../../platform/views/texts.js';
import { one, type ActForm } from '../../requests/pages/act-form.js';
import { isInForce, stands } from '../refusal-records.js';
import { legalBasis } from '../refusal.letter.js';
import { termOf } from './consent.page.js';
import { testOf } from './decree-form.js';
import type { DecreeReview, ListedDecree } from './decrees.queries.js';

/** A line of the list of decrees. */
export function decreeRow(texts: Texts, decree: ListedDecree, room: string): object {
  return {
    href: `${room}/${decree.id}`,
    number: decree.number,
    information: decree.information.replace(/\s+/gu, ' ').slice(0, 160),
    agency: decree.agency ?? texts.t('refusals.decrees.city'),
    term: termOf(texts, decree.exemptUntil),
    state: texts.t(`refusals.decrees.states.${stateOf(decree)}`),
    used: texts.t('refusals.decrees.times', { n: decree.cases.length }),
  };
}

interface Sight {
  readonly room: '/petugas/pengecualian' | '/pengawas/pengecualian';
  /** Whose form comes back. */
  readonly act: string | null;
  readonly form: ActForm;
  readonly today: LocalDate;
  readonly me: string;
  readonly needsMayor: boolean;
}

/** One decree, what was decided on it, and the forms of what may be decided now by the one who looks. */
export function decreeModel(texts: Texts, decree: ListedDecree, sight: Sight): object {
  const { room, act, form, today } = sight;
  const facts = {
    opened_at: decree.openedAt,
    exempt_until: decree.exemptUntil,
    replaced_by: decree.replacedBy?.id ?? null,
    is_ordered_open: decree.isOrderedOpen,
  };
  const inForce = isInForce(facts, today);
  const standing = stands(facts, today);
  const waiting = decree.reviews.find(({ status }) => status === 'waiting') ?? null;
  const isDesk = room === '/petugas/pengecualian';
  return {
    number: decree.number,
    isInForce: inForce,
    factRows: factsOf(texts, decree, isDesk),
    ifOpened: decree.harmIfOpened,
    ifClosed: decree.harmIfClosed,
    path: `${room}/${decree.id}`,
    reviews: decree.reviews.map((review) => reviewWords(texts, review)),
    waiting:
      waiting === null
        ? null
        : {
            until: termOf(texts, waiting.until),
            ifOpened: waiting.harmIfOpened,
            ifClosed: waiting.harmIfClosed,
            by: waiting.proposedBy,
          },
    may: {
      open: isDesk && standing,
      letEnd: isDesk && standing && decree.exemptUntil !== null,
      extend: isDesk && inForce && decree.exemptUntil !== null && waiting === null,
      decide: !isDesk && inForce && waiting !== null,
    },
    act,
    values: act === null ? testOf(decree) : { ...testOf(decree), ...form },
    until: {
      day: one(form, 'sampai-hari'),
      month: one(form, 'sampai-bulan'),
      year: one(form, 'sampai-tahun'),
    },
    approved: { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') },
    needsMayor: sight.needsMayor,
  };
}

function stateOf(decree: ListedDecree): 'in-force' | 'ordered-open' | 'ending' | 'ended' | 'replaced' {
  if (decree.openedAt !== null) return 'ended';
  if (decree.replacedBy !== null) return 'replaced';
  if (decree.isOrderedOpen) return 'ordered-open';
  return decree.ending ? 'ending' : 'in-force';
}

function reviewWords(texts: Texts, review: DecreeReview): { readonly title: string; readonly text: string } {
  const { formats } = texts;
  return {
    title: texts.t(`refusals.decrees.reviews.${review.kind}-${review.status}`, {
      date: formats.dateShortYear(localDayOf(new Date(review.at))),
      name: review.proposedBy,
      until: review.until === null ? '' : formats.dateShortYear(review.until),
    }),
    text: review.returnedReason ?? review.reason,
  };
}

function factsOf(texts: Texts, decree: ListedDecree, isDesk: boolean): readonly FactRow[] {
  const { formats } = texts;
  const label = (key: string): string => texts.t(`refusals.decrees.${key}`);
  const { replacedBy } = decree;
  return [
    {
      label: label('state'),
      value:
        decree.openedAt === null
          ? label(`states.${stateOf(decree)}`)
          : texts.t('refusals.decrees.opened', { date: formats.date(localDayOf(decree.openedAt)) }),
    },
    ...(replacedBy === null
      ? []
      : [
          {
            label: label('replaced-by'),
            parts: [{ text: replacedBy.number, href: `/petugas/pengecualian/${replacedBy.id}` }],
          },
        ]),
    { label: label('information'), value: decree.information },
    { label: label('basis'), value: legalBasis(decree) },
    { label: label('term'), value: termOf(texts, decree.exemptUntil) },
    { label: label('agency'), value: decree.agency ?? label('city') },
    { label: label('decreed'), value: `${formats.date(decree.decreedOn)}` },
    { label: texts.t('refusals.consent.test'), value: decree.sheetNumber },
    {
      label: texts.t('refusals.consent.testers'),
      value: decree.testers.map(({ name, position, unit }) => `${name}, ${position}, ${unit}`).join('; '),
    },
    ...(decree.approvalNumber === null || decree.approvedOn === null
      ? []
      : [
          { label: label('approval'), value: `${decree.approvalNumber}, ${formats.date(decree.approvedOn)}` },
        ]),
    {
      label: label('used'),
      parts: decree.cases.map(({ id, number }) => ({
        text: number,
        href: `${isDesk ? '/petugas' : '/pengawas'}/kasus/${id}`,
      })),
    },
  ];
}
