import { owedNextOn, partToHandOver, type OwedPart } from './delivery.js';
import { localDate } from './local-date.js';

const day = localDate('2027-12-15');
const earlier = localDate('2027-10-11');
const granted: OwedPart = { part: 'granted', dueOn: day };
const promised: OwedPart = { part: 'promised', dueOn: earlier };

describe('the part that is handed over', () => {
  it.each([
    ['the earlier one', [granted, promised], false, null, 'promised'],
    ['the granted one of two of one day', [granted, { ...promised, dueOn: day }], false, null, 'granted'],
    [
      'the granted one where it is due first',
      [
        { ...granted, dueOn: earlier },
        { ...promised, dueOn: day },
      ],
      false,
      null,
      'granted',
    ],
    ['the one with a day', [{ ...granted, dueOn: null }, promised], false, null, 'promised'],
    [
      'the promised one while the other is unpaid',
      [
        { ...granted, dueOn: earlier },
        { ...promised, dueOn: day },
      ],
      true,
      null,
      'promised',
    ],
    ['the one that is named', [granted, promised], false, 'granted', 'granted'],
    ['the only one', [granted], false, null, 'granted'],
  ] as const)('is %s', (_, owed, isUnpaid, named, part) => {
    expect(partToHandOver(owed, { isUnpaid, named })).toMatchObject({ ok: true, part: { part } });
  });

  it.each([
    ['payment-open', [granted], true, null],
    ['payment-open', [granted, promised], true, 'granted'],
    ['not-in-this-state', [granted], false, 'promised'],
    ['not-in-this-state', [], true, null],
  ] as const)('is refused: %s', (refusal, owed, isUnpaid, named) => {
    expect(partToHandOver(owed, { isUnpaid, named })).toEqual({ ok: false, refusal });
  });
});

it('the office hands over next by the earliest day that runs', () => {
  expect(owedNextOn([day, earlier])).toBe(earlier);
  expect(owedNextOn([null, day])).toBe(day);
  expect(owedNextOn([day, null])).toBe(day);
  expect(owedNextOn([null])).toBeNull();
});
