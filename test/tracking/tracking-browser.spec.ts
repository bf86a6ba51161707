import { useApp } from '../support/app.js';
import { sampleFiles } from '../support/sample-files.js';
import { follow, htmlFindings, seriousFindings, sidewaysScroll, useBrowser } from '../support/browser.js';

const app = useApp({ at: '2026-11-24T10:15:00+09:00' });
const browser = useBrowser();

describe('tracking in a browser', () => {
  it('tracks and confirms the objection at 360 px without script', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2026-12-10T10:00:00+09:00');
    const page = await browser.open(`${app.baseUrl}/lacak`, { script: false });
    // The arrow of the official line stands with its last word, never alone on a line.
    const end = page.locator('.official__end');
    expect(await end.evaluate((word) => word.getClientRects().length)).toBe(1);
    await page.fill('#nomor', filed.registerNumber.toLowerCase());
    await page.fill('#kode', filed.trackingCode.replaceAll('-', ''));
    await follow(page.getByRole('button', { name: 'Lacak' }));
    expect(await page.locator('h1').innerText()).toContain(filed.registerNumber);
    const words = async () => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
    expect(await words()).toContain('Lewat 2 hari kerja dari batas');
    await follow(page.getByRole('link', { name: 'Ajukan keberatan' }).first());
    expect(await page.locator('#alasan').isChecked()).toBe(true);
    await page.fill('#cerita', 'pendek');
    await follow(page.getByRole('button', { name: 'Lanjutkan' }));
    expect(await page.title()).toContain('Perlu diperbaiki: ');
    expect(await page.inputValue('#cerita')).toBe('pendek');
    await page.fill('#cerita', 'Sampai hari ini saya belum menerima jawaban apa pun.');
    await follow(page.getByRole('button', { name: 'Lanjutkan' }));
    expect(await page.locator('h1').innerText()).toBe('Periksa keberatan Anda');
    expect(await sidewaysScroll(page)).toBe(0);
    await follow(page.getByRole('button', { name: 'Kirim keberatan' }));
    expect(await words()).toContain('AMBON-K-2026-000001');
    expect(await words()).toContain('27 Januari 2027');
    expect((await app.track(filed)).objection).toMatchObject({ status: 'open', replyDueDate: '2027-01-27' });
  });

  it('keeps the file of a form that is to be mended', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    const page = await browser.open(`${app.baseUrl}/lacak`, { script: false });
    await page.fill('#nomor', filed.registerNumber);
    await page.fill('#kode', filed.trackingCode);
    await follow(page.getByRole('button', { name: 'Lacak' }));
    await page.goto(`${app.baseUrl}/permohonan-saya/pesan`);
    const photo = { name: 'denah.png', mimeType: 'image/png', buffer: await sampleFiles.png() };
    await page.setInputFiles('#berkas', photo);
    await follow(page.getByRole('button', { name: 'Kirim pesan' }));
    expect(await page.title()).toContain('Perlu diperbaiki: ');
    expect(await page.locator('main').innerText()).toContain('denah.png tersimpan');
    await page.fill('#pesan', 'Denahnya terlampir.');
    await follow(page.getByRole('button', { name: 'Kirim pesan' }));
    expect(await page.locator('article').innerText()).toContain('denah.png');
    expect((await app.track(filed)).documents).toMatchObject([{ kind: 'attachment', name: 'denah.png' }]);
  });

  it('is clean for readers of every kind, in both languages', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    const context = await browser.context({ bypassCsp: true });
    const page = await context.newPage();
    await page.goto(`${app.baseUrl}/lacak`);
    await page.fill('#nomor', filed.registerNumber);
    await page.fill('#kode', filed.trackingCode);
    await follow(page.getByRole('button', { name: 'Lacak' }));
    const pages = ['', '/pesan', '/cabut', '/isi', '/data-saya', '/email', '/keluar', '/keberatan'];
    for (const path of [...pages, '/en', '/en/keberatan', '/en/data-saya']) {
      const english = path.startsWith('/en');
      const where = english ? `/en/permohonan-saya${path.slice(3)}` : `/permohonan-saya${path}`;
      const answer = await page.goto(`${app.baseUrl}${where}`);
      expect([where, ...(await htmlFindings((await answer?.text()) ?? ''))]).toEqual([where]);
      expect([where, ...(await seriousFindings(page))]).toEqual([where]);
      expect([where, await sidewaysScroll(page)]).toEqual([where, 0]);
    }
  }, 120_000);
});
