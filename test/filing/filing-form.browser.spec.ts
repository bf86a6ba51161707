import type { Page } from 'playwright-core';
import { useApp } from '../support/app.js';
import { follow, htmlFindings, seriousFindings, sidewaysScroll, useBrowser } from '../support/browser.js';
import { sampleFiles } from '../support/sample-files.js';
import { answers, fillers, go } from './filler.js';

const app = useApp({ at: '2026-11-24T10:15:00+09:00' });
const browser = useBrowser();

async function photo() {
  return { name: 'ktp.jpg', mimeType: 'image/jpeg', buffer: await sampleFiles.jpg(1200, 760) };
}

describe('the filing form in a browser', () => {
  it('files without script at 360 pixels in at most eleven loads', async () => {
    const page = await (await browser.context({ script: false })).newPage();
    let loads = 0;
    page.on('response', (response) => {
      if (response.request().isNavigationRequest() && response.status() === 200) loads += 1;
    });
    await page.goto(`${app.baseUrl}/permohonan`);
    await follow(page.locator('main a.button'));
    for (const { path, fill } of fillers(await photo())) {
      expect(page.url()).toBe(`${app.baseUrl}/permohonan/baru/${path}`);
      expect(await sidewaysScroll(page)).toBe(0);
      await fill(page);
      await go(page);
    }
    expect(await page.title()).toBe('Periksa permohonan Anda - PPID Kota Ambon');
    expect(await page.textContent('main')).toContain('Selasa, 8\u00a0Desember\u00a02026');
    await page.check('#benar', { force: true });
    await go(page);
    expect(page.url()).toBe(`${app.baseUrl}/permohonan/terkirim`);
    expect(loads).toBeLessThanOrEqual(11);
    expect(await sidewaysScroll(page)).toBe(0);
    const number = await page.textContent('.ticket__number');
    expect(number).toMatch(/^AMBON-2026-\d{6}$/);
    const [row] = await app.sql<{ question: string; channel: string }>(
      'SELECT question, channel FROM cases WHERE register_number = $1',
      [number],
    );
    expect(row).toEqual({ question: answers.question, channel: 'web' });
    await page.reload();
    expect(await page.textContent('.ticket__number')).toBe(number);
  }, 120_000);

  it('passes axe and html-validate on every page and fault', async () => {
    const page = await (await browser.context({ bypassCsp: true })).newPage();
    let sent: Promise<string> = Promise.resolve('');
    page.on('response', (response) => {
      if (response.request().isNavigationRequest() && response.status() !== 303) sent = response.text();
    });
    const findings: string[] = [];
    const look = async (what: string): Promise<void> => {
      const found = [...(await seriousFindings(page)), ...(await htmlFindings(await sent))];
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        if ((await sidewaysScroll(page)) > 0) found.push(`scrolls sideways at ${String(width)}`);
        await picture(page, `${what.replaceAll('/', '-')}-${String(width)}`);
      }
      await page.setViewportSize({ width: 360, height: 740 });
      findings.push(...found.map((finding) => `${what}: ${finding}`));
    };
    await page.goto(`${app.baseUrl}/permohonan/baru/1`);
    for (const { path, fill } of fillers(await photo())) {
      await go(page);
      expect(await page.title()).toMatch(/^Perlu diperbaiki: /);
      expect(await page.locator('.error-summary a').count()).toBeGreaterThan(0);
      await look(path);
      await fill(page);
      await go(page);
    }
    await go(page);
    await look('8');
    await page.goto(`${app.baseUrl}/permohonan/simpan`);
    await look('simpan');
    await page.goto(`${app.baseUrl}/en/permohonan/baru/8`);
    await page.check('#benar', { force: true });
    await go(page);
    await look('terkirim');
    expect(findings).toEqual([]);
  }, 120_000);
});

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.TENGGAT_TEST_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
