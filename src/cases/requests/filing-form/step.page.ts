import type { Agency } from '../../../office/agencies/agencies.queries.js';
import type { AgencySuggester } from '../../../office/agencies/agency-suggester.js';
import type { Choice, TextPart } from '../../../platform/views/parts/case-parts.js';
import type { Texts } from '../../../platform/views/texts.js';
import type { DraftAnswers, DraftFile } from './draft.js';
import type { Step } from './step.js';
import { FROM_LIST, UNKNOWN_AGENCY } from './steps/agency.step.js';
import { identityChoices } from './steps/identity.step.js';
import { MOST_FILES, mentionsNationalId } from './steps/question.step.js';

/** What some pages show beside the answers. */
export interface StepSources {
  readonly agencies: readonly Agency[];
  readonly suggester: AgencySuggester;
  readonly questionHref: string;
}

/** The own model of a page; the frame around it is the same for all. */
export function stepModel(
  step: Step,
  texts: Texts,
  answers: DraftAnswers,
  sources: StepSources,
): Readonly<Record<string, unknown>> {
  if (step.name === 'question') return questionModel(answers);
  if (step.name === 'agency') return agencyModel(texts, answers, sources);
  if (step.name === 'identity') return identityModel(texts, answers);
  return {};
}

function questionModel({ question, files }: DraftAnswers) {
  return {
    stored: files.map((file) => ({ name: file.name, removeName: 'hapus', removeValue: file.id })),
    full: files.length >= MOST_FILES,
    mentionsNationalId: mentionsNationalId(question),
  };
}

function agencyModel(
  texts: Texts,
  answers: DraftAnswers,
  { agencies, suggester, questionHref }: StepSources,
) {
  const t = (name: string): string => texts.t(`filing.agency.${name}`);
  const nameOf = (agency: Agency): string => (texts.language === 'en' ? agency.nameEn : agency.shortName);
  const proposal = suggester.suggest(answers.question, texts.language);
  const suggested = proposal.suggestions.flatMap((suggestion, index): Choice[] => {
    const agency = agencies.find((candidate) => candidate.code === suggestion.agency);
    if (agency === undefined) return [];
    const likely = index === 0 && proposal.decision === 'suggest';
    const parts = becauseParts(texts, suggestion.because, likely, agency.filingNotice);
    return [{ value: agency.code, text: nameOf(agency), ...(parts.length > 0 ? { hintParts: parts } : {}) }];
  });
  const isSuggested = suggested.some((choice) => choice.value === answers.agency);
  const listed = isSuggested || answers.agency === UNKNOWN_AGENCY ? '' : answers.agency;
  const sorted = [...agencies].sort((a, b) => nameOf(a).localeCompare(nameOf(b), texts.language));
  const known = agencies.some((agency) => agency.code === listed);
  const legend = suggested.length === 3 ? 'legend' : suggested.length > 0 ? 'legend-few' : 'legend-none';
  const outside = proposal.outsideCity;
  return {
    yours: {
      label: t('yours'),
      text: shortened(answers.question),
      link: { href: questionHref, text: texts.t('common.change') },
    },
    legend: t(legend),
    suggested,
    choice: listed === '' ? answers.agency : FROM_LIST,
    list: {
      value: known ? listed : '',
      items: sorted.map((agency) => ({ value: agency.code, text: nameOf(agency) })),
    },
    listNotice: agencies.find((agency) => agency.code === listed)?.filingNotice ?? null,
    outside:
      outside === null ? null : texts.t('filing.agency.outside', { word: outside.word, body: outside.body }),
  };
}

/** `Karena Anda menulis **dana BOS** dan **SD negeri**. Paling mungkin.` */
function becauseParts(
  texts: Texts,
  because: readonly string[],
  likely: boolean,
  notice: string | null,
): TextPart[] {
  const parts: TextPart[] = [];
  if (because.length > 0) {
    parts.push({ text: `${texts.t('filing.agency.because')} ` });
    because.forEach((words, index) => {
      if (index > 0) {
        const last = index === because.length - 1;
        parts.push({ text: last ? ` ${texts.t('filing.agency.and')} ` : ', ' });
      }
      parts.push({ text: words, strong: true });
    });
    parts.push({ text: '.' });
  }
  const lead = (): string => (parts.length > 0 ? ' ' : '');
  if (likely) parts.push({ text: lead() + texts.t('filing.agency.most-likely') });
  if (notice !== null) parts.push({ text: lead() + notice });
  return parts;
}

function shortened(question: string): string {
  const signs = [...question.trim().replace(/\s+/gu, ' ')];
  return signs.length <= 240 ? signs.join('') : `${signs.slice(0, 239).join('')}…`;
}

function identityModel(texts: Texts, answers: DraftAnswers) {
  const { requesterKind } = answers;
  const isEntity = requesterKind === 'legalEntity';
  const t = (name: string): string => texts.t(`filing.identity.${name}`);
  const hints: Readonly<Record<string, string>> = {
    populationLetter: 'populationLetter-hint',
    childCard: 'childCard-hint',
    atDesk: isEntity ? 'atDesk-entity-hint' : 'atDesk-hint',
  };
  const choices = identityChoices(answers).map((value): Choice => {
    const hint = hints[value];
    const text = t(value === 'deed' ? 'deed-choice' : value);
    return hint === undefined ? { value, text } : { value, text, hint: t(hint) };
  });
  return {
    isEntity,
    isProxy: requesterKind === 'proxy',
    isGroup: requesterKind === 'group',
    isForeign: answers.foreign,
    mayBeMinor: requesterKind === 'individual' && !answers.foreign,
    principalPaper: storedIn('ktp_pemberi_kuasa', answers.principalPaper),
    identities: choices,
    photo: storedIn('ktp', answers.identityFile),
    proxyLetter: storedIn('surat_kuasa', answers.proxyLetter),
    members: storedIn('ktp_anggota', answers.memberIdentities),
    deed: storedIn('akta', answers.deed),
  };
}

function storedIn(field: string, file: DraftFile | null) {
  return file === null ? [] : [{ name: file.name, replaceHref: `#${field}` }];
}
