import type { BrowserContext, Page } from 'playwright-core';
import type { TestApp, StaffRole } from '../support/app.js';
import { type ContextOptions, follow, type TestBrowser } from '../support/browser.js';
import type { HttpClient } from '../support/http-client.js';

/** Hidden fields of the first POST form of a page that holds `marker` in its action. */
export function hiddenFields(html: string, action: string): Record<string, string> {
  const form = [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/gu)]
    .map(([text]) => text)
    .find((text) => new RegExp(`action="[^"]*${action}[^"]*"`, 'u').test(text));
  if (form === undefined) throw new Error(`no form to ${action} on this page:\n${html.slice(0, 2000)}`);
  const fields = [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/gu)].map(([tag]) => [
    attribute(tag, 'name'),
    attribute(tag, 'value'),
  ]);
  return Object.fromEntries(fields) as Record<string, string>;
}

/** Everything that a form of a page sends when nobody changes it: hidden fields and texts. */
export function filledFields(html: string, action: string): Record<string, string> {
  const form = [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/gu)]
    .map(([text]) => text)
    .find((text) => new RegExp(`action="[^"]*${action}[^"]*"`, 'u').test(text));
  const texts = [...(form ?? '').matchAll(/(<textarea\b[^>]*>)([^<]*)<\/textarea>/gu)];
  return {
    ...hiddenFields(html, action),
    ...Object.fromEntries(texts.map(([, tag = '', text = '']) => [attribute(tag, 'name'), unescaped(text)])),
  };
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\b${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? '';
  return unescaped(value);
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

/** Opens the page of an act and sends its form as a browser without script does. */
export async function submitAct(
  staff: HttpClient,
  caseId: string,
  act: string,
  fields: Readonly<Record<string, string>>,
): Promise<{ status: number; location: string; text: string }> {
  const path = `/petugas/kasus/${caseId}/${act}`;
  const shown = await staff.page(path);
  if (shown.status !== 200)
    throw new Error(`${path} answered ${String(shown.status)}:\n${shown.text.slice(0, 3000)}`);
  const answer = await staff.submit(path, { ...hiddenFields(shown.text, act), ...fields });
  return { status: answer.status, location: answer.headers.get('location') ?? '', text: answer.text };
}

/** A page in a browser in which this person is signed in. */
export async function signedInPage(
  app: TestApp,
  browser: TestBrowser,
  who: { readonly role: StaffRole; readonly agency?: string },
  path: string,
  options: ContextOptions = {},
): Promise<Page> {
  const context = await signedInContext(app, browser, who, options);
  const page = await context.newPage();
  await page.goto(`${app.baseUrl}${path}`);
  return page;
}

export async function signedInContext(
  app: TestApp,
  browser: TestBrowser,
  who: { readonly role: StaffRole; readonly agency?: string },
  options: ContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.context(options);
  const { email, password } = app.account(who.role, who.agency);
  const page = await context.newPage();
  await page.goto(`${app.baseUrl}/petugas/masuk`);
  await page.fill('[name=email]', email);
  await page.fill('[name=sandi]', password);
  await follow(page.locator('main button[type=submit]'));
  await page.close();
  return context;
}

/** Saves a picture for a person to look at, when `PICTURES_DIR` names a folder. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES_DIR;
  if (folder === undefined) return;
  const file = `${name.replaceAll(/[^\w.-]+/gu, '-')}.png`;
  await page.screenshot({ path: `${folder}/${file}`, fullPage: true });
}

/** Sends a form with files as a browser does; the client keeps its cookies. */
export async function submitFiles(
  staff: HttpClient,
  path: string,
  form: FormData,
): Promise<{ status: number; text: string }> {
  const sender = staff as unknown as {
    send(
      method: string,
      path: string,
      body: FormData,
      options: { key: null; headers: Record<string, string> },
    ): Promise<{ status: number; text: string }>;
  };
  return sender.send('POST', path, form, { key: null, headers: { accept: 'text/html' } });
}
