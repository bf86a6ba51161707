import { cityCalendar } from '../../test/law/city-calendar.js';
import { exemptionReviewDay } from './exemption-review.js';
import { localDate } from './local-date.js';

describe('T18', () => {
  it('is counted back over weekends, holidays and cuti bersama, and the last of the days is the end itself', () => {
    const calendar = cityCalendar();
    const until = localDate('2027-01-13');
    const day = exemptionReviewDay(until, calendar);
    expect(day).toBe('2026-11-26');
    expect(calendar.dueDate(day, 30).date).toBe(until);
  });
});
