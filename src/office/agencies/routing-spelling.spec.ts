import { createSpelling } from './routing-spelling.js';

const correct = createSpelling(
  new Map(['puskesmas', 'sampah', 'perizinan', 'retribusi'].map((word) => [word, 3])),
);

describe('spelling', () => {
  it('mends one slip, or two in a long word', () => {
    expect(correct('smapah')).toBe('sampah');
    expect(correct('pusksmas')).toBe('puskesmas');
    expect(correct('retibrusi')).toBe('retribusi');
  });

  it('leaves short, distant and foreign words alone', () => {
    expect(correct('sapah')).toBeNull();
    expect(correct('sampingan')).toBeNull();
    expect(correct('12345678')).toBeNull();
  });
});
