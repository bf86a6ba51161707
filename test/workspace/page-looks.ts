import type { Page, Response } from 'playwright-core';
import type { StaffRole, TestApp } from '../support/app.js';
import { faultsAtBothWidths, follow, htmlFindings, type TestBrowser } from '../support/browser.js';
import { keepPicture, signedInContext } from './office.js';

/** A page to look at, as a citizen or as a person of this role sees it. */
export interface Shown {
  readonly name: string;
  readonly who: StaffRole | 'citizen';
  readonly path: string;
  /** What it answers; 200 where it says nothing, 422 where an empty form is sent. */
  readonly status?: number;
  /** The button that is pressed before anything is looked at: the page with all its faults. */
  readonly press?: string;
}

/** Opens pages as their readers do, each reader once. */
export class Readers {
  private readonly pages = new Map<Shown['who'], Page>();

  constructor(
    private readonly app: TestApp,
    private readonly browser: TestBrowser,
  ) {}

  /** The window of a reader, signed in where it is one of staff; an officer is of Dinas Pendidikan. */
  async windowOf(who: Shown['who']): Promise<Page> {
    const known = this.pages.get(who);
    if (known !== undefined) return known;
    const options = { width: 'desk', bypassCsp: true } as const;
    const context =
      who === 'citizen'
        ? await this.browser.context(options)
        : await signedInContext(
            this.app,
            this.browser,
            { role: who, ...(who === 'officer' ? { agency: 'disdik' } : {}) },
            options,
          );
    const page = await context.newPage();
    this.pages.set(who, page);
    return page;
  }

  /** What axe, the validator, the status and both widths find wrong with these pages. */
  async faultsOf(shown: readonly Shown[]): Promise<string[]> {
    const faults: string[] = [];
    for (const { name, who, path, press, status = press === undefined ? 200 : 422 } of shown) {
      const page = await this.windowOf(who);
      const shownFirst = await page.goto(`${this.app.baseUrl}${path}`);
      const answer = press === undefined ? shownFirst : await pressed(page, press);
      const found = await lookAt(page, name, (await answer?.text()) ?? '');
      if (answer?.status() !== status) found.unshift(`status ${String(answer?.status())}`);
      faults.push(...found.map((fault) => `${name}: ${fault}`));
    }
    return faults;
  }
}

/** The page that comes when a button is pressed; with an empty form it is the one with all faults. */
async function pressed(page: Page, button: string): Promise<Response> {
  const [answer] = await Promise.all([
    page.waitForResponse(
      (response) => response.request().isNavigationRequest() && Math.floor(response.status() / 100) !== 3,
    ),
    follow(page.getByRole('main').getByRole('button', { name: button, exact: true })),
  ]);
  return answer;
}

/** What is wrong with the page that is open, whose HTML came as `html`; keeps its picture where one is asked for. */
export async function lookAt(page: Page, name: string, html: string): Promise<string[]> {
  const seen = await faultsAtBothWidths(page, (width) => keepPicture(page, `${name}-${width}`));
  return [...seen, ...(await htmlFindings(html))];
}
