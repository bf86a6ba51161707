import { decisionKind, type DecisionKind } from '../../law/decision-kinds.js';
import type { LocalDate } from '../../law/local-date.js';
import { readWrittenDate } from '../../office/register/written-date.js';
import { writtenLetters } from '../../office/register/written-letters.js';
import { readExtended, readMeaning, type Meaning } from './decision-words.js';
import type { RegisterRow } from './register-row.js';

/** In this order: the words that refuse come before the words that give. */
const DECISIONS: readonly Meaning<DecisionKind>[] = [
  { words: /dicabut|mencabut|pencabutan/u, kind: 'withdrawn', read: 'plain' },
  {
    words: /tanpa tindak lanjut|tidak dilengkapi|tidak melengkapi/u,
    kind: 'closed_incomplete',
    read: 'itself',
  },
  {
    words: /tidak (seluruh|semua)(nya)? (di ?berikan|dikabulkan|dipenuhi)/u,
    kind: 'granted_partial',
    read: 'itself',
  },
  { words: /sebagian/u, kind: 'granted_partial', read: 'part' },
  { words: /belum (didokumentasikan|terdokumentasi)/u, kind: 'not_documented', read: 'itself' },
  { words: /belum dikuasai|belum menguasai/u, kind: 'not_yet_held', read: 'itself' },
  {
    words: /tidak (di ?bawah penguasaan|dikuasai|menguasai)|bukan kewenangan/u,
    kind: 'not_held',
    read: 'itself',
  },
  { words: /tidak sesuai (peraturan|ketentuan)/u, kind: 'refused_other', read: 'itself' },
  {
    // "Tidak diberikan seluruhnya" may say that nothing was given, or not all: it is asked back.
    words: /tidak (dapat )?(di ?berikan|dikabulkan|dipenuhi)(?! (seluruh|semua))/u,
    kind: 'refused_exempt',
    read: 'itself',
  },
  { words: /di ?tolak|penolakan|dikecualikan/u, kind: 'refused_exempt', read: 'plain' },
  {
    words: /di ?berikan|dikabulkan|dipenuhi|diterima|seluruhnya|selesai/u,
    kind: 'granted_full',
    read: 'sure',
  },
];

/** Open, and the requester is asked to complete it; other things that are waited for pause nothing. */
const WAITS_FOR_REQUESTER = /^menunggu\b[^;]*(lengkap|pemohon|perbaikan)/u;

const OPEN = /^($|belum dijawab|belum ditanggapi|dalam proses|proses|menunggu|diperpanjang)/u;

/** What the cell of the decision says; null when it is unknown or in doubt. An entry without an outcome is open. */
export function decisionOf(
  written: string,
): { readonly outcome: DecisionKind | null; readonly extended: boolean } | null {
  const extended = readExtended(written);
  if (extended === null) return null;
  const outcome = readMeaning(written, DECISIONS);
  const isOpen = OPEN.test(written.toLowerCase());
  return isOpen === (outcome === null) ? { outcome, extended } : null;
}

const OPEN_ENTRY = {
  ...{ outcome: null, extended: false, extendedOn: null, statedDue: null, noticedOn: null },
  ...{ endedOn: null, withdrawnOn: null, incompleteLetter: null },
} as const;

/** What a row says became of the request, with the days that its words and its notice name. */
export function readDecision(row: RegisterRow, receivedOn: LocalDate | null, today: LocalDate) {
  const written = row.text('decision');
  const noticedOn = row.date('noticed');
  const statedDue = dueIn(written);
  if (noticedOn === null && row.text('noticed') === '' && UNSENT.test(written)) {
    row.warn('decision', 'notice-unsent');
    const extended = readExtended(written) === true;
    const extendedOn = extended ? readExtensionDay(row, receivedOn, today) : null;
    return { ...OPEN_ENTRY, extended, extendedOn, statedDue };
  }
  if (noticedOn !== null && noticedOn > today) row.fault('noticed', 'in-future');
  if (noticedOn !== null && receivedOn !== null && noticedOn < receivedOn)
    row.fault('noticed', 'before-receipt');
  const later = withdrawnLater(written, noticedOn);
  const decision = decisionOf(later?.decision ?? written);
  if (decision === null) row.fault('decision', 'unknown-decision');
  const { outcome, extended } = decision ?? { outcome: null, extended: false };
  const extendedOn = extended ? readExtensionDay(row, receivedOn, noticedOn ?? today) : null;
  readLetters(row, outcome);
  if (outcome === null) {
    const isAsked = decision === null || /^menunggu/iu.test(written);
    if (noticedOn !== null && !isAsked) row.fault('decision', 'decision-missing');
    const letterOn = noticedOn ?? letterNamedIn(row, written, receivedOn, today);
    return {
      ...{ ...OPEN_ENTRY, extended, extendedOn, statedDue },
      incompleteLetter: letterOf(row, written, letterOn),
    };
  }
  const needsNotice = decisionKind(outcome).isNotice;
  if (needsNotice && noticedOn === null && row.text('noticed') === '') row.fault('noticed', 'notice-missing');
  const endedOn = needsNotice ? null : endedIn(row, written, receivedOn, today);
  const withdrawnOn = later === null ? null : (endedIn(row, later.end, noticedOn, today) ?? noticedOn);
  const told = { outcome, extended, extendedOn, statedDue, noticedOn, endedOn, withdrawnOn };
  return { ...told, incompleteLetter: null };
}

/** `Diberikan seluruhnya; dicabut pemohon 09/08/2028`: it was answered, with a notice, and withdrawn after it. */
const WITHDRAWN_LATER = /;\s*(di ?cabut\b[^;]*)/iu;

function withdrawnLater(
  written: string,
  noticedOn: LocalDate | null,
): { readonly decision: string; readonly end: string } | null {
  const end = WITHDRAWN_LATER.exec(written)?.[1];
  if (end === undefined || noticedOn === null) return null;
  const decision = written.replace(WITHDRAWN_LATER, '');
  const outcome = decisionOf(decision)?.outcome ?? null;
  return outcome !== null && decisionKind(outcome).isNotice ? { decision, end } : null;
}

/** `Belum dijawab; batas 18/06/2029`, `lewat batas 18/06/2029`, `terlambat (batas 18/06/2029)`. */
const DUE = /\bbatas (\d\d\/\d\d\/\d{4})(?! lewat)/iu;

function dueIn(written: string): LocalDate | null {
  return readWrittenDate(DUE.exec(written)?.[1] ?? '');
}

/** Our own register of an answer that nobody had recorded as sent: it is still owed (decision 0087). */
const UNSENT = /surat jawaban menunggu catatan pengiriman/iu;

/** `Dicabut pemohon 22/01/2027`, `ditutup 24/11/2026`: what ends without a notice names its day in its words. */
const ENDED_ON = /(?:di ?cabut|mencabut|pencabutan|ditutup)\b[^;,()\d]*(\d[^;,()]*)/iu;

function endedIn(
  row: RegisterRow,
  written: string,
  receivedOn: LocalDate | null,
  today: LocalDate,
): LocalDate | null {
  const on = readWrittenDate(ENDED_ON.exec(written)?.[1]?.trim() ?? '');
  return dayBetween(row, on, { receivedOn, until: today, after: 'in-future' });
}

/** `Belum dijawab; batas 27/01/2027; dilengkapi 13/01/2027`: the requester completed it, before the answer. */
export function readCompletion(
  row: RegisterRow,
  receivedOn: LocalDate | null,
  until: LocalDate,
): LocalDate | null {
  const on = readWrittenDate(/; *dilengkapi (\d[^;,()]*)/iu.exec(row.text('decision'))?.[1]?.trim() ?? '');
  return dayBetween(row, on, { receivedOn, until, after: 'completed-after' });
}

/** `Belum dijawab; diperpanjang 04/05/2027`: the day of the letter, where it is named; before the answer. */
function readExtensionDay(
  row: RegisterRow,
  receivedOn: LocalDate | null,
  until: LocalDate,
): LocalDate | null {
  const behind = /diperpanjang\s+(?:(?:pada|tanggal|tgl\.?)\s+)*(\d[^;,()]*)/iu.exec(
    row.text('decision'),
  )?.[1];
  const on = readWrittenDate(behind?.trim() ?? '');
  return dayBetween(row, on, { receivedOn, until, after: 'extended-after' });
}

/** A day that the words of a decision name: no sooner than the receipt, no later than `until`, else `after` is its fault. */
function dayBetween(
  row: RegisterRow,
  on: LocalDate | null,
  within: { readonly receivedOn: LocalDate | null; readonly until: LocalDate; readonly after: string },
): LocalDate | null {
  if (on === null) return null;
  if (on > within.until) return row.fault('decision', within.after);
  const { receivedOn } = within;
  return receivedOn !== null && on < receivedOn ? row.fault('decision', 'before-receipt') : on;
}

/** Letters of art. 17 that exist; without one the report can not count the refusal by its reason. */
function readLetters(row: RegisterRow, outcome: DecisionKind | null): void {
  if (outcome === null || !decisionKind(outcome).exempts) return;
  const { letters, unknown } = writtenLetters(row.text('refusalReason'));
  const [first] = unknown;
  if (first !== undefined) row.fault('refusalReason', 'no-letter', { letter: first });
  else if (letters.length === 0) row.warn('refusalReason', 'letter-missing');
}

/** `Menunggu dilengkapi pemohon; surat 24/11/2026`: our own register names the letter in its words, as it is no notice. */
export function letterDayIn(written: string): LocalDate | null {
  return readWrittenDate(/^menunggu\b[^;]*; *surat ([^\s;]+)/iu.exec(written)?.[1] ?? '');
}

function letterNamedIn(
  row: RegisterRow,
  written: string,
  receivedOn: LocalDate | null,
  today: LocalDate,
): LocalDate | null {
  return dayBetween(row, letterDayIn(written), { receivedOn, until: today, after: 'in-future' });
}

/** The letter that a waiting entry tells of, with the register's words of what it asked for. */
function letterOf(row: RegisterRow, written: string, on: LocalDate | null) {
  if (on === null || !waitsForRequester(written)) return null;
  return { on, words: [written, row.text('refusalReason')].filter((words) => words !== '').join('; ') };
}

/** Whether a decision says that the requester is to complete the request. */
export function waitsForRequester(written: string): boolean {
  return WAITS_FOR_REQUESTER.test(written.toLowerCase());
}
