import { localDate } from './local-date.js';
import { staffMailLeavesAt } from './staff-mail-hours.js';
import { WorkingCalendar } from './working-calendar.js';

const calendar = new WorkingCalendar({
  version: '1',
  coveredYears: [2026, 2027],
  reading: { collectiveLeave: 'free', localClosures: 'free' },
  days: [
    {
      date: localDate('2026-12-25'),
      kind: 'national',
      nameId: 'Kelahiran Yesus Kristus',
      nameEn: 'Christmas Day',
      decree: 'SKB',
      decreeDate: localDate('2025-09-19'),
    },
  ],
});

describe('a mail to staff leaves within the mail hours of a working day', () => {
  it.each([
    ['at once while they last', '2026-12-04T07:30:00+09:00', '2026-12-04T07:30:00+09:00'],
    ['at once to the last minute', '2026-12-04T15:59:59.999+09:00', '2026-12-04T15:59:59.999+09:00'],
    ['from half past seven when written before', '2026-12-04T00:00:00+09:00', '2026-12-04T07:30:00+09:00'],
    ['after the weekend when they are over', '2026-12-04T16:00:00+09:00', '2026-12-07T07:30:00+09:00'],
    ['the next morning when written at night', '2026-12-08T23:59:00+09:00', '2026-12-09T07:30:00+09:00'],
    ['after a holiday and its weekend', '2026-12-25T10:00:00+09:00', '2026-12-28T07:30:00+09:00'],
  ])('%s', (_title, written, leaves) => {
    expect(staffMailLeavesAt(new Date(written), calendar)).toEqual(new Date(leaves));
  });
});
