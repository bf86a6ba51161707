import { oneTimePassword, passwordFault, Passwords } from './passwords.js';

const about = ['rina.matulessy@ambon.go.id', 'Rina Matulessy'];

describe('rules of a new password', () => {
  it('ask for twelve signs and no kinds of signs', () => {
    expect(passwordFault('pendek-sekal', about)).toBeNull();
    expect(passwordFault('pendek-seka', about)).toBe('too-short');
    expect(passwordFault('kuda pasir meja lilin', about)).toBeNull();
    expect(passwordFault('x'.repeat(201), about)).toBe('too-long');
  });

  it('refuse what a stranger tries first', () => {
    const easy = [
      'matulessy2026', 'rinamatulessy1', 'passwordpassword', 'rahasia12345', 'aaaaaaaaaaaaaa', '123456789012',
      'abcdefghijklm', 'ambonambonambon1', 'petugasppid2026',
    ]; // prettier-ignore
    for (const password of easy)
      expect([password, passwordFault(password, about)]).toEqual([password, 'too-simple']);
  });
});

describe('a one-time password', () => {
  it('has four groups of plain signs and differs each time', () => {
    const made = Array.from({ length: 200 }, () => oneTimePassword());
    expect(new Set(made).size).toBe(200);
    for (const password of made)
      expect(password).toMatch(/^([a-hj-km-np-tv-z2-9]{4}-){3}[a-hj-km-np-tv-z2-9]{4}$/u);
  });
});

describe('hashed passwords', () => {
  const passwords = new Passwords();

  it('are Argon2id with 19 MiB and two passes', async () => {
    expect(await passwords.hash('kuda pasir meja')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
  });

  it('fit the same password in any Unicode form, and no other', async () => {
    const stored = await passwords.hash('kafé meja lilin');
    expect(await passwords.fits('kafe\u0301 meja lilin', stored)).toBe(true);
    expect(await passwords.fits('kafe meja lilin', stored)).toBe(false);
  });

  it('never fit where no account is, after the same work', async () => {
    const stored = await passwords.hash('kuda pasir meja');
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let at = 0; at < 7; at += 1) {
      for (const [kind, against] of [
        ['known', stored],
        ['unknown', null],
      ] as const) {
        const start = performance.now();
        expect(await passwords.fits('apa saja', against)).toBe(false);
        times[kind].push(performance.now() - start);
      }
    }
    const median = (list: number[]): number => list.sort((a, b) => a - b)[3] ?? 0;
    // Without the decoy the unknown one answers in a thousandth of the time.
    expect(median(times.unknown) / median(times.known)).toBeGreaterThan(0.2);
  });

  it('refuse a crowd instead of letting it wait for ever', async () => {
    const crowd = Array.from({ length: 60 }, () => passwords.fits('x', null));
    const results = await Promise.allSettled(crowd);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBe(18);
    expect(await passwords.fits('x', null)).toBe(false);
  });
});
