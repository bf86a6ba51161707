import type { StaffRole } from '../support/app.js';
import { useApp } from '../support/app.js';
import type { Answer, HttpClient } from '../support/http-client.js';
import { useInside } from '../policy/inside.js';
import { FULL } from '../refusals/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const inside = useInside(app);

const WHO: readonly (readonly [StaffRole, string?])[] = [
  ['desk'],
  ['officer', 'disdik'],
  ['superior'],
  ['supervisor'],
  ['admin'],
];
/** What a form may hold that nobody typed: signs that no text has, and choices that the page does not offer. */
const STRANGE = [
  { name: 'a control sign', text: 'AMBON\u0000', choice: null },
  { name: 'an unknown choice', text: 'Masih dicari di arsip dinas', choice: 'sibuk' },
] as const;
const LEFT_OUT = /\/petugas\/(?:keluar|masuk)/u;

interface Form {
  readonly action: string;
  readonly isMultipart: boolean;
  /** Each field with what it holds and whether it is typed, chosen or hidden. */
  readonly fields: readonly { readonly name: string; readonly value: string; readonly is: string }[];
}

const ids: string[] = [];

beforeAll(async () => {
  const [officer, desk] = [await app.signIn('officer', 'disdik'), await app.signIn('desk')];
  const [asked, given, lacking, tested] = await Promise.all([0, 1, 2, 3].map(() => app.fileRequest()));
  await app.sweep();
  for (const filed of [asked, given, lacking, tested])
    ids.push(await app.caseId(filed?.registerNumber ?? ''));
  const [first = '', second = '', third = '', fourth = ''] = ids;
  await app.mustAct(desk, first, 'declare-complete');
  const cost = { copy: 5_000, delivery: 0, other: 0 };
  await app.mustAct(officer, second, 'grant', {
    form: 'softcopy',
    cost,
    provideOn: '2026-12-01',
    fileIds: [],
  });
  await app.mustAct(desk, third, 'declare-incomplete', { missing: ['description'], note: '' });
  await app.mustAct(officer, fourth, 'propose-refusal', FULL);
  const story = 'Informasi berkala tidak saya temukan di situs.';
  for (const filed of [asked, given]) {
    if (filed !== undefined) await app.citizenAct(filed, 'object', { grounds: ['b'], story });
  }
}, 120_000);

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

function formsOf(path: string, { text }: Answer): Form[] {
  return [...text.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/gu)].flatMap(([form]) => {
    const [head = ''] = /<form\b[^>]*>/u.exec(form) ?? [];
    if (attribute(head, 'method').toLowerCase() !== 'post') return [];
    const fields = [...form.matchAll(/<(input|textarea|select)\b[^>]*>/gu)].flatMap(([tag, kind = '']) => {
      const type = kind === 'input' ? attribute(tag, 'type') : kind;
      const is = ['hidden', 'file', 'submit'].includes(type)
        ? type
        : ['checkbox', 'radio', 'select'].includes(type)
          ? 'choice'
          : 'text';
      return is === 'file' || is === 'submit' || attribute(tag, 'name') === ''
        ? []
        : [{ name: attribute(tag, 'name'), value: attribute(tag, 'value'), is }];
    });
    const isMultipart = attribute(head, 'enctype') === 'multipart/form-data';
    return [{ action: attribute(head, 'action') || path, isMultipart, fields }];
  });
}

function send(staff: HttpClient, form: Form, strange: (typeof STRANGE)[number]): Promise<Answer> {
  const filled = Object.fromEntries(
    form.fields.map(({ name, value, is }) => {
      if (is === 'text') return [name, strange.text];
      return [name, is === 'choice' ? (strange.choice ?? value) : value];
    }),
  );
  if (!form.isMultipart) return staff.submit(form.action, filled);
  const body = new FormData();
  for (const [name, value] of Object.entries(filled)) body.append(name, value);
  return staff.form(form.action, body);
}

/** Every page that a member of staff can open, on each of the cases. */
async function pagesFor(): Promise<string[]> {
  const objections = await app.sql<{ id: string }>('SELECT id FROM objections ORDER BY id');
  const paths = inside
    .routes()
    .filter(({ method }) => method === 'GET')
    .flatMap((route) => route.paths.map((path) => `/${path.replace(/^\//u, '')}`))
    .filter((path) => /^\/(?:petugas|pengawas|admin)\b/u.test(path) && !/\.\w+$/u.test(path));
  return paths.flatMap((path) => {
    if (!path.includes(':')) return [path];
    const of = /\/keberatan\/:id/u.test(path) ? objections.map(({ id }) => id) : ids;
    return of.map((id) => path.replace(/:kode/gu, 'disdik').replace(/:\w+/gu, id));
  });
}

describe.each(WHO)('the forms of %s %s', (role, agency) => {
  it('answer what nobody could type or choose with a plain no', async () => {
    const staff = await app.signIn(role, agency);
    const seen = new Set<string>();
    const broken: string[] = [];
    for (const path of await pagesFor()) {
      const page = await staff.page(path);
      if (page.status >= 500) broken.push(`${path} ${String(page.status)}`);
      for (const strange of STRANGE) {
        for (const form of formsOf(path, page)) {
          const mark = `${form.action} ${strange.name} ${form.fields.map(({ name }) => name).join()}`;
          if (LEFT_OUT.test(form.action) || seen.has(mark)) continue;
          seen.add(mark);
          const answer = await send(staff, form, strange);
          if (answer.status >= 500) broken.push(`${form.action} ${strange.name} ${String(answer.status)}`);
        }
      }
    }
    expect(broken).toEqual([]);
    expect(seen.size).toBeGreaterThan(2);
  }, 240_000);
});

it('leaves no fault in the log', () => {
  expect(app.faults).toEqual([]);
});
