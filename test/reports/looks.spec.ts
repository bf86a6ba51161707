import { htmlFindings, seriousFindings, sidewaysScroll, useBrowser } from '../support/browser.js';
import { useApp } from '../support/app.js';
import { keepPicture } from '../workspace/office.js';
import { liveThroughAutumn } from './office-year.js';

const app = useApp({ at: '2026-10-12T10:00:00+09:00' });
const browser = useBrowser();

beforeAll(async () => {
  await liveThroughAutumn(app, async () => Promise.resolve());
}, 120_000);

const PAGES = ['register', 'register?jenis=keberatan', 'register?dari=x', 'laporan', 'register/impor'];

describe('registers and report in a browser', () => {
  it.each(['phone', 'desk'] as const)(
    'fit a %s, pass axe and are sound HTML',
    async (width) => {
      const { email, password } = app.account('supervisor');
      const page = await (await browser.context({ width, bypassCsp: true })).newPage();
      await page.goto(`${app.baseUrl}/petugas/masuk`);
      await page.fill('#email', email);
      await page.fill('#sandi', password);
      await page.click('main button');
      const findings: unknown[] = [];
      for (const path of PAGES) {
        await page.goto(`${app.baseUrl}/pengawas/${path}`);
        await keepPicture(page, `page-${path.replaceAll(/\W+/gu, '-')}-${width}`);
        const faults = [...(await seriousFindings(page)), ...(await htmlFindings(await page.content()))];
        const wider = await sidewaysScroll(page);
        if (faults.length > 0 || wider > 0) findings.push([path, wider, faults]);
      }
      expect(findings).toEqual([]);
    },
    60_000,
  );
});
