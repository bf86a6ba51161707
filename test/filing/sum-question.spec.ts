import { useApp } from '../support/app.js';
import { follow, useBrowser } from '../support/browser.js';
import { expectStatus } from '../support/http-client.js';
import { fillForm, FormClient, sendForm } from './form-client.js';

const app = useApp({ at: '2026-11-24T10:15:00+09:00', env: { LIMITS: 'on' } });
const browser = useBrowser();
const numbers = 'nol satu dua tiga empat lima enam tujuh delapan sembilan'.split(' ');

function sumOf(html: string): string {
  const [, first = '', second = ''] = /Berapa (\w+) ditambah (\w+)\?/.exec(html) ?? [];
  return String(numbers.indexOf(first) + numbers.indexOf(second));
}

describe('the question against automatic sending', () => {
  it('is asked in words, changes after a wrong answer, and lets the right one through', async () => {
    const client = new FormClient(() => app.baseUrl);
    await fillForm(client);
    const first = expectStatus(await client.get('/permohonan/baru/8'), 200);
    expect(first).toMatch(/Berapa \w+ ditambah \w+\?/);
    const wrong = await sendForm(client, { jumlah: '99' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Tulis hasil penjumlahannya dengan angka');
    const right = await sendForm(client, { jumlah: sumOf(wrong.text) });
    expect(right.headers.get('location')).toBe('/permohonan/terkirim');
  });

  it('is worked out by the browser where script runs', async () => {
    const client = new FormClient(() => app.baseUrl);
    await fillForm(client);
    const context = await browser.context();
    const value = client.cookie('tenggat_draf') ?? '';
    await context.addCookies([{ name: 'tenggat_draf', value, url: app.baseUrl }]);
    const page = await context.newPage();
    await page.goto(`${app.baseUrl}/permohonan/baru/8`);
    expect(await page.locator('#jumlah').isVisible()).toBe(false);
    await page.check('#benar', { force: true });
    await follow(page.locator('form.filing .actions .button'));
    await page.waitForURL('**/permohonan/terkirim');
    expect(await page.textContent('.ticket__number')).toMatch(/^AMBON-2026-/);
  });
});
