import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app.js';
import { expectStatus, type Answer, type HttpClient } from '../support/http-client.js';
import { variants } from '../support/request-bodies.js';
import { useInside } from './inside.js';
import { validBody } from './valid-bodies.js';
import { expectationOf, READERS, type Expectation, type Role } from './who-may.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const inside = useInside(app);

interface Person {
  readonly name: string;
  readonly role: Role | null;
  readonly agency: string | null;
  readonly client: HttpClient;
  readonly csrf: string;
}

interface Case {
  readonly name: string;
  readonly id: string;
  readonly agency: string | null;
  /** An objection to the case, for the routes that ask for one. */
  readonly objectionId: string;
}

type Verdict = 'allowed' | 'sign-in' | 'forbidden' | 'hidden';

const MISSING = '01890000-0000-7000-8000-000000000000';
const ENDS_THE_SESSION = ['DELETE /api/v1/session', 'POST /petugas/keluar'];

let people: Person[] = [];
let cases: Case[] = [];
let someOfficer = '';

beforeAll(async () => {
  people = [
    { name: 'visitor', role: null, agency: null, client: app.client(), csrf: '' },
    await person('desk'),
    await person('officer', 'disdik'),
    await person('officer', 'disdukcapil'),
    await person('supervisor'),
    await person('superior'),
    await person('admin'),
  ];
  const toDisdik = await app.fileRequest();
  const toDukcapil = await app.fileRequest(variants.toDukcapil());
  const vague = await app.fileRequest(variants.vague());
  await app.sweep();
  const desk = await app.signIn('desk');
  for (const filed of [toDisdik, toDukcapil, vague]) {
    await app.mustAct(desk, await app.caseId(filed.registerNumber), 'declare-complete');
    const story = 'Informasi berkala tidak saya temukan di situs.';
    expectStatus(await app.citizenAct(filed, 'object', { grounds: ['b'], story }), 201);
  }
  cases = await Promise.all(
    [toDisdik, toDukcapil, vague].map(async ({ registerNumber }) => {
      const id = await app.caseId(registerNumber);
      const [row] = await app.sql<{ agency_code: string | null }>(
        'SELECT agency_code FROM cases WHERE id = $1',
        [id],
      );
      const agency = row?.agency_code ?? null;
      const [objection] = await app.sql<{ id: string }>('SELECT id FROM objections WHERE case_id = $1', [id]);
      return { name: agency ?? 'unassigned', id, agency, objectionId: objection?.id ?? '' };
    }),
  );
  const [officer] = await app.sql<{ id: string }>(
    `SELECT id FROM staff WHERE 'officer' = ANY (roles) LIMIT 1`,
  );
  someOfficer = officer?.id ?? '';
}, 120_000);

async function person(role: Role, agency?: string): Promise<Person> {
  const client = await app.signIn(role, agency);
  const { text } = await client.page('/petugas/profil');
  const csrf = /name="_csrf" value="([^"]+)"/u.exec(text)?.[1] ?? '';
  return {
    name: agency === undefined ? role : `${role} of ${agency}`,
    role,
    agency: agency ?? null,
    client,
    csrf,
  };
}

function mayOpen(who: readonly Role[], { role, agency }: Person, of: Case): boolean {
  if (role === null || !who.includes(role)) return false;
  return role !== 'officer' || (of.agency !== null && of.agency === agency);
}

/** What the contract says about this person, route and case. */
function expected({ who, onCase, room = READERS }: Expectation, actor: Person, of: Case | null): Verdict {
  if (who === 'all') return 'allowed';
  if (actor.role === null) return 'sign-in';
  if (!onCase || of === null) return who.includes(actor.role) ? 'allowed' : 'forbidden';
  if (!room.includes(actor.role)) return 'forbidden';
  if (mayOpen(who, actor, of)) return 'allowed';
  return mayOpen(READERS, actor, of) ? 'forbidden' : 'hidden';
}

/** What came back, in the same words. */
function told(answer: Answer, isApi: boolean, isPublic: boolean): string {
  if (answer.status >= 500) return `a ${String(answer.status)}`;
  // A form of a page is asked for a sign-in in place, so that what was typed travels through it.
  if (answer.status === 401 && !isPublic) return 'sign-in';
  if (!isApi && /^\/petugas\/masuk/u.test(answer.headers.get('location') ?? '')) return 'sign-in';
  if (answer.status === 403) return 'forbidden';
  if (answer.status === 404) return isPublic ? 'allowed' : 'hidden';
  return 'allowed';
}

/** The thing that a route asks for, of this case. */
function idFor(path: string, of: Case): string {
  return path.includes('/objections/:id') ? of.objectionId : of.id;
}

function filled(path: string, id: string): string {
  return path
    .replace(':id', id)
    .replace(/:(\w+)/gu, (_, name: string) => (name === 'kode' ? 'disdik' : MISSING));
}

/** A page that sends on to another of its own shows nothing itself: what counts is where it leads. */
async function openPage(client: HttpClient, path: string): Promise<Answer> {
  const answer = await client.page(path);
  const to = answer.headers.get('location') ?? '';
  return /^\/petugas\/kasus\//u.test(to) ? client.page(to) : answer;
}

async function call(actor: Person, method: string, path: string, version: number): Promise<Answer> {
  const isApi = path.startsWith('/api/') || path.startsWith('/_test');
  if (method === 'GET') return isApi ? actor.client.get(path) : openPage(actor.client, path);
  const act = path.split('/').at(-1) ?? '';
  if (isApi)
    return actor.client.post(path, { ...validBody(act, someOfficer), version }, { key: randomUUID() });
  return actor.client.submit(path, { _csrf: actor.csrf, _key: randomUUID(), version: String(version) });
}

/** Everything that an act could change, so that a refusal can be seen to have changed nothing. */
async function state(): Promise<string> {
  const rows = await app.sql(
    `SELECT id, version, status, agency_code, holder_id, (SELECT count(*) FROM audit a WHERE a.case_id = c.id) AS trail,
       (SELECT json_agg(json_build_object('version', o.version, 'status', o.status)) FROM objections o
         WHERE o.case_id = c.id) AS objections
     FROM cases c ORDER BY id`,
  );
  return JSON.stringify(rows);
}

describe('every route', () => {
  it('has a say in the contract', () => {
    const unknown = inside
      .routes()
      .flatMap(({ method, paths }) => paths.map((path) => ({ method, path })))
      .filter(({ method, path }) => expectationOf(method, path) === null);
    expect(unknown).toEqual([]);
  });

  it('answers each person as the contract says', async () => {
    const surprises: string[] = [];
    for (const { method, paths } of inside.routes()) {
      const path = paths[0] ?? '';
      const expectation = expectationOf(method, path);
      if (expectation === null || ENDS_THE_SESSION.includes(`${method} ${path}`)) continue;
      for (const actor of people) {
        for (const of of expectation.onCase ? cases : [null]) {
          const answer = await call(
            actor,
            method,
            filled(path, of === null ? MISSING : idFor(path, of)),
            999,
          );
          const isApi = /^\/(api|_test)/u.test(path);
          const got = told(answer, isApi, expectation.who === 'all');
          const wanted = expected(expectation, actor, of);
          // Whoever may ask is told that there is no such file, draft or person: also a right answer.
          const namesAnother =
            path.includes('/:file') ||
            path.includes('/:letter') ||
            path.endsWith('.pdf') ||
            (!expectation.onCase && path.includes(':'));
          const isOfNobody = got === 'hidden' && wanted === 'allowed' && namesAnother;
          if (got !== wanted && !isOfNobody) {
            surprises.push(
              `${actor.name}: ${method} ${path} (${of?.name ?? '-'}): ${got}, contract: ${wanted}`,
            );
          }
        }
      }
    }
    expect(surprises).toEqual([]);
  }, 120_000);

  it('changes nothing for whom it refuses', async () => {
    const surprises: string[] = [];
    const before = await state();
    const acts = inside
      .routes()
      .filter(({ method, paths }) => method === 'POST' && (paths[0] ?? '').includes(':id'));
    for (const { method, paths } of acts) {
      const path = paths[0] ?? '';
      const expectation = expectationOf(method, path);
      if (expectation?.onCase !== true) continue;
      for (const actor of people) {
        for (const of of cases) {
          if (expected(expectation, actor, of) === 'allowed') continue;
          const id = idFor(path, of);
          const [row] = await app.sql<{ version: number }>(
            `SELECT version FROM cases WHERE id = $1 UNION ALL SELECT version FROM objections WHERE id = $1`,
            [id],
          );
          const answer = await call(actor, method, filled(path, id), row?.version ?? 0);
          if (answer.status < 300) surprises.push(`${actor.name}: ${method} ${path} (${of.name})`);
        }
      }
    }
    expect(surprises).toEqual([]);
    expect(await state()).toBe(before);
  }, 120_000);
});

describe('a foreign case', () => {
  const stripped = (answer: Answer, id: string): string =>
    answer.text
      .replaceAll(id, 'ID')
      .replace(/"trace":"[^"]*"/u, '')
      .replace(/jejak( halaman ini:)? [0-9A-F]{4}-[0-9A-F]{4}/iu, '')
      // The own words of whoever asks, sealed anew each time.
      .replace(/name="titipan" value="[^"]*"/u, '');

  const firstDifference = (one: string, other: string): string => {
    const at = [...one].findIndex((sign, index) => sign !== other[index]);
    return `${one.slice(at - 60, at + 120)} / ${other.slice(at - 60, at + 120)}`;
  };

  it('answers in every route as a missing one', async () => {
    const surprises: string[] = [];
    const officer = people.find(({ agency }) => agency === 'disdukcapil');
    const foreign = cases.find(({ agency }) => agency === 'disdik');
    if (officer === undefined || foreign === undefined) throw new Error('no officer or no foreign case');
    for (const { method, paths } of inside.routes()) {
      const path = paths[0] ?? '';
      if (expectationOf(method, path)?.onCase !== true) continue;
      const hidden = await call(officer, method, filled(path, idFor(path, foreign)), 1);
      const missing = await call(officer, method, filled(path, MISSING), 1);
      const alike =
        hidden.status === missing.status &&
        stripped(hidden, idFor(path, foreign)) === stripped(missing, MISSING) &&
        hidden.headers.get('content-type') === missing.headers.get('content-type');
      if (!alike)
        surprises.push(
          `${method} ${path}: ${firstDifference(stripped(hidden, idFor(path, foreign)), stripped(missing, MISSING))}`,
        );
    }
    expect(surprises).toEqual([]);
  }, 120_000);

  it('is in no list, search or count of the officer', async () => {
    const officer = people.find(({ agency }) => agency === 'disdukcapil');
    for (const filter of ['', '&agency=disdik', '&q=Dana%20BOS', '&status=received', '&due=2027-01-01']) {
      for (const view of ['all', 'mine', 'unassigned', 'due', 'overdue', 'waiting', 'answered']) {
        const page = await officer?.client.get<{ items: { agency: { code: string } | null }[] }>(
          `/api/v1/cases?view=${view}${filter}`,
        );
        if (page?.status !== 200) continue;
        expect(page.body.items.filter(({ agency }) => agency?.code !== 'disdukcapil')).toEqual([]);
      }
    }
  });
});
