import { localDate } from '../../law/local-date.js';
import { WorkingCalendar } from '../../law/working-calendar.js';
import { Catalogue } from '../../platform/views/catalogue.js';
import { Texts } from '../../platform/views/texts.js';
import { countedResult, readCount, typedFor } from './calculator.page.js';
import { figureSentence } from './home.page.js';
import { findItems, marked } from './information.page.js';

const texts = new Texts('id', Catalogue.load('templates/messages'));
const calendar = new WorkingCalendar({
  version: '1',
  days: [],
  coveredYears: [2026],
  reading: { collectiveLeave: 'free', localClosures: 'free' },
});

describe('the calculator', () => {
  it('starts with today and the term of an answer', () => {
    expect(typedFor(localDate('2026-11-04'), 10)).toEqual({
      day: '4',
      month: '11',
      year: '2026',
      count: '10',
    });
  });

  it('names every fault of the form at once', () => {
    const read = readCount(texts, { day: '31', month: 'Feb', year: '2026', count: '0' });
    expect(read.ok ? [] : read.errors.map((error) => error.field)).toEqual(['hari', 'jumlah']);
  });

  it('says what the count skipped', () => {
    const { block } = countedResult(texts, calendar, { start: localDate('2026-11-24'), workingDays: 10 });
    expect(block.iso).toBe('2026-12-08');
    expect(block.foot?.replaceAll('\u00a0', ' ')).toBe('2 akhir pekan dilewati.');
  });
});

describe('the search', () => {
  it('finds items that hold every word', () => {
    expect(findItems(texts, 'biaya SALINAN').map((item) => item.href)).toEqual(['/biaya']);
    expect(findItems(texts, 'dana BOSS')).toEqual([]);
  });

  it('marks the words without reading them as a pattern', () => {
    expect(marked('a (b) c', ['(b'])).toEqual([
      { text: 'a ' },
      { text: '(b', strong: true },
      { text: ') c' },
    ]);
  });
});

describe('the figures on the front page', () => {
  const figures = {
    received: 9,
    answered: 6,
    open: 3,
    late: 0,
    median: 4.5,
    onTimeShare: 0.94,
    objections: 0,
  };
  const of = (city: typeof figures) =>
    figureSentence(texts, { since: localDate('2026-01-01'), asOf: new Date(0), city, agencies: new Map() })
      .key;

  it('show no rate of fewer than five answers', () => {
    expect(of(figures)).toBe('figures');
    expect(of({ ...figures, answered: 4 })).toBe('figures-few');
    expect(of({ ...figures, answered: 0 })).toBe('figures-none');
  });
});
