import { createRequire } from 'node:module';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { type Browser, type BrowserContext, type Locator, type Page, chromium } from 'playwright-core';

/** Widths that every page is held to (ux.md section 10). */
export const widths = { phone: 360, desk: 1280 } as const;
const heights = { phone: 740, desk: 900 } as const;

export interface ContextOptions {
  readonly width?: keyof typeof widths;
  /** False = JavaScript off: every form must work so. */
  readonly script?: boolean;
  /** Needed by axe under the strict content security policy; never by other tests. */
  readonly bypassCsp?: boolean;
  readonly language?: 'id' | 'en';
}

/**
 * axe itself. Its builder for Playwright would send these 650 KB into the page at each look; a context that carries
 * them has them in every page at a third of the time. Our pages hold no frames, so it runs in the page alone.
 */
const axe = {
  path: createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
    'axe-core/axe.min.js',
  ),
};

// Not the package's own arguments: `--single-process` ends the browser with its first context.
const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  // Without it a GPU process is started, fails and is started again; three failures end the whole browser.
  '--disable-software-rasterizer',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

function environment(): Record<string, string> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  delete inherited.NODE_OPTIONS;
  const libraries = process.env.TENGGAT_TEST_CHROMIUM_LIBRARIES;
  const fonts = process.env.TENGGAT_TEST_CHROMIUM_FONTS;
  if (libraries) inherited.LD_LIBRARY_PATH = libraries;
  if (fonts) inherited.FONTCONFIG_PATH = fonts;
  return inherited;
}

/** One real browser for a spec file; each `open` gives a page in a context of its own, closed after its test. */
export interface TestBrowser {
  context(options?: ContextOptions): Promise<BrowserContext>;
  /** A page at `url` (absolute), loaded with its files. */
  open(url: string, options?: ContextOptions): Promise<Page>;
}

/** For the top of a spec. Contexts close after each test, the browser after the file. */
export function useBrowser(): TestBrowser {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    const executablePath = process.env.CHROMIUM_PATH;
    if (executablePath === undefined)
      throw new Error('No browser: run through Jest with test/global-setup.mjs.');
    browser = await chromium.launch({ executablePath, args: browserArguments, env: environment() });
  }, 120_000);
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
  });

  const context = async (options: ContextOptions = {}): Promise<BrowserContext> => {
    if (browser === undefined) throw new Error('The browser is launched in beforeAll: use it inside a test.');
    const kind = options.width ?? 'phone';
    const made = await browser.newContext({
      viewport: { width: widths[kind], height: heights[kind] },
      javaScriptEnabled: options.script ?? true,
      bypassCSP: options.bypassCsp ?? false,
      locale: options.language === 'en' ? 'en-GB' : 'id-ID',
      timezoneId: 'Asia/Jayapura',
      reducedMotion: 'reduce',
    });
    made.setDefaultTimeout(60_000); // a busy machine; what never comes is told all the same
    if (options.bypassCsp === true) await made.addInitScript(axe);
    contexts.push(made);
    return made;
  };
  const open = async (url: string, options: ContextOptions = {}): Promise<Page> => {
    const page = await (await context(options)).newPage();
    await page.goto(url);
    return page;
  };
  return { context, open };
}

/**
 * Presses a button or a link (of several, the first) and waits until the page that it leads to is loaded. A bare click
 * answers when the new document begins: on a busy machine the next line would read a page that is not there yet.
 */
export async function follow(target: Locator): Promise<void> {
  await Promise.all([target.page().waitForEvent('load'), target.first().click()]);
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly impact: string | null;
  readonly targets: readonly string[];
}

const AXE_OPTIONS = JSON.stringify({
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  resultTypes: ['violations'],
});
const RUN_AXE = `axe.run(document, ${AXE_OPTIONS}).then(({ violations }) => violations.map(
  ({ id, help, impact, nodes }) => ({ id, help, impact, targets: nodes.map(({ target }) => target.flat().join(' ')) })))`;

/**
 * Runs axe (WCAG 2.2 A and AA) and answers the serious and critical findings as readable lines.
 * The page must come from a context with `bypassCsp: true` and script on.
 */
export async function seriousFindings(page: Page): Promise<string[]> {
  const violations = await page.evaluate<readonly Violation[]>(RUN_AXE);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, targets }) => targets.map((target) => `${id}: ${help} at ${target}`));
}

/** How many CSS pixels the page is wider than its window: 0 where nothing scrolls sideways. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/**
 * What axe finds and whether the page scrolls sideways, on a phone and at a desk; it is left as wide as a desk.
 * `keep` is called at each width before anything is looked for.
 */
export async function faultsAtBothWidths(
  page: Page,
  keep: (width: keyof typeof widths) => Promise<void> = async () => Promise.resolve(),
): Promise<string[]> {
  const faults: string[] = [];
  for (const width of ['phone', 'desk'] as const) {
    await page.setViewportSize({ width: widths[width], height: heights[width] });
    await keep(width);
    const found = await seriousFindings(page);
    if ((await sidewaysScroll(page)) > 0) found.push('scrolls sideways');
    faults.push(...found.map((fault) => `${width}: ${fault}`));
  }
  return faults;
}

// contract.md section 4: presets `standard` and `a11y` less these.
const htmlRules = new StaticConfigLoader({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // A region or field that names its label by an id that is not there has no name.
    'no-missing-references': 'error',
    'prefer-native-element': 'off',
    'no-redundant-role': 'off',
    'no-redundant-aria-label': 'off',
    'no-redundant-for': 'off',
    'no-implicit-button-type': 'off',
  },
});

let validator: HtmlValidate | undefined;

/** Checks HTML as sent and answers each finding as `rule at line:column: message`; empty when it is clean. */
export async function htmlFindings(html: string): Promise<string[]> {
  validator ??= new HtmlValidate(htmlRules);
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, column, message }) => `${ruleId} at ${line}:${column}: ${message}`),
  );
}
