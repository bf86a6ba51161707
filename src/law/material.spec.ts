import { localDate } from './local-date.js';
import { defaultMaterialDue, materialDueFits, mayAskForMaterial } from './material.js';
import { WorkingCalendar } from './working-calendar.js';

const calendar = new WorkingCalendar({
  version: '1',
  coveredYears: [2026, 2027],
  reading: { collectiveLeave: 'free', localClosures: 'working' },
  days: [],
});
const day = localDate;

describe('material from another unit', () => {
  it('is asked for while an answer is prepared', () => {
    expect(mayAskForMaterial('processing')).toBe(true);
    expect(mayAskForMaterial('incomplete')).toBe(false);
    expect(mayAskForMaterial('granted_open')).toBe(false);
  });

  it.each([
    ['2026-11-24', true],
    ['2026-11-23', false],
    ['2026-12-08', true],
    ['2026-12-09', false],
  ])('may be due on %s: %s', (dueOn, fits) => {
    const facts = { today: day('2026-11-24'), replyDue: day('2026-12-08') };
    expect(materialDueFits(day(dueOn), facts)).toBe(fits);
  });

  it('may be due on any coming day once the reply term has passed, or where none runs', () => {
    const late = { today: day('2026-12-10'), replyDue: day('2026-12-08') };
    expect(materialDueFits(day('2026-12-15'), late)).toBe(true);
    expect(materialDueFits(day('2026-12-15'), { today: day('2026-12-10'), replyDue: null })).toBe(true);
  });

  it('is offered for three working days before the answer, never before today', () => {
    expect(defaultMaterialDue(day('2026-11-24'), day('2026-12-08'), calendar)).toBe('2026-12-03');
    expect(defaultMaterialDue(day('2026-12-07'), day('2026-12-08'), calendar)).toBe('2026-12-07');
    expect(defaultMaterialDue(day('2026-11-24'), null, calendar)).toBe('2026-11-27');
  });
});
