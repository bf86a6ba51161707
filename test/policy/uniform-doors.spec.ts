import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import type { Answer } from '../support/http-client.js';

// With caps: without them nothing is ever locked.
const app = useApp({ at: '2026-11-24T10:00:00+09:00', env: { LIMITS: 'on' } });

let filed: FiledRequest;
let other: FiledRequest;
let locked: FiledRequest;

beforeAll(async () => {
  filed = await app.fileRequest();
  other = await app.fileRequest();
  locked = await app.fileRequest();
}, 120_000);

const WRONG_CODE = '7K2M-9QXD-W4TB-A';

function track(registerNumber: string, trackingCode: string): Promise<Answer> {
  return app.citizen.post('/api/v1/tracking', { registerNumber, trackingCode }, { key: null });
}

/** All of an answer that somebody outside can see, less the trace. */
function seen({ status, headers, text }: Answer): object {
  const head = [...headers].filter(([name]) => !['date', 'content-length'].includes(name)).sort();
  return { status, head, text: text.replace(/"trace":"[0-9a-f]+"/u, ''), length: text.length };
}

/** What wrong codes have been counted so far: the work behind a no, not its milliseconds. */
async function counted(): Promise<number> {
  const [row] = await app.sql<{ n: string }>(
    `SELECT sum(attempts) AS n FROM attempt_counters WHERE scope = 'tracking'`,
  );
  return Number(row?.n ?? 0);
}

describe('tracking', () => {
  it('gives one answer to wrong, unknown, malformed and foreign', async () => {
    const answers = [
      await track(filed.registerNumber, WRONG_CODE),
      await track('AMBON-2026-009999', WRONG_CODE),
      await track('AMBON-K-2026-000001', WRONG_CODE),
      await track('bukan nomor', filed.trackingCode),
      await track(filed.registerNumber, other.trackingCode),
      await track(
        filed.registerNumber,
        `${filed.trackingCode.slice(0, -1)}${filed.trackingCode.endsWith('0') ? '1' : '0'}`,
      ),
      await track(filed.registerNumber, '\u0000'),
      await track('\u0000', filed.trackingCode),
    ];
    const [first] = answers;
    expect(first?.status).toBe(404);
    for (const answer of answers) expect(seen(answer)).toEqual(seen(first ?? answer));
  });

  it('gives the same answer once a number is locked, even to the right code', async () => {
    const before = seen(await track('AMBON-2026-009998', WRONG_CODE));
    for (let at = 0; at < 12; at += 1) await track(locked.registerNumber, WRONG_CODE);
    const [row] = await app.sql<{ n: string }>(
      `SELECT count(*) AS n FROM attempt_counters WHERE scope = 'tracking-lock'`,
    );
    expect(Number(row?.n)).toBeGreaterThan(0);
    expect(seen(await track(locked.registerNumber, locked.trackingCode))).toEqual(before);
    expect(seen(await track(locked.registerNumber, WRONG_CODE))).toEqual(before);
  });

  it('locks an unknown number like a known one', async () => {
    const locks = async (): Promise<number> =>
      Number(
        (
          await app.sql<{ n: string }>(
            `SELECT count(*) AS n FROM attempt_counters WHERE scope = 'tracking-lock'`,
          )
        )[0]?.n,
      );
    const before = await locks();
    for (let at = 0; at < 12; at += 1) await track('AMBON-2026-008888', WRONG_CODE);
    expect(await locks()).toBe(before + 1);
  });

  it('leaves other numbers open', async () => {
    expect((await track(other.registerNumber, other.trackingCode)).status).toBe(200);
  });

  it('answers every act with the same no', async () => {
    const tracked = { registerNumber: filed.registerNumber, trackingCode: WRONG_CODE };
    const unknown = { registerNumber: 'AMBON-2026-007777', trackingCode: WRONG_CODE };
    for (const [act, body] of [
      ['message', { text: 'Ada kabar?', fileIds: [] }],
      ['withdraw', {}],
      ['contact', { email: 'baru@contoh.test' }],
      ['complete', { text: 'Berikut berkasnya', fileIds: [] }],
      ['object', { prepared: true }],
    ] as const) {
      const wrong = await app.citizen.post(`/api/v1/tracking/${act}`, { ...tracked, ...body });
      const missing = await app.citizen.post(`/api/v1/tracking/${act}`, { ...unknown, ...body });
      expect({ act, ...seen(wrong) }).toEqual({ act, ...seen(missing) });
      expect(wrong.status).toBe(404);
    }
  });

  it('shows the same page to wrong and unknown', async () => {
    const send = async (number: string, code: string): Promise<string> => {
      const browser = app.client();
      const { text } = await browser.page('/lacak');
      const names = [
        ...text.matchAll(/<input[^>]*type="(?:text|search)"[^>]*>|<input(?![^>]*type=)[^>]*>/gu),
      ].map(([input]) => /name="([^"]+)"/u.exec(input)?.[1] ?? '');
      const [numberField = 'nomor', codeField = 'kode'] = names;
      const answer = await browser.submit('/lacak', { [numberField]: number, [codeField]: code });
      return `${String(answer.status)} ${answer.text
        .replaceAll(number, 'N')
        .replaceAll(code, 'C')
        .replace(/jejak halaman ini: [0-9A-F-]+/u, '')}`;
    };
    const wrong = await send(filed.registerNumber, WRONG_CODE);
    expect(await send('AMBON-2026-006666', WRONG_CODE)).toBe(wrong);
    expect(wrong).toMatch(/^(404|422) /u);
  });

  it('does the same work for every kind of no', async () => {
    const works: number[] = [];
    for (const number of [filed.registerNumber, 'AMBON-2026-005555', locked.registerNumber, 'bukan nomor']) {
      const before = await counted();
      await track(number, WRONG_CODE);
      works.push((await counted()) - before);
    }
    expect(works).toEqual([2, 2, 2, 2]);
  });
});

describe('sign-in', () => {
  const signIn = (email: string, password: string): Promise<Answer> =>
    app.client().post('/api/v1/session', { email, password }, { key: null });

  it('gives one answer to wrong, unknown, closed and paused', async () => {
    const desk = app.account('desk');
    const officer = app.account('officer', 'disdik');
    await app.sql('UPDATE staff SET disabled_at = now() WHERE email = $1', [officer.email]);
    const unknown = seen(await signIn('tidak.ada@contoh.test', 'kata sandi yang salah'));
    expect(unknown).toMatchObject({ status: 401 });
    expect(seen(await signIn(desk.email, 'kata sandi yang salah'))).toEqual(unknown);
    expect(seen(await signIn(officer.email, officer.password))).toEqual(unknown);
    for (let at = 0; at < 9; at += 1) await signIn(desk.email, 'kata sandi yang salah');
    expect(seen(await signIn(desk.email, desk.password))).toEqual(unknown);
  }, 120_000);

  it('pauses an unknown address like a known one', async () => {
    const address = 'tidak.ada.juga@contoh.test';
    for (let at = 0; at < 10; at += 1) await signIn(address, 'kata sandi yang salah');
    const rows = await app.sql<{ event: string; facts: unknown }>(
      `SELECT event, facts FROM audit WHERE stream = 'staff' AND event = 'sign-in-paused'`,
    );
    expect(rows.some(({ facts }) => JSON.stringify(facts).includes('"staffId":null'))).toBe(true);
    expect(JSON.stringify(rows)).not.toContain('@');
  }, 120_000);

  it('never writes what was typed into its log', () => {
    expect(app.log.filter((line) => /kata sandi yang salah|tidak\.ada|7K2M-9QXD/u.test(line))).toEqual([]);
  });
});
