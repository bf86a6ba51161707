import { useApp } from '../support/app.js';
import { useBrowser } from '../support/browser.js';
import { Readers } from '../workspace/page-looks.js';
import { liveThroughAutumn } from './office-year.js';

const app = useApp({ at: '2026-10-12T10:00:00+09:00' });
const browser = useBrowser();

beforeAll(async () => {
  await liveThroughAutumn(app, async () => Promise.resolve());
}, 120_000);

const PAGES = ['register', 'register?jenis=keberatan', 'register?dari=x', 'laporan', 'register/impor'];

it('shows registers, report and take-over at the desk and on a phone without faults', async () => {
  const shown = PAGES.map((path) => ({
    name: `page-${path.replaceAll(/\W+/gu, '-')}`,
    who: 'supervisor' as const,
    path: `/pengawas/${path}`,
    status: path.endsWith('=x') ? 422 : 200,
  }));
  expect(await new Readers(app, browser).faultsOf(shown)).toEqual([]);
}, 120_000);
