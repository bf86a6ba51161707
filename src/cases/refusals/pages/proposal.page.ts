import { localDayOf } from '../../../law/local-date.js';
import { NEVER_EXEMPT } from '../../../law/never-exempt.js';
import type { Texts } from '../../../platform/views/texts.js';
import type { DecidedItem, RequestItem } from '../../decisions/decided-items.queries.js';
import { many, one } from '../../requests/pages/act-form.js';
import type { ActSight } from '../../requests/pages/act-page.js';
import { caseSafeDate, momentInside } from '../../requests/pages/case-dates.js';
import { stillOpenWords } from '../refusal.letter.js';
import type { DecreeRow, WholeProposal } from '../refusal-records.js';
import { letterChoices, missingParts, provideDay, typedTesters, untilDay } from './proposal-form.js';
import type { RefusalDraft } from './refusal-drafts.js';

const STEPS = ['keputusan', 'isi', 'pratinjau', 'ajukan'] as const;

/** The steps above the form: decision, test, preview, and laying it before the superior. */
export function proposalSteps(texts: Texts, caseId: string, current: number): readonly object[] {
  const hrefs = [`/petugas/kasus/${caseId}/jawab/1`, `/petugas/kasus/${caseId}/jawab/uji`];
  return STEPS.map((step, index) => {
    const number = index + 1;
    const href = number < current ? hrefs[index] : undefined;
    return {
      text: texts.t(`refusals.steps.${step}`),
      state: number === current ? 'current' : number < current ? 'done' : 'ahead',
      ...(href === undefined ? {} : { href }),
    };
  });
}

export interface TestPageFacts {
  readonly draft: RefusalDraft;
  readonly decrees: readonly (DecreeRow & { readonly information: string })[];
  /** What the superior returned last, with the reason. */
  readonly returned: WholeProposal | null;
  /** Extent that the page before chose; empty = none. */
  readonly wished: string;
  /** Items that the page before chose; empty = every open one. */
  readonly wishedItems: readonly string[];
  readonly items: readonly RequestItem[];
}

/** The page of the test: what was typed just now stands before what was saved. */
export function testModel(sight: ActSight, facts: TestPageFacts): object {
  const { draft, decrees, returned } = facts;
  const { texts, row, now } = sight;
  const typed = Object.keys(sight.form).some((name) => !name.startsWith('_'));
  const form = typed ? sight.form : draft.form;
  const missing = missingParts({ ...draft, form }, localDayOf(now));
  return {
    steps: proposalSteps(texts, row.id, 2),
    revision: draft.revision,
    values: form,
    letters: letterChoices(texts),
    chosenLetters: many(form, 'huruf'),
    extent: (typed ? '' : facts.wished) || one(form, 'luas') || facts.wished,
    ...itemChoices(facts, typed ? many(form, 'butir') : null, many(draft.form, 'butir')),
    until: one(form, 'sampai'),
    untilDay: untilDay(form),
    provideDay: provideDay(form),
    testers: typedTesters(form).map((tester, index) => ({ ...tester, row: index + 1 })),
    decree: one(form, 'penetapan'),
    decrees: decrees.map((decree) => ({
      value: decree.id,
      text: `${decree.number}: ${decree.information.replace(/\s+/gu, ' ').slice(0, 90)}`,
    })),
    neverExempt: NEVER_EXEMPT.map(({ key }) => texts.t(`refusals.never.${key}`)),
    stored: draft.files.map((file) => ({
      name: file.name,
      note: texts.formats.bytes(file.bytes),
      removeName: 'hapus',
      removeValue: file.id,
    })),
    returned:
      returned === null
        ? null
        : texts.t('refusals.returned', {
            when:
              returned.proposal.decided_at === null
                ? ''
                : momentInside(texts, returned.proposal.decided_at, now),
            reason: returned.proposal.reason ?? '',
          }),
    checks: checksOf(texts, missing, many(form, 'huruf')),
    saved:
      draft.savedBy === ''
        ? null
        : texts.t('acts.jawab.saved', {
            name: draft.savedBy,
            when: momentInside(texts, new Date(draft.savedAt), now),
          }),
    safe: caseSafeDate(texts, sight),
  };
}

/** Open items to choose from where the question is split; a question of one item is refused as a whole. */
function itemChoices(
  { items, wishedItems }: TestPageFacts,
  typed: readonly string[] | null,
  saved: readonly string[],
): object {
  const open = items.filter(({ decision }) => decision === null);
  const first = [typed ?? [], wishedItems, saved].find((ids) => ids.length > 0) ?? [];
  const chosen = open.filter(({ id }) => first.includes(id));
  return {
    items:
      items.length > 1
        ? open.map(({ id, position, text }) => ({ value: id, text: `${String(position)}. ${text}` }))
        : [],
    chosenItems: (chosen.length > 0 ? chosen : open).map(({ id }) => id),
  };
}

function checksOf(texts: Texts, missing: readonly string[], letters: readonly string[]): object {
  const check = (part: string, state = ''): object => {
    const done = !missing.includes(part);
    return {
      text: texts.t(`refusals.checks.${part}`),
      done,
      state: done ? state || texts.t('refusals.checks.there') : texts.t('refusals.checks.open'),
    };
  };
  return {
    title: texts.t('refusals.checks.title'),
    rows: [
      check('article17', letters.join(', ')),
      check('statute'),
      check('harmIfOpened'),
      check('harmIfClosed'),
      check('exemptUntil'),
      check('testers'),
      { text: texts.t('refusals.checks.consent'), done: false, state: texts.t('refusals.checks.superior') },
    ],
  };
}

/** What stays open; for a refusal in full that names nothing, that nothing does. */
function stillOpenRow(texts: Texts, isPlain: boolean, stillOpen: string | null): readonly object[] {
  if (!isPlain && stillOpen === null) return [];
  return [{ label: texts.t('refusals.consent.still-open'), value: stillOpenWords(texts, stillOpen) }];
}

/** The last page before the superior: what will go out, as three papers, and what happens next. */
export function proposeModel(
  { texts, row, now }: ActSight,
  facts: {
    readonly draft: RefusalDraft;
    readonly items: readonly DecidedItem[];
    readonly left: number;
    readonly objectionUntil: string | null;
    readonly sheet: {
      readonly information: string;
      readonly basis: string;
      readonly harm: string;
      readonly stillOpen: string | null;
    };
  },
): object {
  const base = `/petugas/kasus/${row.id}/jawab/ajukan`;
  const isPartial = one(facts.draft.form, 'luas') === 'partial';
  const isPlain =
    facts.items.every(({ decision }) => decision.outcome === 'refused_exempt') && facts.left === 0;
  return {
    steps: proposalSteps(texts, row.id, 3),
    revision: facts.draft.revision,
    heading: texts.t(isPartial ? 'refusals.propose.partial' : 'refusals.propose.full'),
    rows: [
      { label: texts.t('refusals.consent.information'), value: facts.sheet.information },
      { label: texts.t('refusals.consent.statute'), value: facts.sheet.basis },
      { label: texts.t('refusals.consent.if-opened'), value: facts.sheet.harm },
      ...stillOpenRow(texts, isPlain, facts.sheet.stillOpen),
    ],
    papers: (['surat', 'penetapan', 'uji'] as const).map((paper) => ({
      href: `${base}/${paper}.pdf`,
      text: texts.t(`refusals.papers.${paper}`),
    })),
    after: [
      { label: texts.t('refusals.propose.waits'), words: texts.t('refusals.propose.superior') },
      { label: texts.t('refusals.propose.clock'), words: texts.t('refusals.propose.runs') },
      ...(facts.objectionUntil === null
        ? []
        : [{ label: texts.t('acts.jawab.after.objection'), date: facts.objectionUntil, strong: true }]),
    ],
    left: facts.left,
    late: row.due_at !== null && row.due_at.getTime() <= now.getTime(),
    editHref: `/petugas/kasus/${row.id}/jawab/uji`,
  };
}
