import { ARTICLE_17, type Article17Letter } from '../../law/article17.js';
import type { LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { City } from '../../platform/config/city.js';
import type { Texts } from '../../platform/views/texts.js';
import { printedDate, printedDueDate } from '../../platform/letters/letter-dates.js';
import type { NoticeBody } from '../requests/case-letters.js';
import type { CaseRow } from '../requests/case-row.js';
import type { DecreeRow, TestSheetRow } from './refusal-records.js';

/** What the three papers of a refusal are made from; numbers may be placeholders in a preview. */
export interface RefusalFacts {
  readonly row: CaseRow;
  readonly today: LocalDate;
  /** Null where the requester has no right to object. */
  readonly objectionUntil: LocalDate | null;
  readonly sheet: Omit<TestSheetRow, 'id'>;
  readonly decree: Pick<
    DecreeRow,
    'number' | 'decreed_on' | 'exempt_until' | 'approval_number' | 'approved_on'
  >;
  /** Name of the agency that holds the information. */
  readonly heldBy: string;
  readonly explanation: string;
  readonly stillOpen: string | null;
  /** Who consented; in a preview the city's superior. */
  readonly consentedBy: string;
  readonly calendar: WorkingCalendar;
  readonly city: City;
  readonly texts: Texts;
}

/** "Pasal 17 huruf h dan huruf j UU 14/2008 jo. UU 23/2006". */
export function legalBasis(sheet: Pick<TestSheetRow, 'article17' | 'statute'>, law = 'UU 14/2008'): string {
  const letters = sheet.article17.map((letter) => `huruf ${letter}`);
  const last = letters.at(-1) ?? '';
  const listed =
    letters.length < 2
      ? last
      : `${letters.slice(0, -1).join(', ')}${letters.length > 2 ? ',' : ''} dan ${last}`;
  return `Pasal 17 ${listed} ${law} jo. ${sheet.statute}`;
}

/** The term in words: until a day, or as long as the letters allow. */
function termWords(texts: Texts, sheet: Pick<TestSheetRow, 'article17'>, until: LocalDate | null): string {
  if (until !== null) return texts.t('refusals.letter.term-until', { date: printedDate(until).long });
  const byStatute = ARTICLE_17.some(
    (row) => sheet.article17.includes(row.letter) && row.term === 'by-statute',
  );
  return texts.t(`refusals.letter.term-${byStatute ? 'by-statute' : 'as-needed'}`);
}

/** Notice of a refusal in full (PerKI 1/2021 art. 34(1)-(2)); `onPaper` where this letter goes so. */
export function refusalNotice(facts: RefusalFacts, onPaper: boolean): NoticeBody<'refusal-notice'> {
  const { row, sheet, today, objectionUntil, calendar } = facts;
  return {
    requestedOn: printedDate(row.received_on),
    informationRequested: row.question,
    heldBy: facts.heldBy,
    grounds: sheet.article17.map((letter) => ({
      letter,
      protects: protectedWords(facts.texts, letter),
      law: lawOf(letter, sheet),
    })),
    harmIfOpened: sheet.harm_if_opened,
    explanation: facts.explanation === '' ? null : facts.explanation,
    stillOpen: stillOpenWords(facts.texts, facts.stillOpen),
    consentedBy: facts.consentedBy,
    consentedOn: printedDate(today),
    decreeNumber: facts.decree.number,
    testSheetNumber: sheet.number,
    objectionDue:
      objectionUntil === null
        ? null
        : printedDueDate(
            {
              start: today,
              days: calendar.explain(today, calendar.workingDaysBetween(today, objectionUntil)),
            },
            calendar,
          ),
    sentByPost: onPaper,
  };
}

/**
 * What of the requested information stays open. Part of it exempt is no reason to refuse the whole (PerKI 1/2021
 * art. 50(3)), so a refusal in full that names nothing says that nothing is left.
 */
export function stillOpenWords(texts: Texts, stillOpen: string | null): string {
  return stillOpen ?? texts.t('refusals.letter.nothing-open');
}

/** The decree that a refusal rests on (art. 49(5)-(6), Lampiran III). */
export function decreeLetter(facts: RefusalFacts): NoticeBody<'exemption-decree'> {
  const { decree, sheet, city } = facts;
  return {
    decreeNumber: decree.number,
    decreedOn: printedDate(decree.decreed_on),
    publicBody: city.name.id,
    testSheetNumber: sheet.number,
    information: sheet.information,
    legalBasis: legalBasis(sheet, 'Undang-Undang Nomor 14 Tahun 2008'),
    unit: facts.heldBy,
    term: termWords(facts.texts, sheet, decree.exempt_until),
    approval:
      decree.approval_number === null || decree.approved_on === null
        ? null
        : { number: decree.approval_number, on: printedDate(decree.approved_on) },
  };
}

/** The sheet of the consequence test (art. 49(2), Lampiran II). */
export function sheetLetter(facts: RefusalFacts, consentedOn: LocalDate | null): NoticeBody<'test-sheet'> {
  const { sheet } = facts;
  return {
    testSheetNumber: sheet.number,
    testedOn: printedDate(sheet.tested_on),
    place: sheet.place,
    rows: [
      {
        information: sheet.information,
        legalBasis: legalBasis(sheet),
        ifOpened: sheet.harm_if_opened,
        ifClosed: sheet.harm_if_closed,
        term: termWords(facts.texts, sheet, sheet.exempt_until),
      },
    ],
    testers: sheet.testers,
    consentedBy: consentedOn === null ? null : facts.consentedBy,
    consentedOn: consentedOn === null ? null : printedDate(consentedOn),
  };
}

/** "Informasi yang bila dibuka dapat mengungkapkan rahasia pribadi: ..."; the last two letters protect a kind of paper. */
export function protectedWords(texts: Texts, letter: Article17Letter): string {
  const words = ARTICLE_17.find((one) => one.letter === letter)?.protectsId ?? '';
  const key = `refusals.letter.harm-${letter}`;
  return texts.has(key)
    ? texts.t(key, { words })
    : texts.t('refusals.letter.paper', { words: `${words.charAt(0).toUpperCase()}${words.slice(1)}` });
}

function lawOf(letter: Article17Letter, { statute }: Pick<TestSheetRow, 'statute'>): string {
  return `Pasal 17 huruf ${letter} UU 14/2008 jo. ${statute}`;
}
