import type { FileRow, OutcomeRow } from '../../platform/views/parts/case-parts.js';
import { pathInLanguage } from '../../platform/views/language.js';
import type { Texts } from '../../platform/views/texts.js';
import { inOrderOfMeaning, lettersBeforeAnswer } from './document-order.js';
import { openCost } from './tracking-answer.js';
import type { TrackedCase, TrackedDecision, TrackedDocument } from './tracked-case.js';

/** The answer behind the code: files, their hashes, and what was given and what not. */
export interface StatusAnswer {
  readonly download: { readonly href: string; readonly text: string } | null;
  readonly files: readonly FileRow[];
  /** Why more is not there to be opened yet; null where nothing is kept back. */
  readonly withheld: string | null;
  /** What was paid beyond a cost that was lowered since. */
  readonly overpaid: string | null;
  readonly hashes: readonly { readonly name: string; readonly hash: string }[];
  readonly outcomes: readonly OutcomeRow[];
  /** The requester's own words, to be asked elsewhere; null where nothing lies with another body. */
  readonly copy: string | null;
}

const GIVEN: ReadonlySet<string> = new Set(['granted_full', 'granted_partial']);

/** What one order brought: which it was, the day, and the files. */
export interface GivenOnOrder {
  readonly title: string;
  readonly files: readonly FileRow[];
}

/** Null while no notice has been sent. */
export function statusAnswer(texts: Texts, tracked: TrackedCase): StatusAnswer | null {
  if (tracked.row.noticed_at === null) return null;
  const files = inOrderOfMeaning(tracked.documents.filter(({ kind }) => kind !== 'attachment'));
  const later = new Set(givenOnOrder(tracked).flatMap(({ fileIds }) => fileIds));
  return {
    download: downloadOf(texts, files),
    files: files.filter(({ id }) => !later.has(id)).map((file) => fileRow(texts, file)),
    withheld:
      tracked.withheldFor === null
        ? null
        : texts.t(`tracking.answer.withheld-for-${tracked.withheldFor}`, {
            amount: texts.formats.rupiah(openCost(tracked)),
          }),
    overpaid: overpaidWords(texts, tracked),
    hashes: files.map((file) => ({ name: documentName(texts, file), hash: file.sha256 })),
    outcomes: tracked.decisions.map((decision) => outcomeRow(texts, tracked, decision)),
    copy: ownWords(tracked),
  };
}

function overpaidWords(texts: Texts, tracked: TrackedCase): string | null {
  const amount = tracked.toReturn;
  return amount === 0 ? null : texts.t('tracking.answer.overpaid', { amount: texts.formats.rupiah(amount) });
}

/** Letters that were issued before any notice: each is offered from the day of its issue (law.md 4.3, 4.6). */
export function statusLetters(texts: Texts, { row, documents }: TrackedCase): readonly FileRow[] {
  if (row.noticed_at !== null) return [];
  return lettersBeforeAnswer(documents).map((file) => fileRow(texts, file));
}

/** Orders that brought more than the notice itself gave, the newest first; each with its day. */
export function givenRows(texts: Texts, tracked: TrackedCase): readonly GivenOnOrder[] {
  return givenOnOrder(tracked)
    .map(({ by, number, on, fileIds }) => ({
      title: texts.t(`tracking.given.${by}`, { number, date: texts.formats.date(on) }),
      files: tracked.documents.filter(({ id }) => fileIds.includes(id)).map((file) => fileRow(texts, file)),
    }))
    .reverse();
}

// An order that the notice itself carried out is told there.
function givenOnOrder({ handedOver, decisions }: TrackedCase): TrackedCase['handedOver'] {
  const told = new Set(decisions.flatMap(({ fileIds }) => fileIds));
  return handedOver
    .map((one) => ({ ...one, fileIds: one.fileIds.filter((id) => !told.has(id)) }))
    .filter(({ fileIds }) => fileIds.length > 0);
}

/** Type and size as they stand beside a name, and for what was handed over its day. */
export function givenFacts(texts: Texts, { kind, providedOn }: TrackedDocument, facts: string): string {
  if (kind !== 'answer' || providedOn === null) return facts;
  return texts.t('tracking.given.file', { facts, date: texts.formats.date(providedOn) });
}

/** What the city does not hold, as it was asked: nothing is passed on, so the requester may take it along (law.md 6.1). */
function ownWords({ row, decisions }: TrackedCase): string | null {
  const elsewhere = decisions.filter(({ outcome }) => outcome === 'not_held');
  if (elsewhere.length === 0) return null;
  const items = elsewhere.flatMap(({ item }) => item ?? []);
  return items.length === 0 ? row.question : items.join('\n');
}

/** Name of a document: letters by what they are, files by the name they came with. */
export function documentName(texts: Texts, file: TrackedDocument): string {
  const key = `tracking.document.${file.kind}`;
  return texts.has(key) ? texts.t(key) : file.name;
}

/** A row of a file list: name, address, type and size. */
export function fileRow(texts: Texts, file: TrackedDocument): FileRow {
  return {
    name: documentName(texts, file),
    href: pathInLanguage(`/permohonan-saya/berkas/${file.id}`, texts.language),
    facts: `${shortType(file.type)}, ${texts.formats.bytes(file.bytes)}`,
  };
}

// The letter of the answer may be printed a moment after it was sent; what was issued beside it is not the answer.
const BESIDE_ANSWER: ReadonlySet<string> = new Set([
  'receipt',
  'incomplete-notice',
  'extension-notice',
  'payment-receipt',
]);

function downloadOf(texts: Texts, files: readonly TrackedDocument[]): StatusAnswer['download'] {
  const [first, second] = files.filter(({ kind }) => !BESIDE_ANSWER.has(kind));
  if (first === undefined) return null;
  const one = second === undefined;
  const bytes = one ? first.bytes : files.reduce((sum, file) => sum + file.bytes, 0);
  return {
    href: pathInLanguage(
      one ? `/permohonan-saya/berkas/${first.id}` : '/permohonan-saya/jawaban.zip',
      texts.language,
    ),
    text: texts.t('tracking.answer.download', {
      type: one ? shortType(first.type) : 'ZIP',
      size: texts.formats.bytes(bytes),
    }),
  };
}

function outcomeRow(texts: Texts, tracked: TrackedCase, decision: TrackedDecision): OutcomeRow {
  const given = GIVEN.has(decision.outcome);
  // What was not documented yet is handed over as the request's only answer, never beside what was granted.
  const isHandedOver = given || tracked.row.outcome === decision.outcome;
  const lines = [
    decision.item === null
      ? null
      : texts.t('tracking.answer.item', { number: decision.position, text: decision.item }),
    ...groundLines(texts, decision),
    decision.explanation === '' ? null : decision.explanation,
    decision.holder === null ? null : texts.t('tracking.answer.holder', { holder: decision.holder }),
    decision.searchRecord === null
      ? null
      : texts.t('tracking.answer.searched', { text: decision.searchRecord }),
    decision.availableOn === null
      ? null
      : texts.t('tracking.answer.available', { date: texts.formats.date(decision.availableOn) }),
    decision.cost === 0
      ? null
      : texts.t('tracking.answer.cost', { amount: texts.formats.rupiah(decision.cost) }),
    decision.appointment,
    isHandedOver && tracked.deliveredOn !== null
      ? texts.t('tracking.answer.delivered', { date: texts.formats.date(tracked.deliveredOn) })
      : null,
    isHandedOver && tracked.deliveryReference !== null
      ? texts.t('tracking.answer.reference', { number: tracked.deliveryReference })
      : null,
  ];
  return {
    tag: {
      text: texts.t(`tracking.outcome.${decision.outcome}`),
      tone: given ? 'fine' : 'closed',
    },
    text:
      lines
        .filter((line) => line !== null)
        .map(asSentence)
        .join(' ') || texts.t('tracking.answer.see-letter'),
  };
}

/** What is not given and on which law, one sentence each. */
function groundLines(texts: Texts, { outcome, law, blackouts }: TrackedDecision): readonly string[] {
  if (outcome === 'refused_exempt' && law !== null) return [texts.t('tracking.answer.exempt', { law })];
  return blackouts.map(({ part, law: ground }) => texts.t('tracking.answer.kept', { part, law: ground }));
}

/** `PDF` of `application/pdf`, as people call it. */
export function shortType(type: string): string {
  const names: Readonly<Record<string, string>> = {
    'application/pdf': 'PDF',
    'image/jpeg': 'JPG',
    'image/png': 'PNG',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  };
  return names[type] ?? type.split('/').at(-1)?.toUpperCase() ?? '';
}

function asSentence(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return /[.!?]$/u.test(flat) ? flat : `${flat}.`;
}
