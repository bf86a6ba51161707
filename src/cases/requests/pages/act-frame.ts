import { shortName } from '../../../office/staff/staff-frame.js';
import type { Problem } from '../../../platform/http/problems.js';
import type { CaseBar } from '../../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../../platform/views/texts.js';
import { isDeskSends } from '../who-sends.js';
import { many, one, type ActForm } from './act-form.js';
import type { ActPage } from './act-page.js';
import { caseTags, momentInside, momentWords, type DatedCase } from './case-dates.js';

/** The bar above an act: number, state, date, holder, and the way back to the case. */
export function caseBar(texts: Texts, dated: DatedCase, holder: string | null, backHref: string): CaseBar {
  return {
    number: dated.row.register_number,
    tags: caseTags(texts, dated),
    holder: texts.t('acts.frame.holder', {
      name: holder === null ? texts.t('acts.frame.nobody') : shortName(holder),
    }),
    back: { href: backHref, text: texts.t('acts.frame.back') },
  };
}

interface Change {
  readonly event: string;
  readonly at: string;
  readonly by: string | null;
}

/** The page of a case that somebody else has changed meanwhile: what, who, when; the own words stay editable. */
export function staleModel(
  texts: Texts,
  dated: DatedCase & { readonly form: ActForm },
  page: ActPage,
  problem: Problem,
): object {
  const changes = (problem.extra['changes'] ?? []) as readonly Change[];
  return {
    changes: changes.map((change) => ({
      when: momentWords(texts, new Date(change.at), dated.now),
      who: change.by === null ? texts.t('acts.stale.system') : shortName(change.by),
      what: texts.t(wordsOf(texts, change.event)),
    })),
    words: ownWords(texts, dated.form, page),
    kept: keptFields(dated.form, page),
    latest: [
      {
        label: texts.t('acts.stale.status'),
        value: texts.t(`common.staff-status.${dated.row.status}`),
      },
      {
        label: texts.t('acts.stale.due'),
        value:
          dated.row.due_on === null
            ? texts.t('acts.stale.no-due')
            : texts.formats.dateShortYear(dated.row.due_on),
      },
    ],
  };
}

/** The page of an act that is not possible: which state or date forbids it, since when, and the words typed. */
export function refusedModel(
  texts: Texts,
  dated: DatedCase & { readonly form: ActForm },
  page: ActPage,
  problem: Problem,
): object {
  const { row, now } = dated;
  const since = row.closed_at ?? row.noticed_at ?? row.extended_at ?? row.complete_at ?? row.entered_at;
  const code = isDeskSends(problem) ? 'desk-sends' : problem.code;
  const possible = `acts.refused.possible.${code}`;
  return {
    act: texts.t(`acts.${page.template ?? page.slug}.title`),
    sentence: texts.t(`problems.${code}`, problem.values),
    state: texts.t('acts.refused.state', {
      status: texts.t(`common.staff-status.${row.status}`),
      since: momentInside(texts, since, now),
    }),
    possible: texts.has(possible) ? texts.t(possible) : texts.t('acts.refused.possible.other'),
    ...(code === 'payment-open' ? { payHref: `/petugas/kasus/${row.id}/bayar` } : {}),
    words: ownWords(texts, dated.form, page),
  };
}

function wordsOf(texts: Texts, event: string): string {
  const key = `workspace.events.${event}`;
  return texts.has(key) ? key : 'workspace.events.other';
}

function ownWords(
  texts: Texts,
  form: ActForm,
  page: ActPage,
): readonly { readonly name: string; readonly label: string; readonly value: string }[] {
  return page.words
    .map((name) => ({ name, label: labelOf(texts, page, name), value: one(form, name) }))
    .filter((word) => word.value.trim() !== '');
}

/** The field's own label; a field that a page names otherwise is still the person's text, and never lost. */
function labelOf(texts: Texts, page: ActPage, name: string): string {
  const key = `acts.${page.template ?? page.slug}.${name}`;
  return texts.t(texts.has(key) ? key : 'acts.stale.yours');
}

/** Everything else that was chosen, to be sent along; the frame's own fields are made anew. */
function keptFields(
  form: ActForm,
  page: ActPage,
): readonly { readonly name: string; readonly value: string }[] {
  return Object.keys(form)
    .filter((name) => !name.startsWith('_') && !page.words.includes(name))
    .flatMap((name) => many(form, name).map((value) => ({ name, value })));
}
