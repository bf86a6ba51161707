import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import type { Answer, HttpClient, Problem } from '../support/http-client.js';
import { requestBody, variants } from '../support/request-bodies.js';
import { validBody } from '../policy/valid-bodies.js';
import { NEVER, PERHAPS, placesOf, planted, without } from './hostile-values.js';
import { faultOfNo } from './plain-no.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

interface Endpoint {
  readonly path: string;
  readonly body: unknown;
  readonly client: HttpClient;
  /** Fields whose wrong value gets the uniform no (401, 404), so that nobody learns which of them was wrong. */
  readonly silent?: readonly string[];
}

let filed: FiledRequest;
let caseId = '';
let desk: HttpClient;
let officer: HttpClient;

beforeAll(async () => {
  filed = await app.fileRequest();
  caseId = await app.caseId(filed.registerNumber);
  desk = await app.signIn('desk');
  officer = await app.signIn('officer', 'disdik');
  await app.sweep();
}, 120_000);

const NUMBER_AND_CODE = ['registerNumber', 'trackingCode'];

function publicEndpoints(): Endpoint[] {
  const { registerNumber, trackingCode } = filed;
  const tracked = { registerNumber, trackingCode };
  const client = app.citizen;
  const other = { name: 'Yohana Tuhumury', nationalId: '8171035505900002', address: 'Jalan Sultan Hairun 2' };
  const full = {
    ...requestBody(),
    items: [{ text: 'Rincian belanja barang' }],
    fileIds: [randomUUID()],
    maySurvey: false,
    requester: {
      ...requestBody().requester,
      kind: 'proxy',
      identity: 'atDesk',
      occupation: 'Guru',
      citizenship: 'WNI',
      decreeNumber: 'AHU-1',
      principal: other,
      members: [other],
    },
  };
  const act = (name: string, body: object): Endpoint => ({
    path: `/api/v1/tracking/${name}`,
    body: { ...tracked, ...body },
    client,
    silent: NUMBER_AND_CODE,
  });
  return [
    { path: '/api/v1/requests', body: full, client },
    { path: '/api/v1/routing/suggestions', body: { text: 'Dana BOS SMP Negeri 6' }, client },
    {
      path: '/api/v1/session',
      body: { email: 'a@contoh.test', password: 'rahasia', code: '123456' },
      client,
      silent: ['password'],
    },
    { path: '/api/v1/tracking', body: tracked, client, silent: NUMBER_AND_CODE },
    act('message', { text: 'Apakah sudah ada kabar?', fileIds: [randomUUID()] }),
    act('complete', {
      text: 'Berikut kelengkapan saya',
      fileIds: [],
      requester: { ...other, phone: '081234567890' },
    }),
    act('withdraw', { reason: 'Sudah saya peroleh' }),
    act('contact', { email: 'baru@contoh.test' }),
    act('object', { grounds: ['c'], story: 'Belum dijawab sampai hari ini', fileIds: [] }),
    act('object', { prepared: true }),
  ];
}

const DESK_ACTS = [
  'declare-complete',
  'declare-incomplete',
  'accept-late-repair',
  'assign',
  'name-holder',
  'verify-identity',
  'record-data-request',
  'notify-incident',
  'remind',
  'withdraw',
];
const OFFICER_ACTS = [
  'hand-back',
  'claim',
  'extend',
  'grant',
  'answer-not-held',
  'answer-not-yet-held',
  'answer-not-documented',
  'deliver',
  'record-payment',
  'message',
  'note',
];

function staffEndpoints(): Endpoint[] {
  const act = (client: HttpClient) => (name: string) => ({
    path: `/api/v1/cases/${caseId}/${name}`,
    body: { ...validBody(name, randomUUID()), version: 999 },
    client,
  });
  return [...DESK_ACTS.map(act(desk)), ...OFFICER_ACTS.map(act(officer))];
}

/** All that a refused call must leave as it was. */
async function stored(): Promise<string> {
  const rows = await app.sql(
    `SELECT (SELECT json_agg((c.id, c.version, c.status) ORDER BY c.id) FROM cases c) AS cases,
       (SELECT count(*) FROM requesters) AS persons, (SELECT count(*) FROM audit WHERE case_id IS NOT NULL) AS trail,
       (SELECT count(*) FROM outbox) AS mails, (SELECT count(*) FROM due_rows) AS clocks,
       (SELECT count(*) FROM idempotency_keys) AS keys, (SELECT count(*) FROM files) AS files,
       (SELECT max(last_number) FROM register_counters) AS number`,
  );
  return JSON.stringify(rows);
}

function send({ client, path }: Endpoint, json: string): Promise<Answer> {
  return client.post(path, json, { key: randomUUID() });
}

async function everyPlace(
  endpoints: readonly Endpoint[],
  check: (endpoint: Endpoint, place: string) => Promise<string[]>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const endpoint of endpoints) {
    for (const place of placesOf(endpoint.body)) faults.push(...(await check(endpoint, place)));
  }
  return faults;
}

async function plantNever(endpoint: Endpoint, place: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, json] of Object.entries(NEVER)) {
    const answer = await send(endpoint, planted(endpoint.body, place, json));
    const label = `${endpoint.path} ${place}: ${name}`;
    const isSilent = endpoint.silent?.includes(place) === true && [401, 404].includes(answer.status);
    if (answer.status < 300) faults.push(`${label}: taken`);
    else if (![400, 422].includes(answer.status) && !isSilent)
      faults.push(`${label}: ${String(answer.status)}`);
    const fault = faultOfNo(answer, isSilent ? undefined : place);
    if (fault !== null) faults.push(`${label}: ${fault}`);
  }
  return faults;
}

async function plantPerhaps(endpoint: Endpoint, place: string): Promise<string[]> {
  const faults: string[] = [];
  // In a body whose version is behind, or whose case is not in the right state, even a fitting value changes nothing.
  for (const [name, json] of Object.entries(PERHAPS)) {
    const answer = await send(endpoint, planted(endpoint.body, place, json));
    const fault = faultOfNo(answer);
    if (fault !== null) faults.push(`${endpoint.path} ${place}: ${name}: ${fault}`);
  }
  return faults;
}

describe.each([
  ['public', publicEndpoints],
  ['staff', staffEndpoints],
] as const)('bodies of %s endpoints', (_, endpointsOf) => {
  it('take no value that no field may hold', async () => {
    const before = await stored();
    expect(await everyPlace(endpointsOf(), plantNever)).toEqual([]);
    expect(await stored()).toBe(before);
  }, 240_000);

  it('answer doubtful values with a plain sentence at worst', async () => {
    const others = endpointsOf().filter(
      ({ path }) => !/\/(requests|message|contact|withdraw|complete|object)$/u.test(path),
    );
    expect(await everyPlace(others, plantPerhaps)).toEqual([]);
  }, 240_000);

  it('tell each missing field by its name', async () => {
    const faults = await everyPlace(endpointsOf(), async (endpoint, place) => {
      const answer = await send(endpoint, JSON.stringify(without(endpoint.body, place)));
      const fault =
        answer.status === 422 ? faultOfNo(answer, place) : answer.status >= 500 ? answer.text : null;
      return fault === null ? [] : [`${endpoint.path} without ${place}: ${fault}`];
    });
    expect(faults.filter((fault) => !/fileIds|names version|without prepared/u.test(fault))).toEqual([]);
  }, 120_000);

  it('refuse fields that nobody asked for', async () => {
    const faults: string[] = [];
    for (const endpoint of endpointsOf()) {
      for (const [name, json] of [
        ['status', '"closed_granted"'],
        ['agencyCode', '"disdik"'],
        ['isAdmin', 'true'],
        ['constructor', '{"prototype":{"isAdmin":true}}'],
        ['toString', '"x"'],
        ['hasOwnProperty', '"x"'],
        ['__proto__', '{"isAdmin":true}'],
        ['prototype', '{"isAdmin":true}'],
      ] as const) {
        const text = JSON.stringify(endpoint.body).replace(/^\{/u, () => `{"${name}":${json},`);
        const answer = await send(endpoint, text);
        const label = `${endpoint.path} + ${name}`;
        if (![400, 422].includes(answer.status)) faults.push(`${label}: ${String(answer.status)}`);
        const fault = faultOfNo(answer, answer.status === 422 ? name : undefined);
        if (fault !== null) faults.push(`${label}: ${fault}`);
      }
    }
    expect(faults).toEqual([]);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  }, 120_000);

  it('are objects or are refused', async () => {
    const faults: string[] = [];
    for (const endpoint of endpointsOf()) {
      for (const json of [
        'null',
        '[]',
        '"text"',
        '1',
        'true',
        '[{}]',
        `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      ]) {
        const answer = await send(endpoint, json);
        if (![400, 413, 422].includes(answer.status))
          faults.push(`${endpoint.path} ${json.slice(0, 9)}: ${String(answer.status)}`);
        const fault = faultOfNo(answer);
        if (fault !== null) faults.push(`${endpoint.path} ${json.slice(0, 9)}: ${fault}`);
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);
});

describe('sentences', () => {
  it('speak Indonesian and, when asked, English', async () => {
    const say = (language: string): Promise<Answer<Problem>> =>
      app.citizen.post<Problem>(
        '/api/v1/requests',
        { ...requestBody(), informationRequested: '' },
        {
          headers: { 'accept-language': language },
        },
      );
    const [indonesian, english, german] = await Promise.all([say('id'), say('en-GB,en;q=0.9'), say('de')]);
    expect(german.body.title).toBe(indonesian.body.title);
    expect(english.body.title).not.toBe(indonesian.body.title);
    expect(english.body.errors?.[0]?.message).not.toBe(indonesian.body.errors?.[0]?.message);
    expect(english.body.errors?.[0]?.code).toBe(indonesian.body.errors?.[0]?.code);
  });

  it('are missing an idempotency key by its name', async () => {
    for (const key of ['', 'short', 'x'.repeat(65), 'has space in the key', 'kunci-é-dengan-aksen']) {
      const answer = await app.citizen.post<Problem>('/api/v1/requests', requestBody(), {
        key: null,
        headers: key === '' || /[^ -~]/u.test(key) ? {} : { 'idempotency-key': key },
      });
      expect({ key, status: answer.status, code: answer.body.code }).toEqual({
        key,
        status: 422,
        code: 'idempotency-key-missing',
      });
    }
  });

  it('tell an unlawful agency, date or address of a filing', async () => {
    for (const [field, body] of [
      ['agency', { agency: 'tidak-ada' }],
      ['agency', { agency: "disdik' OR '1'='1" }],
      [
        'requester.email',
        { requester: { ...requestBody().requester, email: 'a@contoh.test\r\nBcc: b@contoh.test' } },
      ],
      [
        'requester.email',
        { requester: { ...requestBody().requester, email: 'a@contoh.test,b@contoh.test' } },
      ],
      ['requester.email', { requester: { ...requestBody().requester, email: '"a b"@contoh.test' } }],
      ['requester.email', { requester: { ...requestBody().requester, email: 'a@contoh' } }],
      ['requester.email', { requester: { ...requestBody().requester, email: 'a@[127.0.0.1]' } }],
      ['requester.nationalId', { requester: { ...requestBody().requester, nationalId: '8171039905900001' } }],
      ['requester.phone', { requester: { ...requestBody().requester, phone: '12' } }],
    ] as const) {
      const answer = await app.citizen.post<Problem>('/api/v1/requests', variants.unrouted(body as never));
      expect({ body, status: answer.status, field: answer.body.errors?.[0]?.field }).toEqual({
        body,
        status: 422,
        field,
      });
    }
  });
});

describe('the log', () => {
  it('holds nothing of what was typed', async () => {
    const lines = app.log.join('\n');
    expect(
      /Manise|Tuhumury|Sultan Hairun|8171035505900002|Maria Latuconsina|Pattimura|contoh\.test/u.exec(
        lines,
      )?.[0],
    ).toBeUndefined();
    expect(app.faults).toEqual([]);
  });
});
