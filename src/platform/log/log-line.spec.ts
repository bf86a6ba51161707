import { pathForLog, redact } from './log-line.js';

describe('redact', () => {
  it.each([
    ['to warga@contoh.test refused', 'to [email] refused'],
    ['NIK 8171234567890123 twice', 'NIK [number] twice'],
    ['call +62 811-0000-0001 now', 'call [number] now'],
    ['code 7K4M-Q2XT-9HWD-R8 wrong', 'code [code] wrong'],
    ['postgres://tenggat:rahasia@db/x failed', 'postgres://[login]@db/x failed'],
  ])('hides what is personal in "%s"', (line, expected) => {
    expect(redact(line)).toBe(expected);
  });

  it.each(['row 019bb1de-7c1c-7f5e-9d53-0a0c8be6a111 done', 'AMBON-2026-000123 at 12:30:45', 'took 120 ms'])(
    'keeps what is no secret in "%s"',
    (line) => {
      expect(redact(line)).toBe(line);
    },
  );
});

describe('pathForLog', () => {
  it.each([
    ['/lacak?nomor=AMBON-2026-000123&kode=x', '/lacak'],
    ['/permohonan/draf/s3cretS3cretS3cretS3cret/isi', '/permohonan/draf/[secret]/isi'],
    [
      '/api/v1/cases/019bb1de-7c1c-7f5e-9d53-0a0c8be6a111',
      '/api/v1/cases/019bb1de-7c1c-7f5e-9d53-0a0c8be6a111',
    ],
  ])('logs %s without what opens a case', (url, expected) => {
    expect(pathForLog(url)).toBe(expected);
  });
});
