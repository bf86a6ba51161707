import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { DayKind } from '../../law/free-days.js';
import { localDate } from '../../law/local-date.js';
import { WorkingCalendar } from '../../law/working-calendar.js';
import { Catalogue } from '../../platform/views/catalogue.js';
import { Texts } from '../../platform/views/texts.js';
import { countedDays } from './counted-days.js';
import { dateBlock, dueTag, rowDate, type DateBlockOptions, type DateMood } from './date-block.js';
import { dateChange } from './date-change.js';

const rows = parse(readFileSync('config/holidays.csv'), { columns: true }) as Record<string, string>[];
const calendar = new WorkingCalendar({
  version: '1',
  days: rows.map((row) => ({
    date: localDate(row['date'] ?? ''),
    kind: (row['kind'] ?? '') as DayKind,
    nameId: row['name_id'] ?? '',
    nameEn: row['name_en'] ?? '',
    decree: row['decree'] ?? '',
    decreeDate: localDate(row['decree_date'] ?? ''),
  })),
  coveredYears: [2026, 2027],
  reading: { collectiveLeave: 'free', localClosures: 'free' },
});
const catalogue = Catalogue.load('templates/messages');
const texts = new Texts('id', catalogue);
const plain = (text: string | null): string | null => text && text.replaceAll('\u00a0', ' ');

function block(
  today: string,
  mood: DateMood = { kind: 'running' },
  options: DateBlockOptions = {},
  workingDays = 10,
) {
  return dateBlock(
    texts,
    calendar,
    { start: localDate('2026-11-24'), workingDays, today: localDate(today), mood },
    options,
  );
}
function cells(today: string, mood?: DateMood): string {
  const weeks = block(today, mood).strip?.weeks ?? [];
  return weeks.map((week) => week.cells.map((cell) => cell.kind[0]).join('')).join(' ');
}

function footOn(today: string): string | null {
  return block(today, { kind: 'running' }, { foot: 'auto' }).foot;
}

describe('the date block', () => {
  it.each([
    ['2026-11-24', 'fine', '10 hari kerja'],
    ['2026-11-30', 'fine', 'Tinggal 6 hari kerja'],
    ['2026-12-04', 'soon', 'Tinggal 2 hari kerja'],
    ['2026-12-08', 'soon', 'Hari ini hari terakhir.'],
    ['2026-12-10', 'late', 'Lewat 2 hari kerja dari batas'],
  ])('says on %s in tone %s: %s', (today, tone, words) => {
    const model = block(today);
    expect([model.tone, plain(model.words), plain(model.date)]).toEqual([tone, words, '8 Desember 2026']);
  });

  it('calls the day of receipt by its name and a Sunday a free day', () => {
    expect(plain(footOn('2026-11-24'))).toContain('hari diterima, belum dihitung');
    expect(plain(footOn('2026-11-29'))).toContain('bukan hari kerja');
    expect(plain(footOn('2026-11-25'))).toContain('hari kerja ke-1 dari 10');
  });

  it('draws past days, today and days ahead in weeks', () => {
    expect(cells('2026-11-30')).toBe('ppp taaaa aa');
  });

  it('adds the days beyond the due date', () => {
    expect(cells('2026-12-10')).toBe('ppp ppppp ppbb');
  });

  it('leaves days over when the answer came early', () => {
    const mood: DateMood = { kind: 'answered', answeredOn: localDate('2026-12-04') };
    expect(cells('2026-12-10', mood)).toBe('ppp ppppp uu');
    expect(plain(block('2026-12-10', mood).words)).toBe('2 hari kerja sebelum batas');
  });

  it('marks a date of a year without decree as provisional', () => {
    const facts = {
      start: localDate('2027-12-20'),
      workingDays: 10,
      today: localDate('2027-12-20'),
      mood: { kind: 'running' },
    } as const;
    const model = dateBlock(texts, calendar, facts);
    expect([model.tone, plain(model.foot)]).toEqual([
      'provisional',
      'Kalender 2028 belum ditetapkan. Tanggal dapat berubah; Anda diberi tahu.',
    ]);
  });

  it('draws no strip for a term of thirty days', () => {
    const model = block('2026-12-01', { kind: 'running' }, { foot: 'auto' }, 30);
    expect([model.strip, model.foot]).toEqual([null, 'Hari kerja ke-5 dari 30']);
    const foot = (today: string) => plain(block(today, { kind: 'running' }, { foot: 'auto' }, 30).foot);
    expect(foot('2026-11-24')).toBe(
      'Hari diterima, belum dihitung. Hari ke-1 dari 30 adalah hari kerja berikutnya.',
    );
    expect(foot('2027-02-26')).toBe('Batasnya 30 hari kerja.');
  });

  it('names what day 0 was to staff: only what was received came in', () => {
    const facts = {
      start: localDate('2026-11-24'),
      workingDays: 5,
      today: localDate('2026-11-26'),
      mood: { kind: 'running' },
    } as const;
    const foot = (since: 'receipt' | 'notice' | 'repair') =>
      plain(dateBlock(texts, calendar, { ...facts, since }, { staff: true, foot: 'auto' }).foot);
    expect(foot('receipt')).toBe('Masuk Sel 24 Nov. Hari ini hari kerja ke-2 dari 5.');
    expect(foot('notice')).toBe('Dijawab Sel 24 Nov. Hari ini hari kerja ke-2 dari 5.');
    expect(foot('repair')).toBe('Dilengkapi Sel 24 Nov. Hari ini hari kerja ke-2 dari 5.');
  });

  it('trusts a stored date above its own count', () => {
    const facts = {
      start: localDate('2026-11-24'),
      workingDays: 10,
      today: localDate('2026-11-30'),
      mood: { kind: 'running' },
      due: localDate('2026-12-09'),
    } as const;
    expect(dateBlock(texts, calendar, facts)).toMatchObject({ iso: '2026-12-09', strip: null });
  });

  it('carries a sign and short words for staff', () => {
    const model = block('2026-12-04', { kind: 'running' }, { staff: true });
    expect([model.sign, plain(model.words), plain(model.shortDate)]).toEqual([
      'near',
      '2 hari kerja lagi',
      'Sel 8 Des 2026',
    ]);
  });
});

describe('a date in a row', () => {
  const at = (due: string, state: 'running' | 'waiting' | 'answered' = 'running') => {
    const model = rowDate(texts, calendar, { today: localDate('2026-12-04'), due: localDate(due), state });
    return [model.tone, model.sign, plain(model.words)];
  };

  it('says how near it is, with sign and words', () => {
    expect(at('2026-12-02')).toEqual(['late', 'late', 'Terlambat 2 hari kerja']);
    expect(at('2026-12-04')).toEqual(['soon', 'today', 'Hari ini']);
    expect(at('2026-12-08')).toEqual(['soon', 'near', '2 hari kerja lagi']);
    expect(at('2026-12-15')).toEqual(['fine', 'far', '7 hari kerja lagi']);
    expect(at('2026-12-09', 'waiting')).toEqual(['quiet', 'waiting', 'Menunggu pemohon']);
    expect(at('2026-12-03', 'answered')).toEqual(['quiet', 'answered', 'Dijawab']);
  });

  it('is a tag in the case bar', () => {
    const tag = dueTag(texts, calendar, { today: localDate('2026-12-04'), due: localDate('2026-12-08') });
    expect([tag.tone, plain(tag.text)]).toEqual(['soon', '2 hari kerja lagi (Sel 8 Des)']);
  });
});

describe('the list of counted days', () => {
  const list = countedDays(texts, calendar, { start: localDate('2026-12-14'), workingDays: 10, tone: 'new' });
  const lines = list.rows.map((row) => plain(row.text));

  it('names each skipped day with its reason', () => {
    expect(lines).toContain('Sabtu 19 dan Minggu 20 Desember: akhir pekan');
    expect(lines).toContain('Jumat 25 Desember: Kelahiran Yesus Kristus, libur nasional');
  });

  it('ends with the due date', () => {
    expect(list.rows.at(-1)).toMatchObject({ kind: 'counted', mark: 'last', right: 'Batas' });
    expect(lines.at(-1)).toBe('Rabu 30 Desember');
  });
});

describe('the change of an extension', () => {
  it('shows both dates and the added days', () => {
    const change = dateChange(texts, calendar, {
      start: localDate('2026-11-24'),
      workingDays: 10,
      added: 7,
      today: localDate('2026-12-04'),
    });
    expect(plain(change.sentence[0]?.text ?? null)).toBe('8 Des menjadi 17 Des.');
    const kinds = change.strip.weeks.flatMap((week) => week.cells.map((cell) => cell.kind));
    expect(kinds.filter((kind) => kind === 'added')).toHaveLength(7);
  });
});
