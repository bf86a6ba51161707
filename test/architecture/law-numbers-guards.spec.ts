import fs from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from './scratch-tree.js';

const inWords =
  'dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh|ratus|' +
  'two|three|four|five|six|seven|eight|nine|ten|fourteen|seventeen|thirty|sixty|hundred';
const unit =
  'hari(?: kerja| kalender)?|bulan|tahun(?! \\d{4})|(?:working |calendar )?days?|months?|years?|x ?24|kali 24';
/**
 * A count of days, months, years or rounds of 24 hours, in figures or words of both languages: "10 hari kerja",
 * "10 (sepuluh) hari", "+7", "3 x 24 jam", "ten working days". Not "satu hari", "Nomor 14 Tahun 2008", "+62".
 */
const typedNumber = new RegExp(
  `(?<![\\p{L}\\d/.])(?:\\d+|${inWords})\\)?\\s?(?:${unit})(?!\\p{L})|\\+(?!62)\\d+`,
  'giu',
);

/** What may be typed, because no article gives it; once for each place. What the law gives is `{law.<term>}`. */
const notOfTheLaw: readonly { readonly why: string; readonly places: Readonly<Record<string, string[]>> }[] =
  [
    {
      why: 'steps of the age chart and the span of the load chart, chosen for the eye',
      places: {
        'messages/id/oversight.yaml': [
          ...[
            '11 hari kerja',
            '10 hari kerja',
            '5 hari kerja',
            '3 hari kerja',
            '7 hari kerja',
            '10 hari kerja',
          ],
          ...['17 hari kerja', '10 hari kerja', '10 hari kerja', '20 hari kerja'],
        ],
        'messages/en/oversight.yaml': [
          ...['10 working days', '5 working days', '3 working days', '7 working days', '10 working days'],
          ...['17 working days', '10 working days', '10 working days', '20 working days'],
        ],
      },
    },
    {
      why: 'the list of closed cases and the filter after the near ones, chosen for the eye',
      places: { 'messages/id/workspace.yaml': ['7 hari', 'tujuh hari', 'tujuh hari', '4 hari kerja'] },
    },
    {
      why: 'how long a browser keeps a draft',
      places: { 'messages/id/filing.yaml': ['7 hari'], 'messages/en/filing.yaml': ['7 days'] },
    },
  ];

const comments: Readonly<Record<string, RegExp>> = {
  '.yaml': /^\s*#(?!#).*$/gmu,
  '.njk': /\{#.*?#\}/gsu,
  '.typ': /^\s*\/\/.*$/gmu,
};

/** What a reader sees, by its file: sentences, and templates without their comments. */
async function texts(): Promise<Map<string, string>> {
  const folder = path.join(projectRoot, 'templates');
  const seen = new Map<string, string>();
  for (const file of (await fs.readdir(folder, { recursive: true })).sort()) {
    const comment = comments[path.extname(file)];
    if (comment === undefined) continue;
    const text = await fs.readFile(path.join(folder, file), 'utf8');
    seen.set(file, text.replaceAll(comment, ''));
  }
  return seen;
}

const typedIn = (text: string): string[] => [...text.matchAll(typedNumber)].map(([found]) => found);

/** A count of 2 days or more, a first day, the zone; the next day and the day before are no terms. */
const typedInCode = (source: string): string[] => {
  const code = source.replace(/^\s*(?:\/\/|\/?\*).*$/gmu, '');
  const counted = /(?:dueDate|workingDayBefore|addCalendarMonths)\(.*, (?:[2-9]|\d{2,})\)/gu;
  const placed = /Asia\/Jayapura|\+09:00|(?:[<>]=? |return )localDate\('\d/gu;
  return [...code.matchAll(counted), ...code.matchAll(placed)].map(([found]) => found);
};

describe('a number of the law', () => {
  it('is typed in no sentence, letter or page', async () => {
    const typed = [...(await texts())].map(([file, text]) => [file, typedIn(text)] as const);
    const found = Object.fromEntries(typed.filter(([, counts]) => counts.length > 0));
    const allowed: Record<string, string[]> = {};
    for (const { places } of notOfTheLaw)
      for (const [file, counts] of Object.entries(places)) allowed[file] = counts;
    expect(found).toEqual(allowed);
  });

  it.each([
    'paling lama 10 hari kerja',
    'paling lama 10\u00a0hari kerja',
    'dalam 30 (tiga puluh) hari kerja',
    'satu kali, +7',
    'dalam 3 x 24 jam',
    'within 3x24 hours',
    'paling lama 30 tahun',
    'the ten working days',
    'in 14 calendar days',
    'every 6 months',
  ])('would be seen in "%s"', (sentence) => {
    expect(typedIn(sentence)).toHaveLength(1);
  });

  it.each(['{law.reply} hari kerja', 'Nomor 14 Tahun 2008', 'satu hari', '{n} working days', '10 harian'])(
    'is not seen in "%s"',
    (sentence) => {
      expect(typedIn(sentence)).toEqual([]);
    },
  );

  it('is typed in no count of days, and the zone of the city nowhere, but in the law', async () => {
    const folder = path.join(projectRoot, 'src');
    const files = (await fs.readdir(folder, { recursive: true })).filter(
      (file) => /(?<!\.spec)\.ts$/u.test(file) && !/^(?:law|platform\/database\/migrations)\//u.test(file),
    );
    const found: string[] = [];
    for (const file of files) {
      const source = await fs.readFile(path.join(folder, file), 'utf8');
      found.push(...typedInCode(source).map((typed) => `${file}: ${typed}`));
    }
    expect([files.length > 500, found]).toEqual([true, []]);
  });

  it.each([
    'calendar.dueDate(today, 3)',
    'calendar.dueDate(localDayOf(now), 5).date',
    'calendar.workingDayBefore(due, 30)',
    "x AT TIME ZONE 'Asia/Jayapura'",
    '`${day}T00:00:00+09:00`',
    "read < localDate('2022-01-01')",
  ])('would be seen in the code "%s"', (code) => {
    expect(typedInCode(code)).toHaveLength(1);
  });
});
