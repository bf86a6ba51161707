import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app.js';
import { requestBody } from '../support/request-bodies.js';
import { useInside } from '../policy/inside.js';
import { rawBytes, rawCall, type RawAnswer, type RawCall } from './raw-call.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const inside = useInside(app);

let session = '';
let caseId = '';

beforeAll(async () => {
  const { email, password } = app.account('desk');
  const body = JSON.stringify({ email, password });
  const { headers } = await rawCall(app.baseUrl, { ...json('/api/v1/session', body), method: 'POST' });
  session = headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
  const filed = await app.fileRequest();
  caseId = await app.caseId(filed.registerNumber);
}, 120_000);

/** A line that is cut instead of answered shows as status 0. */
const call = (given: RawCall): Promise<RawAnswer> =>
  rawCall(app.baseUrl, given).catch((error: unknown) => ({ status: 0, headers: {}, text: String(error) }));

function json(path: string, body: string, headers: RawCall['headers'] = {}): RawCall {
  const all = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers };
  return { method: 'POST', path, headers: all, body };
}

const INSIDES =
  /\bat (?:\w+\.)*\w+ \(|node_modules|\.[jt]s:\d+|QueryFailedError|ECONN|PostgreSQL|relation "/u;

/** What no answer may be or show. */
function faultOf({ status, text, headers }: RawAnswer): string | null {
  if (status === 0) return `no answer: ${text}`;
  if (status >= 500) return `${String(status)} ${text.slice(0, 160)}`;
  if (INSIDES.test(text)) return `shows its insides: ${text.slice(0, 160)}`;
  return headers['x-powered-by'] === undefined ? null : 'says what it is made of';
}

const code = ({ text }: RawAnswer): string => (JSON.parse(text) as { code: string }).code;

describe('bodies at the door', () => {
  it('are refused over the limit, without waiting for all of it', async () => {
    const answer = await call(json('/api/v1/requests', JSON.stringify({ a: 'x'.repeat(300_000) })));
    expect([answer.status, code(answer)]).toEqual([413, 'too-large']);
  });

  it('are refused when the JSON is broken', async () => {
    for (const body of [
      '',
      '{',
      '{"a":}',
      "{'a':1}",
      '{"a":1}}',
      'NaN',
      '{"a":\u0000}',
      '\ufeff{"a":1',
      '<xml/>',
    ]) {
      const answer = await call(json('/api/v1/requests', body));
      expect({ body, status: answer.status }).toEqual({ body, status: 400 });
      expect(faultOf(answer)).toBeNull();
    }
  });

  it('are refused when they bring a prototype', async () => {
    for (const body of [
      '{"__proto__":{"a":1}}',
      '{"constructor":{"prototype":{"a":1}}}',
      '{"a":{"__proto__":{"b":1}}}',
    ]) {
      const answer = await call(json('/api/v1/requests', body));
      expect([400, 422]).toContain(answer.status);
    }
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('are refused in another type than the contract names', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/xml',
      'multipart/form-data; boundary=x',
      'text/json',
      'application/',
      ';;;',
    ]) {
      const answer = await call(
        json('/api/v1/requests', JSON.stringify(requestBody()), { 'content-type': type }),
      );
      expect({ type, status: answer.status }).toEqual({ type, status: 415 });
      expect(faultOf(answer)).toBeNull();
    }
  });

  it('are refused in a coding that nobody reads', async () => {
    for (const coding of ['gzip', 'br', 'zstd', 'nonsense']) {
      const answer = await call(
        json('/api/v1/requests', 'not packed at all', { 'content-encoding': coding }),
      );
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(faultOf(answer)).toBeNull();
    }
  });

  it('are refused when multipart is broken', async () => {
    const head =
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n';
    for (const [type, body] of [
      ['multipart/form-data', head],
      ['multipart/form-data; boundary=', head],
      ['multipart/form-data; boundary=y', head],
      ['multipart/form-data; boundary=x', head],
      ['multipart/form-data; boundary=x', `${head}%PDF-1.4`],
      ['multipart/form-data; boundary=x', ''],
      ['multipart/form-data; boundary=x', '--x--\r\n'],
      ['multipart/form-data; boundary=x', 'x'.repeat(5_000)],
      [
        'multipart/form-data; boundary=x',
        `${'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(500)}--x--`,
      ],
      [
        'multipart/form-data; boundary=x',
        `--x\r\ncontent-disposition: form-data; name="__proto__"; filename="a.pdf"\r\n\r\n%PDF\r\n--x--`,
      ],
      [
        'multipart/form-data; boundary=x',
        `--x\r\ncontent-disposition: form-data; name="file"; filename="../../../etc/passwd\u0000.pdf"\r\n\r\n%PDF\r\n--x--`,
      ],
    ] as const) {
      const answer = await call({
        method: 'POST',
        path: '/api/v1/files',
        headers: { 'content-type': type },
        body,
      });
      expect({ body: body.slice(0, 60), is4xx: answer.status >= 400 && answer.status < 500 }).toEqual({
        body: body.slice(0, 60),
        is4xx: true,
      });
      expect(faultOf(answer)).toBeNull();
    }
    expect(await app.sql('SELECT id FROM files')).toEqual([]);
  });
});

describe('every route', () => {
  const filled = (path: string, id: string): string => path.replace(/:(\w+)/gu, () => id);
  const BAD_IDS = [
    'null',
    '-1',
    '%00',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    "1'%20OR%20'1'='1",
    '%F0%9F%92%A9',
    '%E0%A4%A',
    'a'.repeat(190),
    '00000000-0000-0000-0000-000000000000',
    '__proto__',
    '%3Cscript%3E',
  ];
  const BAD_QUERIES = [
    '?view=all&view=mine&q=a&q=b&cursor=a&cursor=b&status=x&status=y&due=1&due=2&agency=a&agency=b',
    '?q[]=a&q[b]=c&view[]=all&from[]=2026-01-01&count[]=1&tampilan[]=x&halaman[]=2',
    '?q=%00&view=%00&agency=%00&cursor=%00&status=%00&due=%00&from=%00&count=%00&tampilan=%00&cari=%00&halaman=%00&instansi=%00&urut=%00&kembali=%00',
    '?q=%E2%80%AE&cursor=%22%7B%7D&cari=%27%3B--&halaman=-1&hal=1e9&page=99999999999999999999&count=1e400&from=0000-00-00',
    `?q=${'a'.repeat(6_000)}&cari=${'b'.repeat(6_000)}`,
    '?__proto__[a]=1&constructor[prototype][a]=1&toString=1&hasOwnProperty=1',
    '?%E0%A4%A=1&=&&&==&%',
    '?halaman=9007199254740993&hal=2147483648&tahun=-5&bulan=13&hari=32&mulai=2026-02-30&jumlah=0',
    '?cursor=eyJhIjoxfQ&cursor2=%5B%5D&selesai=../../x&linimasa=__proto__&tampilan=constructor',
  ];

  it('outlives ids that are none', async () => {
    const faults: string[] = [];
    for (const { method, paths } of inside.routes()) {
      const path = paths[0] ?? '';
      if (!path.includes(':')) continue;
      for (const id of BAD_IDS) {
        const given = { path: filled(path, id), headers: { cookie: session } };
        const isGet = method === 'GET';
        const answer = await call(
          isGet ? given : { ...json(given.path, '{"version":1}', given.headers), method },
        );
        const fault = faultOf(answer);
        if (fault !== null) faults.push(`${method} ${filled(path, id)}: ${fault}`);
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('outlives queries of every kind', async () => {
    const faults: string[] = [];
    for (const { method, paths } of inside.routes()) {
      if (method !== 'GET') continue;
      for (const path of paths) {
        for (const query of BAD_QUERIES) {
          const answer = await call({ path: filled(path, caseId) + query, headers: { cookie: session } });
          const fault = faultOf(answer);
          if (fault !== null) faults.push(`${path}${query.slice(0, 50)}: ${fault}`);
        }
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('answers methods that it does not have with a plain no', async () => {
    const faults: string[] = [];
    for (const path of new Set(inside.routes().flatMap(({ paths }) => paths.slice(0, 1)))) {
      for (const method of ['PUT', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'HEAD', 'DELETE', 'QUERY']) {
        if (method === 'DELETE' && path === '/api/v1/session') continue;
        const answer = await call({ method, path: filled(path, caseId), headers: { cookie: session } });
        const fault = faultOf(answer);
        if (fault !== null) faults.push(`${method} ${path}: ${fault}`);
        const isTaken = answer.status < 300 && method !== 'HEAD';
        if (isTaken) faults.push(`${method} ${path}: ${String(answer.status)}`);
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('outlives cookies, hosts and languages that are junk', async () => {
    const faults: string[] = [];
    const name = session.split('=', 1)[0] ?? 'sesi';
    const heads: RawCall['headers'][] = [
      { cookie: '=;;;==;%%%' },
      { cookie: `${name}=%E0%A4%A` },
      { cookie: `${name}=${'x'.repeat(4_000)}` },
      { cookie: `${name}='; DROP TABLE staff_sessions; --` },
      { cookie: `${name}=a; ${name}=b; __proto__=c; constructor=d; toString=e` },
      { cookie: 'tenggat_permohonan=junk; tenggat_lacak=junk; permohonan=%00; lacak=__proto__' },
      { host: 'evil.example' },
      { host: 'evil.example:99999' },
      { host: '"><script>' },
      { host: '' },
      {
        'x-forwarded-for': "1.2.3.4, ' OR 1=1",
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
      },
      { 'accept-language': 'x'.repeat(5_000) },
      { 'accept-language': '*;q=NaN,,,' },
      { accept: '{{7*7}}' },
      { range: 'bytes=0-0,1-1,9-' },
      { 'if-modified-since': 'yesterday', 'if-none-match': '""' },
      { 'user-agent': '\u0007${jndi:ldap://x}' },
      { origin: 'null' },
    ];
    for (const path of [
      '/',
      '/permohonan/baru/1',
      '/lacak',
      '/permohonan-saya',
      '/petugas',
      '/petugas/masuk',
      '/api/v1/cases',
      '/health/ready',
    ]) {
      for (const headers of heads) {
        const answer = await call({ path, headers: headers ?? {} });
        const fault = faultOf(answer);
        if (fault !== null && !/Invalid character|ERR_INVALID/u.test(fault)) {
          faults.push(`${path} ${JSON.stringify(headers).slice(0, 60)}: ${fault}`);
        }
        const text = answer.text + JSON.stringify(answer.headers);
        if (/evil\.example/u.test(text)) faults.push(`${path} ${JSON.stringify(headers)}: repeats the host`);
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);
});

describe('lines that are no HTTP', () => {
  it('are answered 400 or closed', async () => {
    for (const bytes of [
      'GET / HTTP/9.9\r\n\r\n',
      'NONSENSE\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      'GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n',
      'GET / HTTP/1.1\r\nhost: a\r\nbad header\r\n\r\n',
      `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nhost: a\r\n\r\n`,
      `GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`,
      'POST /api/v1/requests HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      'POST /api/v1/requests HTTP/1.1\r\nhost: a\r\ncontent-length: -5\r\n\r\n',
      'POST /api/v1/requests HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n',
      'GET http://evil.example/ HTTP/1.1\r\nhost: a\r\n\r\n',
      'GET //evil.example/%2e%2e HTTP/1.1\r\nhost: a\r\n\r\n',
    ]) {
      const answer = await rawBytes(app.baseUrl, bytes);
      expect({ bytes: bytes.slice(0, 40), bad: /HTTP\/1\.1 5\d\d/u.test(answer) }).toEqual({
        bytes: bytes.slice(0, 40),
        bad: false,
      });
    }
  }, 120_000);

  it('leave the program well', async () => {
    expect((await app.citizen.get('/health/ready')).status).toBe(200);
    expect(app.faults).toEqual([]);
  });
});
