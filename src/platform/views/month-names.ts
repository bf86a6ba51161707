const MONTHS: Readonly<Record<string, number>> = {
  ...months('jan januari january', 1),
  ...months('feb peb febr pebr februari pebruari february', 2),
  ...months('mar mrt maret march', 3),
  ...months('apr april', 4),
  ...months('mei may', 5),
  ...months('jun juni june', 6),
  ...months('jul juli july', 7),
  ...months('agt agu ags aug agst agust agustus august', 8),
  ...months('sep sept september', 9),
  ...months('okt oct oktober october', 10),
  ...months('nov nop november nopember', 11),
  ...months('des dec desember december', 12),
};

function months(names: string, month: number): Readonly<Record<string, number>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, month]));
}

/** The month, 1 to 12, that people call by this word, in either language and as offices shorten it; null for none. */
export function monthOf(word: string): number | null {
  return MONTHS[word.toLowerCase()] ?? null;
}
