import { AddAccount } from '../../src/office/staff/add-account.js';
import { faultsAtBothWidths, follow, useBrowser } from '../support/browser.js';
import { useOffice } from './office.js';

const office = useOffice();
const browser = useBrowser();

async function newOfficer(email: string): Promise<string> {
  const wish = { email, name: 'Rina Matulessy', roles: ['officer'], agency: 'disdik' };
  return (await office.get(AddAccount).run(wish)).password;
}

describe('the door and the own pages in a browser', () => {
  it('fit a phone and a desk and pass axe in every state', async () => {
    const email = 'rina@ambon.example';
    const password = await newOfficer(email);
    const page = await (await browser.context({ bypassCsp: true })).newPage();
    const findings: unknown[] = [];
    const look = async (state: string): Promise<void> => {
      const faults = await faultsAtBothWidths(page);
      if (faults.length > 0) findings.push([state, faults]);
    };
    await page.goto(`${office.baseUrl}/petugas/masuk`);
    await look('sign-in');
    await page.fill('#email', email);
    await page.fill('#sandi', 'bukan kata sandi');
    await follow(page.locator('main button'));
    await look('sign-in refused');
    await page.fill('#sandi', password);
    await follow(page.locator('main button'));
    await look('one-time password');
    await follow(page.locator('main button'));
    await look('faulty password');
    await page.fill('#lama', password);
    await page.fill('#baru', 'kuda pasir meja lilin');
    await page.fill('#ulang', 'kuda pasir meja lilin');
    await follow(page.locator('main button'));
    await look('profile');
    for (const path of ['profil/sandi', 'profil/kode', 'sesi', 'lupa-sandi']) {
      await page.goto(`${office.baseUrl}/petugas/${path}`);
      await look(path);
    }
    expect(findings).toEqual([]);
  }, 120_000);

  it('lead in and out again without script', async () => {
    const password = await newOfficer('tanpa.skrip@ambon.example');
    await office.sql('UPDATE staff SET must_change_password = false');
    const page = await browser.open(`${office.baseUrl}/petugas/profil`, { script: false, width: 'desk' });
    expect(new URL(page.url()).pathname).toBe('/petugas/masuk');
    await page.getByLabel('Email').fill('tanpa.skrip@ambon.example');
    await page.getByLabel('Kata sandi').fill(password);
    await follow(page.getByRole('button', { name: 'Masuk' }));
    expect(new URL(page.url()).pathname).toBe('/petugas/profil');
    await follow(page.getByRole('banner').getByRole('button', { name: 'Keluar' }));
    expect(new URL(page.url()).pathname).toBe('/petugas/masuk');
    await page.goto(`${office.baseUrl}/petugas/profil`);
    expect(new URL(page.url()).pathname).toBe('/petugas/masuk');
  });

  it('put the cursor into the first field', async () => {
    const page = await browser.open(`${office.baseUrl}/petugas/masuk`);
    expect(await page.evaluate('document.activeElement.id')).toBe('email');
  });
});
