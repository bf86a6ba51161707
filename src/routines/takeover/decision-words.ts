/** What words of a decision mean. */
export interface Meaning<Kind extends string> {
  readonly words: RegExp;
  readonly kind: Kind;
  /**
   * `sure`: no word of the cell may deny or delay, wherever it stands ("Selesai: belum diberikan" gives nothing).
   * `plain`: nothing in front of the words may deny them; `part`: nor may the rest be yet to give.
   * `itself`: the words are a denial, and only "bukan tidak" turns them round.
   */
  readonly read: 'sure' | 'plain' | 'part' | 'itself';
}

const NOT = /\b(belum|blm|tidak|tdk|tak|bukan|bkn|tanpa|batal|gagal|jangan|urung)\b/u;
const UNDER_WAY = /\b(sedang|masih|(dalam|di) ?proses)\b/u;
const YET_TO_GIVE =
  /\b(belum|blm)\b[^;,.()]*(di ?berikan|di ?kabulkan|mengabulkan|di ?penuhi|di ?terima|selesai)/u;

/** Said beside a decision without denying it. */
const HARMLESS: readonly RegExp[] = [
  /\b(tidak|tdk|belum|tanpa|bukan) (pernah )?(diperpanjang|perpanjangan)\b/gu,
  /\b(tidak|tdk) (ada|dikenakan|dipungut) biaya\b|\btanpa biaya\b/gu,
  /\btanpa batas waktu undang-undang\b|\bbukan wni\b/gu,
];

/** Where one statement ends and the next begins: "tidak diberikan karena dikecualikan" denies the first word only. */
const BREAKS = /[;,.:()[\]/]|\b(karena|sebab|tetapi|tapi|namun|sehingga)\b/u;

/**
 * The meaning of a decision as somebody wrote it years ago, or null when it is unknown or in doubt. The first meaning
 * whose words occur decides; where the cell denies them the row is asked back, never read as if the denial were not there.
 */
export function readMeaning<Kind extends string>(
  written: string,
  meanings: readonly Meaning<Kind>[],
): Kind | null {
  const text = withoutHarmless(written);
  const meaning = meanings.find(({ words }) => words.test(text));
  return meaning === undefined || isDenied(text, meaning) ? null : meaning.kind;
}

/** Whether the entry was extended, by what its decision says; null when that is in doubt. */
export function readExtended(written: string): boolean | null {
  const text = withoutHarmless(written);
  const at = text.indexOf('diperpanjang');
  if (at < 0) return false;
  return NOT.test(lastStatement(text.slice(0, at))) ? null : true;
}

function isDenied<Kind extends string>(text: string, { words, read }: Meaning<Kind>): boolean {
  if (read === 'sure') return NOT.test(text) || UNDER_WAY.test(text);
  const before = lastStatement(text.slice(0, text.search(words)));
  if (read === 'itself') return /\b(bukan|belum|tidak) $/u.test(before);
  return NOT.test(before) || (read === 'part' && YET_TO_GIVE.test(text));
}

function lastStatement(before: string): string {
  return before.split(BREAKS).at(-1) ?? '';
}

function withoutHarmless(written: string): string {
  const text = written.toLowerCase().replace(/\s+/gu, ' ');
  return HARMLESS.reduce((rest, words) => rest.replace(words, ''), text);
}
