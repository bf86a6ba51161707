import { keptName, nameFits, plainName } from './file-kinds.js';

describe('names of files', () => {
  it.each([
    ['..\\..\\etc/passwd', 'passwd.pdf'],
    ['laporan.final.docx', 'laporan.final.pdf'],
    ['.htaccess', 'berkas.pdf'],
    ['\u202efdp.exe', 'fdp.pdf'],
    ['surat "penting"<b>.PDF', 'surat penting b.pdf'],
    ['', 'berkas.pdf'],
  ])('keeps %j as %j', (typed, kept) => {
    expect(keptName(typed, 'pdf')).toBe(kept);
  });

  it('cuts long names and keeps other scripts', () => {
    expect([...plainName('ក'.repeat(500))].length).toBe(120);
    expect(keptName('Größe 大.png', 'png')).toBe('Größe 大.png');
  });

  it.each([
    ['ktp.jpeg', 'jpg', true],
    ['ktp.png', 'jpg', true],
    ['ktp', 'pdf', true],
    ['ktp.pdf', 'jpg', false],
    ['surat.docx', 'pdf', false],
    ['surat.exe', 'pdf', false],
  ] as const)('lets %s be a %s: %s', (name, kind, fits) => {
    expect(nameFits(name, kind)).toBe(fits);
  });
});
