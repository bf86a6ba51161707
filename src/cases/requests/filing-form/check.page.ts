import type { Agency } from '../../../office/agencies/agencies.queries.js';
import { maskedNationalId } from '../../../office/requesters/person.js';
import { nationalIdOf } from '../../../platform/http/text-rules.js';
import type { SummaryCard, SummaryRow } from '../../../platform/views/parts/case-parts.js';
import type { Texts } from '../../../platform/views/texts.js';
import type { DraftAnswers } from './draft.js';
import { formLink } from './form-link.js';
import { UNKNOWN_AGENCY } from './steps/agency.step.js';

/** The three cards of the check page: every answer with its way back. */
export function checkCards(texts: Texts, answers: DraftAnswers, agencies: readonly Agency[]): SummaryCard[] {
  const t = (name: string): string => texts.t(`filing.check.${name}`);
  const row = (label: string, path: string, value: string | null): SummaryRow => ({
    label: t(label),
    value: value === '' ? null : value,
    change: { href: formLink(texts.language, path, true) },
  });
  return [
    { title: t('information'), rows: informationRows(texts, answers, agencies, row) },
    { title: t('requester'), rows: requesterRows(texts, answers, row) },
    {
      title: t('contact'),
      rows: [
        row('email', '7', answers.email === '' ? t('no-email') : answers.email),
        row('phone', '7', answers.phone),
        row('address', '7', answers.address.trim()),
        row('occupation', '7', answers.occupation),
        row('language', '7', texts.t(`filing.contact.${answers.language}`)),
      ],
    },
  ];
}

type Row = (label: string, path: string, value: string | null) => SummaryRow;

function informationRows(
  texts: Texts,
  answers: DraftAnswers,
  agencies: readonly Agency[],
  row: Row,
): SummaryRow[] {
  const agency = agencies.find((candidate) => candidate.code === answers.agency);
  const name = agency === undefined ? null : texts.language === 'en' ? agency.nameEn : agency.shortName;
  const unknown = answers.agency === UNKNOWN_AGENCY ? texts.t('filing.check.agency-unknown') : null;
  const purpose =
    answers.purpose === 'other' ? answers.purposeText.trim() : texts.t(`filing.purpose.${answers.purpose}`);
  const access = row('access', '4', accessWords(texts, answers));
  return [
    row('question', '1', answers.question.trim()),
    row('files', '1', answers.files.map((file) => file.name).join(', ')),
    row('agency', '2', name ?? unknown),
    row('purpose', '3', purpose),
    access,
  ];
}

/** `Mendapatkan salinan, digital, lewat email dan halaman lacak (gratis)`. */
function accessWords(texts: Texts, answers: DraftAnswers): string {
  const access = texts.t(`filing.access.${answers.access}`);
  if (answers.access !== 'copy') return access;
  const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
  return texts.t('filing.check.copy-by', {
    access,
    format: lower(texts.t(`filing.delivery.${answers.format}`)),
    delivery: lower(texts.t(`filing.delivery.${answers.delivery}`)),
  });
}

function requesterRows(texts: Texts, answers: DraftAnswers, row: Row): SummaryRow[] {
  const { requesterKind, identity } = answers;
  const kind = row('kind', '5', texts.t(`filing.requester.${requesterKind}`));
  const proof = texts.t(`filing.identity.${identity === 'deed' ? 'deed-choice' : identity}`);
  const nameOf = (file: { readonly name: string } | null): string | null => file?.name ?? null;
  if (requesterKind === 'legalEntity') {
    return [
      kind,
      row('entity-name', '6', answers.name),
      row('decree-number', '6', answers.decreeNumber),
      row('identity', '6', proof),
      ...(identity === 'deed' ? [row('deed', '6', nameOf(answers.deed))] : []),
    ];
  }
  const typedId = answers.nationalId === '' ? null : maskedNationalId(nationalIdOf(answers.nationalId));
  const rows = [
    kind,
    row('name', '6', answers.name),
    row('identity', '6', proof),
    row('national-id', '6', typedId),
  ];
  if (identity !== 'atDesk') rows.push(row('photo', '6', nameOf(answers.identityFile)));
  if (identity === 'childCard') rows.push(row('guardian', '6', answers.guardianName));
  if (requesterKind === 'proxy') {
    rows.push(row('principal', '6', answers.principalName));
    if (answers.principalForeign)
      rows.push(row('principal-citizenship', '6', texts.t('filing.identity.principal-foreign')));
    if (identity !== 'atDesk') rows.push(row('principal-paper', '6', nameOf(answers.principalPaper)));
  }
  if (requesterKind !== 'individual') rows.push(row('proxy-letter', '6', nameOf(answers.proxyLetter)));
  if (requesterKind === 'group') rows.push(row('members', '6', nameOf(answers.memberIdentities)));
  return rows;
}
