import { useApp } from '../support/app.js';
import type { Answer, HttpClient } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { rawCall } from './raw-call.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

const SCRIPT = `"><script>alert('x')</script>{{7*7}}{% raw %}\${7*7}' OR '1'='1`;

function hiddenOf({ text }: Answer): Record<string, string> {
  const inputs = [...text.matchAll(/<input[^>]*type="hidden"[^>]*>/gu)].map(([input]) => input);
  return Object.fromEntries(
    inputs.map((input) => [
      /name="([^"]*)"/u.exec(input)?.[1] ?? '',
      /value="([^"]*)"/u.exec(input)?.[1] ?? '',
    ]),
  );
}

/** The names of what can be typed on a page. */
function fieldsOf({ text }: Answer): string[] {
  const found = [...text.matchAll(/<(?:input|textarea|select)\b[^>]*\bname="([^"]+)"[^>]*>/gu)]
    .filter(([tag]) => !/type="(?:hidden|checkbox|radio|file|submit)"/u.test(tag))
    .map(([, name = '']) => name);
  return [...new Set(found)];
}

async function typeInto(browser: HttpClient, path: string, value: string): Promise<Answer<string>> {
  const page = await browser.page(path);
  const typed = Object.fromEntries(fieldsOf(page).map((name) => [name, value]));
  return browser.submit(path, { ...hiddenOf(page), ...typed });
}

const title = ({ text }: Answer): string => /<title>([^<]*)<\/title>/u.exec(text)?.[1] ?? '';

const FORMS = ['/permohonan/baru/1', '/lacak', '/petugas/masuk'];

describe.each(FORMS)('the form at %s', (path) => {
  it('comes back with 422 and its faults first when nothing was typed', async () => {
    const browser = app.client();
    const answer = await typeInto(browser, path, '');
    expect([answer.status, title(answer).startsWith('Perlu diperbaiki: ')]).toEqual([422, true]);
    const main = answer.text.slice(answer.text.indexOf('<main'));
    expect(main.indexOf('error-summary')).toBeGreaterThan(0);
    expect(main.indexOf('error-summary')).toBeLessThan(main.indexOf('<form'));
    expect(answer.text).not.toMatch(/tidak valid|wajib diisi|terjadi kesalahan|\bmohon\b|\bmaaf\b/iu);
  });

  it('shows what was typed, and never as anything but text', async () => {
    const answer = await typeInto(app.client(), path, SCRIPT);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toContain('<script>alert');
    expect(answer.text).not.toMatch(/\b49\b/u);
  });

  it('outlives signs that no text may hold', async () => {
    for (const value of ['\u0000', 'a\u202eb', '\u0007', '\ud800', 'x'.repeat(30_000), '😀'.repeat(5_000)]) {
      const answer = await typeInto(app.client(), path, value);
      expect(answer.status).toBeLessThan(500);
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
  });

  it('outlives fields that come twice, nested or unknown', async () => {
    const browser = app.client();
    const page = await browser.page(path);
    const names = fieldsOf(page);
    const hidden = new URLSearchParams(hiddenOf(page)).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const send = (body: string) => rawCall(app.baseUrl, { method: 'POST', path, headers, body });
    for (const body of [
      names.map((name) => `${name}=a&${name}=b`).join('&'),
      names.map((name) => `${name}[]=a&${name}[b]=c&__proto__[${name}]=d`).join('&'),
      `${hidden}&constructor=a&toString=b&__proto__=c&hasOwnProperty=d`,
      '%E0%A4%A=%%%&=&&',
      'a'.repeat(1_000),
    ]) {
      const answer = await send(body);
      expect(answer.status).toBeLessThan(500);
    }
  });

  it('says too large to what is too large', async () => {
    const answer = await app.client().submit(path, { isi: 'x'.repeat(400_000) });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('<h1');
  });
});

describe('a text that looks like code', () => {
  it('is stored as it is and shown as text to everybody', async () => {
    const question = `Rincian anggaran ${SCRIPT} tahun 2025`;
    const filed = await app.fileRequest(requestBody({ informationRequested: question }));
    const [row] = await app.sql<{ id: string; question: string }>('SELECT id, question FROM cases');
    expect(row?.question).toBe(question);
    await app.sweep();
    for (const role of ['officer', 'desk', 'supervisor'] as const) {
      const staff = await app.signIn(role, role === 'officer' ? 'disdik' : undefined);
      for (const path of [`/petugas/kasus/${row?.id ?? ''}`, '/petugas', '/pengawas/kasus']) {
        const page = await staff.page(path);
        expect(page.text).not.toContain('<script>alert');
        expect(page.text).not.toMatch(/anggaran[^<]{0,40}\b49\b/u);
      }
      const { body } = await staff.get<{ informationRequested: string }>(`/api/v1/cases/${row?.id ?? ''}`);
      expect(body.informationRequested).toBe(question);
    }
    expect((await app.track(filed)).registerNumber).toBe(filed.registerNumber);
    expect((await app.sql('SELECT id FROM cases')).length).toBe(1);
  });

  it('finds nothing more than other words do', async () => {
    const desk = await app.signIn('desk');
    for (const word of [
      `' OR 1=1 --`,
      `%`,
      `_`,
      `\\`,
      `a & | ! ( ) :*`,
      `"`,
      `<->`,
      `'); SELECT pg_sleep(9); --`,
    ]) {
      const answer = await desk.get<{ items: unknown[] }>(`/api/v1/cases?q=${encodeURIComponent(word)}`);
      expect({ word, status: answer.status }).toEqual({ word, status: 200 });
    }
  });
});
