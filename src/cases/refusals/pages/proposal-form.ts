import { ARTICLE_17, isArticle17Letter } from '../../../law/article17.js';
import { checkTestSheet, type TestSheetPart } from '../../../law/harm-test.js';
import { parseLocalDate, type LocalDate } from '../../../law/local-date.js';
import { checked } from '../../../platform/http/validate.js';
import type { Texts } from '../../../platform/views/texts.js';
import { readDay, readRupiah } from '../../decisions/pages/answer-draft.js';
import {
  formFaults,
  many,
  one,
  typedOrNull,
  type ActFault,
  type ActForm,
} from '../../requests/pages/act-form.js';
import { sheetOf } from '../refusal-basis.js';
import { ProposeRefusalBody } from '../refusals.dto.js';
import type { RefusalDraft } from './refusal-drafts.js';

/** Rows of testers that the form shows at least, and at most. */
const FEWEST = 2;
const MOST = 12;

/** Inputs of the form by the field of the body. */
export const PROPOSAL_NAMES: Readonly<Record<string, string>> = {
  extent: 'luas',
  itemIds: 'butir',
  decreeId: 'penetapan',
  article17: 'huruf',
  statute: 'undang-undang',
  harmIfOpened: 'dibuka',
  harmIfClosed: 'ditutup',
  exemptUntil: 'sampai-tanggal',
  testers: 'penguji-nama-1',
  information: 'informasi',
  explanation: 'penjelasan',
  stillOpen: 'tetap-terbuka',
  letterNumber: 'nomor-surat',
  testSheetNumber: 'nomor-uji',
  'grant.form': 'bentuk',
  'grant.cost': 'biaya-salinan',
  'grant.cost.copy': 'biaya-salinan',
  'grant.cost.delivery': 'biaya-kirim',
  'grant.cost.other': 'biaya-lain',
  'grant.provideOn': 'tanggal',
  'grant.fileIds': 'berkas',
  grant: 'bentuk',
};

export interface TypedTester {
  readonly name: string;
  readonly position: string;
  readonly unit: string;
}

/** The rows of testers as typed; one more when the form asks for it. */
export function typedTesters(form: ActForm): readonly TypedTester[] {
  const asked = Number(one(form, 'penguji-baris') || '0') + (one(form, 'tambah-penguji') === '' ? 0 : 1);
  const shown = Math.min(MOST, Math.max(FEWEST, Number.isSafeInteger(asked) ? asked : FEWEST));
  return Array.from({ length: shown }, (_, index) => {
    const row = String(index + 1);
    return {
      name: one(form, `penguji-nama-${row}`),
      position: one(form, `penguji-jabatan-${row}`),
      unit: one(form, `penguji-unit-${row}`),
    };
  });
}

/** The body of the act that this draft stands for, beside its version. */
export function proposalBody({ form, files }: RefusalDraft): Readonly<Record<string, unknown>> {
  const decreeId = typedOrNull(form, 'penetapan');
  const isPartial = one(form, 'luas') === 'partial';
  const testers = typedTesters(form).filter(
    ({ name, position, unit }) => `${name}${position}${unit}`.trim() !== '',
  );
  return {
    itemIds: many(form, 'butir').length === 0 ? null : many(form, 'butir'),
    extent: one(form, 'luas') === '' ? undefined : one(form, 'luas'),
    decreeId,
    ...(decreeId === null
      ? {
          article17: many(form, 'huruf'),
          statute: one(form, 'undang-undang'),
          harmIfOpened: one(form, 'dibuka'),
          harmIfClosed: one(form, 'ditutup'),
          exemptUntil: one(form, 'sampai') === 'tanggal' ? readDay(untilDay(form)) || 'x' : null,
          testers,
          testSheetNumber: typedOrNull(form, 'nomor-uji'),
        }
      : {}),
    information: typedOrNull(form, 'informasi'),
    explanation: typedOrNull(form, 'penjelasan'),
    stillOpen: typedOrNull(form, 'tetap-terbuka'),
    letterNumber: typedOrNull(form, 'nomor-surat'),
    grant: isPartial
      ? {
          form: one(form, 'bentuk'),
          cost: {
            copy: readRupiah(one(form, 'biaya-salinan')),
            delivery: readRupiah(one(form, 'biaya-kirim')),
            other: readRupiah(one(form, 'biaya-lain')),
          },
          provideOn: readDay(provideDay(form)),
          fileIds: files.map(({ id }) => id),
        }
      : null,
  };
}

export function untilDay(form: ActForm): { day: string; month: string; year: string } {
  return {
    day: one(form, 'sampai-hari'),
    month: one(form, 'sampai-bulan'),
    year: one(form, 'sampai-tahun'),
  };
}

export function provideDay(form: ActForm): { day: string; month: string; year: string } {
  return { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') };
}

const PART_ERRORS: Readonly<Record<TestSheetPart, string>> = {
  article17: 'article17',
  statute: 'statute',
  harmIfOpened: 'harm-if-opened',
  harmIfClosed: 'harm-if-closed',
  exemptUntil: 'exempt-until',
  testers: 'testers',
};

/** Parts of the test that this draft lacks before the law; none where it rests on a decree in force. */
export function missingParts(draft: RefusalDraft, today: LocalDate): readonly TestSheetPart[] {
  const { form } = draft;
  if (typedOrNull(form, 'penetapan') !== null) return [];
  const until = one(form, 'sampai') === 'tanggal' ? parseLocalDate(readDay(untilDay(form)) || '-') : null;
  const noDay = one(form, 'sampai') === '' || (one(form, 'sampai') === 'tanggal' && until === null);
  const sheet = sheetOf({
    article17: many(form, 'huruf').filter(isArticle17Letter),
    statute: one(form, 'undang-undang'),
    harmIfOpened: one(form, 'dibuka'),
    harmIfClosed: one(form, 'ditutup'),
    exemptUntil: until,
    testers: typedTesters(form).filter(
      ({ name, position, unit }) => `${name}${position}${unit}`.trim() !== '',
    ),
  });
  const complete = checkTestSheet(sheet, today);
  const missing = complete.ok ? [] : complete.missing;
  return noDay && !missing.includes('exemptUntil') ? [...missing, 'exemptUntil'] : missing;
}

/** Everything that keeps the draft from being proposed, beside its input. */
export function proposalFaults(texts: Texts, draft: RefusalDraft, today: LocalDate): readonly ActFault[] {
  const { faults } = checked(ProposeRefusalBody, { ...proposalBody(draft), version: 1 });
  const parts = missingParts(draft, today).map((part) => ({
    field: part,
    code: 'missing',
    message: `refusals.errors.${PART_ERRORS[part]}`,
  }));
  const named = new Set(parts.map(({ field }) => field as string));
  const day = readDay(provideDay(draft.form));
  const over =
    one(draft.form, 'luas') === 'partial' && day !== '' && day < today
      ? [{ field: 'grant.provideOn', code: 'wrong-date', message: 'decisions.errors.provide-on' }]
      : [];
  // Some of what was asked is given: then somebody has to say which part is not (PerKI 1/2021 art. 31(4)h, 50(2)).
  const unnamed =
    one(draft.form, 'luas') === 'partial' &&
    typedOrNull(draft.form, 'penetapan') === null &&
    typedOrNull(draft.form, 'informasi') === null
      ? [{ field: 'information', code: 'missing', message: 'refusals.errors.information' }]
      : [];
  const others = faults.filter(({ field }) => !named.has(field.split('.')[0] ?? ''));
  return formFaults(texts, [...parts, ...unnamed, ...others, ...over], PROPOSAL_NAMES);
}

/** Letters of art. 17 in the order of the law, as choices. */
export function letterChoices(texts: Texts): readonly { readonly value: string; readonly text: string }[] {
  return ARTICLE_17.map(({ letter, protectsId, protectsEn }) => ({
    value: letter,
    text: `${letter}. ${texts.language === 'id' ? protectsId : protectsEn}`,
  }));
}
