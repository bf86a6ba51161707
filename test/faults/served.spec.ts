import fs from 'node:fs/promises';
import path from 'node:path';
import type { FiledRequest, TrackedRequest } from '../support/answers.js';
import { expectStatus, HttpClient } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { until } from './kit/moments.js';
import { Outside } from './kit/outside.js';
import { type Served, startServed } from './served.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Of the city's limits: wrong codes for one number, then it is locked. */
const WRONG_CODES = 10;

let served: Served;

beforeAll(async () => {
  served = await startServed(ROOT, 0);
}, 180_000);
afterAll(() => served.stop(), 60_000);

// The proxy hands each request to the next of the two web processes, so no step meets the process of the step before.
describe('two web and two worker processes behind a proxy are one program', () => {
  const visitor = (): HttpClient => new HttpClient(() => served.url);
  const track = ({ registerNumber, trackingCode }: FiledRequest) =>
    visitor().post<TrackedRequest>('/api/v1/tracking', { registerNumber, trackingCode }, { key: null });
  let filed: FiledRequest;

  it('sign in to the database as the login of least rights, and nobody as its owner', async () => {
    const outside = new Outside(() => served.databaseUrl);
    const rows = await outside.asOwner<{ usename: string }>(
      `SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    expect(rows.map(({ usename }) => usename)).toEqual(['tenggat_web']);
  });

  it('takes a file at one and its filing at the other, once for both', async () => {
    const citizen = visitor();
    const file = await citizen.upload(sampleFiles.pdf('Surat kuasa'), 'surat.pdf', 'application/pdf');
    const body = { ...requestBody(), fileIds: [expectStatus(file, 201).fileId] };
    const key = 'one-key-for-either-process';
    filed = expectStatus(await citizen.post<FiledRequest>('/api/v1/requests', body, { key }), 201);
    for (let at = 0; at < 4; at += 1)
      expect(await citizen.post('/api/v1/requests', body, { key })).toMatchObject({
        status: 201,
        body: filed,
      });
  });

  it('knows a session and its end at either', async () => {
    const accounts = JSON.parse(await fs.readFile(served.accountsFile, 'utf8')) as readonly {
      readonly role: string;
      readonly email: string;
      readonly password: string;
    }[];
    const { email, password } = accounts.find(({ role }) => role === 'desk') ?? { email: '', password: '' };
    const desk = visitor();
    const signedIn = await desk.post('/api/v1/session', { email, password });
    expectStatus(signedIn, 200);
    for (let at = 0; at < 4; at += 1)
      expect((await desk.get<{ items: unknown[] }>('/api/v1/cases')).body.items).toHaveLength(1);
    // A copy of the cookie that nobody told of the end.
    const thief = visitor();
    const cookie = signedIn.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ');
    expect((await thief.get('/api/v1/cases', { headers: { cookie } })).status).toBe(200);
    expect((await desk.delete('/api/v1/session')).status).toBe(204);
    for (let at = 0; at < 4; at += 1)
      expect((await thief.get('/api/v1/cases', { headers: { cookie } })).status).toBe(401);
  });

  it('has its receipt sent by a worker, and shows the case at either', async () => {
    await until(async () => {
      const mails = await fs.readdir(served.mailFolder).catch(() => []);
      return mails.some((name) => name.endsWith('.eml'));
    });
    for (let at = 0; at < 4; at += 1)
      expect(expectStatus(await track(filed), 200).registerNumber).toBe(filed.registerNumber);
  });

  it('counts wrong codes for both together', async () => {
    const wrong = { ...filed, trackingCode: '0000-0000-0000-00' };
    for (let at = 0; at < WRONG_CODES; at += 1) expect((await track(wrong)).status).toBe(404);
    for (let at = 0; at < 4; at += 1) expect((await track(filed)).status).toBe(404);
  });
});
