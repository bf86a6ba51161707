import { useApp } from '../support/app.js';
import { follow, useBrowser } from '../support/browser.js';
import { sampleFiles } from '../support/sample-files.js';
import { keepPicture, signedInContext } from './office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const browser = useBrowser();

it.each(['desk', 'phone'] as const)(
  'answers a case without script at the width of a %s',
  async (width) => {
    const filed = await app.fileRequest();
    await app.sweep();
    const id = await app.caseId(filed.registerNumber);
    const who = { role: 'officer', agency: 'disdik' } as const;
    const context = await signedInContext(app, browser, who, { width, script: false });
    const page = await context.newPage();
    await page.goto(`${app.baseUrl}/petugas?kata=${filed.registerNumber}`);
    await follow(page.locator('.case-table__link'));
    await follow(page.locator('a.button:has-text("Periksa kelengkapan")'));
    await page.check('#cek-description');
    await page.check('#cek-purpose');
    await follow(page.locator('text=Simpan hasil pemeriksaan'));
    await follow(page.locator('a.button:has-text("Jawab")'));
    await page.check('[name=keputusan][value=granted]');
    await follow(page.locator('text=Simpan dan lanjutkan'));
    await page.check('[name=bentuk][value=softcopy]');
    await page.fill('[name=hari]', '24');
    await page.fill('[name=bulan]', 'Nov');
    await page.fill('[name=tahun]', '2026');
    await follow(page.locator('text=Simpan dan lanjutkan'));
    const file = { name: 'rincian.pdf', mimeType: 'application/pdf', buffer: sampleFiles.pdf('Rincian') };
    await page.setInputFiles('#berkas', file);
    await follow(page.locator('text=Simpan dan lanjutkan'));
    await keepPicture(page, `answer-preview-${width}`);
    expect(await page.textContent('.merge-field')).toBe('[nama pemohon]');
    await follow(page.locator('button:has-text("Kirim")'));
    expect(await page.textContent('[role=status]')).toContain('Jawaban terkirim');
    await keepPicture(page, `answered-${width}`);
    const [row] = await app.sql<{ status: string }>('SELECT status FROM cases WHERE id = $1', [id]);
    expect(row?.status).toBe('closed_granted');
  },
  120_000,
);
