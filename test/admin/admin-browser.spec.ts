import { useApp } from '../support/app.js';
import { faultsAtBothWidths, follow, useBrowser } from '../support/browser.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const browser = useBrowser();

describe('the settings in a browser', () => {
  it('fit a phone and a desk and pass axe on every page', async () => {
    const { email, password } = app.account('admin');
    const page = await (await browser.context({ bypassCsp: true })).newPage();
    const findings: unknown[] = [];
    const look = async (state: string): Promise<void> => {
      const faults = await faultsAtBothWidths(page);
      if (faults.length > 0) findings.push([state, faults]);
    };
    await app.fileRequest();
    await app.sweep();
    await page.goto(`${app.baseUrl}/petugas/masuk`);
    await page.fill('#email', email);
    await page.fill('#sandi', password);
    await follow(page.locator('main button'));
    expect(new URL(page.url()).pathname).toBe('/admin');
    await look('/admin');
    for (const path of ['pengguna', 'kiriman', 'instansi', 'kalender', 'kalender/keputusan', 'audit']) {
      await page.goto(`${app.baseUrl}/admin/${path}`);
      await look(`/admin/${path}`);
    }
    await page.goto(`${app.baseUrl}/admin/pengguna/baru`);
    await look('new account');
    await follow(page.getByRole('button', { name: 'Buat akun' }));
    await look('faulty account');
    await page.fill('#nama', 'Selfi Tuhumury');
    await page.fill('#email', 'selfi@ppid-ambon.example');
    await page.getByLabel('Petugas meja PPID').check();
    await follow(page.getByRole('button', { name: 'Buat akun' }));
    await look('one-time password');
    await follow(page.getByRole('link', { name: 'Sudah saya sampaikan' }));
    await look('account');
    expect(findings).toEqual([]);
  }, 120_000);
});
