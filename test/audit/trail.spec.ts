import { VerifyAudit } from '../../src/office/audit/verify-audit.js';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { useInside } from '../policy/inside.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const inside = useInside(app);

interface TrailRow {
  readonly seq: number;
  readonly event: string;
  readonly actor_kind: string;
  readonly effective_at: Date;
  readonly recorded_at: Date;
  readonly facts: Readonly<Record<string, unknown>>;
}

let filed: FiledRequest;
let caseId = '';

function trail(): Promise<TrailRow[]> {
  return app.sql<TrailRow>(
    'SELECT seq, event, actor_kind, effective_at, recorded_at, facts FROM audit WHERE case_id = $1 ORDER BY seq',
    [caseId],
  );
}

/** Rows that an act has added. */
async function added(act: () => Promise<unknown>): Promise<TrailRow[]> {
  const before = await trail();
  await act();
  return (await trail()).slice(before.length);
}

const versionOf = async (): Promise<number> =>
  (await app.sql<{ version: number }>('SELECT version FROM cases WHERE id = $1', [caseId]))[0]?.version ?? 0;

beforeAll(async () => {
  filed = await app.fileRequest();
  caseId = await app.caseId(filed.registerNumber);
}, 120_000);

describe('the trail of a case', () => {
  it('begins with the filing at the moment of receipt', async () => {
    const [first] = await trail();
    expect(first).toMatchObject({ seq: 1, event: 'filed', actor_kind: 'public', facts: { version: 1 } });
    expect(first?.effective_at.toISOString()).toBe(new Date(filed.receivedAt).toISOString());
  });

  it('gets one row for each act of staff', async () => {
    await app.sweep();
    const desk = await app.signIn('desk');
    const officer = await app.signIn('officer', 'disdik');
    const acts = [
      [desk, 'verify-identity', { how: 'KTP diperlihatkan' }],
      [desk, 'declare-complete', {}],
      [officer, 'claim', {}],
      [officer, 'note', { text: 'Catatan unit' }],
      [officer, 'message', { text: 'Sedang disiapkan' }],
      [desk, 'remind', {}],
      [officer, 'extend', { reasons: ['statusUndecided'], explanation: 'Statusnya masih diperiksa unit.' }],
    ] as const;
    for (const [staff, name, body] of acts) {
      const before = await versionOf();
      const rows = await added(() => app.mustAct(staff, caseId, name, body));
      expect({ name, rows: rows.length, by: rows[0]?.actor_kind }).toEqual({ name, rows: 1, by: 'staff' });
      expect(rows[0]?.facts['version']).toBe(before + 1);
      expect(await versionOf()).toBe(before + 1);
    }
  });

  it('gets no row for an act that was refused', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const again = { reasons: ['statusUndecided'], explanation: 'Sekali lagi diperpanjang.' };
    expect(await added(() => app.act(officer, caseId, 'extend', again))).toEqual([]);
    expect(await added(() => app.act(officer, caseId, 'note', { text: 'x', version: 1 }))).toEqual([]);
    expect(await added(() => app.act(officer, caseId, 'note', { text: '' }))).toEqual([]);
  });

  it('gets no second row for a repeat of the same act', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const version = await versionOf();
    const key = 'kunci-yang-sama-dua-kali';
    const rows = await added(async () => {
      await Promise.all(
        [1, 2, 3].map(() => app.act(officer, caseId, 'note', { text: 'Sekali saja', version }, key)),
      );
    });
    expect(rows).toHaveLength(1);
  });

  it('gets one row for each act of the requester', async () => {
    const contact = await added(() => app.citizenAct(filed, 'contact', { email: 'baru@contoh.test' }));
    expect(contact.map(({ event, actor_kind }) => [event, actor_kind])).toEqual([
      ['contact-corrected', 'requester'],
    ]);
    const message = await added(() => app.citizenAct(filed, 'message', { text: 'Ada kabar?', fileIds: [] }));
    expect(message.map(({ event, actor_kind }) => [event, actor_kind])).toEqual([['message', 'requester']]);
  });

  it('dates the silence of the office at the due moment, whenever it is seen', async () => {
    const [due] = await app.sql<{ due_at: Date }>('SELECT due_at FROM cases WHERE id = $1', [caseId]);
    const late = new Date((due?.due_at.getTime() ?? 0) + 3 * 86_400_000).toISOString();
    await app.passTo(late);
    const lapsed = (await trail()).filter(({ event }) => event === 'reply-lapsed');
    expect(lapsed).toHaveLength(1);
    expect(lapsed[0]?.effective_at).toEqual(due?.due_at);
    expect((lapsed[0]?.recorded_at.getTime() ?? 0) - (due?.due_at.getTime() ?? 0)).toBeGreaterThan(
      2 * 86_400_000,
    );
  });

  it('holds codes and numbers, no words of anybody', async () => {
    const told = JSON.stringify(await trail());
    expect(
      /Catatan unit|Sedang disiapkan|Ada kabar|Maria|Pattimura|contoh\.test|Dana BOS/u.exec(told)?.[0],
    ).toBeUndefined();
  });

  it('is whole after all of it', async () => {
    expect(await inside.get(VerifyAudit).run()).toMatchObject({ whole: true });
  });
});

describe('sign-in', () => {
  it('leaves a row of its own and none with what was typed', async () => {
    const rows = await app.sql<{ event: string; facts: unknown }>(
      `SELECT event, facts FROM audit WHERE stream = 'staff'`,
    );
    expect(rows.filter(({ event }) => event === 'signed-in').length).toBeGreaterThan(1);
    expect(JSON.stringify(rows)).not.toMatch(/@|password/u);
  });
});
