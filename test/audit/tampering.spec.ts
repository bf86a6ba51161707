import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { holdsOurNumbers } from '../../src/office/audit/our-numbers.js';
import { SEALED_COLUMNS } from '../../src/office/audit/chain.js';
import { VerifyAudit } from '../../src/office/audit/verify-audit.js';
import { useApp } from '../support/app.js';
import { useInside } from '../policy/inside.js';
import { until } from '../faults/kit/moments.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const inside = useInside(app);

const cases: string[] = [];
/** As many as the promise names, where the fault suite runs in full. */
const RANDOM_EDITS = process.env.TENGGAT_TEST_FAULTS === 'full' ? 1_000 : 100;
/** How many ends that a trail once had are put back. */
const OLD_ENDS = process.env.TENGGAT_TEST_FAULTS === 'full' ? 50 : 5;

beforeAll(async () => {
  const desk = await app.signIn('desk');
  for (let at = 0; at < 3; at += 1) {
    const { registerNumber } = await app.fileRequest();
    cases.push(await app.caseId(registerNumber));
  }
  await app.sweep();
  for (const id of cases) {
    await app.mustAct(desk, id, 'declare-complete');
    await app.mustAct(desk, id, 'note', { text: 'Catatan meja' });
    await app.mustAct(desk, id, 'note', { text: 'Catatan kedua' });
  }
}, 120_000);

const verdict = () => inside.get(VerifyAudit).run();

/** Without foreign keys and triggers, as a superuser may. */
const pastGuards = (statement: string): string =>
  `SET session_replication_role = replica; ${statement}; RESET session_replication_role`;

/** Does something as superuser, looks, and puts everything back as it was. */
async function seenAfter(...statements: string[]): Promise<Awaited<ReturnType<typeof verdict>>> {
  await app.sql('CREATE TABLE kept_audit AS TABLE audit');
  await app.sql('CREATE TABLE kept_heads AS TABLE audit_heads');
  await app.sql('CREATE TABLE kept_cases AS TABLE cases');
  try {
    for (const statement of statements) await app.sql(statement);
    return await verdict();
  } finally {
    await app.sql('DELETE FROM audit');
    await app.sql('INSERT INTO audit OVERRIDING SYSTEM VALUE SELECT * FROM kept_audit');
    await app.sql('DELETE FROM audit_heads');
    await app.sql('INSERT INTO audit_heads SELECT * FROM kept_heads');
    const columns = ['version', ...SEALED_COLUMNS];
    await app.sql(
      pastGuards(
        `UPDATE cases c SET ${columns.map((column) => `${column} = k.${column}`).join(', ')}
         FROM kept_cases k WHERE k.id = c.id AND (k.*) IS DISTINCT FROM (c.*)`,
      ),
    );
    await app.sql('DROP TABLE kept_audit, kept_heads, kept_cases');
  }
}

/** A round that meets a writer anywhere in the server leaves the anchor to the next. */
async function anchored(day: string): Promise<void> {
  await until(async () => {
    await app.sweep();
    return existsSync(join(app.dataDir, 'files', 'anchors', `${day}.json`));
  });
}

/** A request to which nothing happens by itself any more. */
async function filedAndRouted(): Promise<string> {
  const { registerNumber } = await app.fileRequest();
  await app.sweep();
  return app.caseId(registerNumber);
}

/** Another value for a column, by its type. */
const OTHER_VALUES: Readonly<Record<string, (column: string) => string>> = {
  text: (column) => `coalesce(${column}, '') || 'x'`,
  date: (column) => `coalesce(${column}, '2026-01-01') + (1 + floor(random() * 30))::int`,
  'timestamp with time zone': (column) =>
    `coalesce(${column}, '2026-01-01') + (1 + floor(random() * 1e9)) * interval '1 microsecond'`,
  uuid: () => 'gen_random_uuid()',
};

const streamOf = (at: number): string => `case:${cases[at] ?? ''}`;

describe('an untouched trail', () => {
  it('is whole, row by row', async () => {
    const [count] = await app.sql<{ rows: string; streams: string }>(
      'SELECT count(*) AS rows, count(DISTINCT stream) AS streams FROM audit',
    );
    expect(await verdict()).toEqual({
      whole: true,
      rows: Number(count?.rows),
      streams: Number(count?.streams),
    });
  });
});

describe('a number of the facts', () => {
  it('is ours however PostgreSQL writes it', async () => {
    const numbers = fc.sample(fc.double({ noDefaultInfinity: true, noNaN: true }), 500);
    const rows = await app.sql<{ written: string }>(
      'SELECT n::text AS written FROM jsonb_array_elements($1::jsonb) n',
      [JSON.stringify([...numbers, 1e-7, 5e-324, 1e21, -1.5e-9])],
    );
    expect(rows.filter(({ written }) => !holdsOurNumbers(written))).toEqual([]);
  });
});

describe('a superuser', () => {
  it.each([
    ['facts', `facts = facts || '{"dueOn": "2027-01-01"}'`],
    ['facts by taking one away', `facts = facts - 'version'`],
    ['the effective time', `effective_at = effective_at - interval '1 day'`],
    ['the effective time by a microsecond', `effective_at = effective_at + interval '1 microsecond'`],
    ['the recorded time', `recorded_at = recorded_at + interval '1 second'`],
    ['the event', `event = 'extended'`],
    ['who acted', `actor_id = gen_random_uuid()::text`],
    ['the name of who acted', `actor_name = 'Orang Lain'`],
    ['the kind of who acted', `actor_kind = 'system'`],
    ['the agency', `agency_code = 'disdukcapil'`],
    ['who may see it', `visible_to = 'system'`],
    ['the case', `case_id = gen_random_uuid()`],
    ['the hash', `hash = sha256(hash)`],
    ['the hash before', `previous_hash = sha256(previous_hash)`],
  ])('is found changing %s', async (_, change) => {
    const found = await seenAfter(`UPDATE audit SET ${change} WHERE stream = '${streamOf(1)}' AND seq = 3`);
    expect(found).toMatchObject({ whole: false, stream: streamOf(1), seq: 3 });
  });

  it('is found deleting a row from the middle', async () => {
    const found = await seenAfter(`DELETE FROM audit WHERE stream = '${streamOf(0)}' AND seq = 2`);
    expect(found).toMatchObject({ whole: false, stream: streamOf(0), seq: 2 });
  });

  it('is found deleting the first row', async () => {
    const found = await seenAfter(`DELETE FROM audit WHERE stream = '${streamOf(0)}' AND seq = 1`);
    expect(found).toMatchObject({ whole: false, stream: streamOf(0), seq: 1 });
  });

  it('is found deleting from the middle and closing the gap', async () => {
    const found = await seenAfter(
      `DELETE FROM audit WHERE stream = '${streamOf(0)}' AND seq = 2`,
      `UPDATE audit SET seq = seq - 1 WHERE stream = '${streamOf(0)}' AND seq > 2`,
    );
    expect(found).toMatchObject({ whole: false, stream: streamOf(0), seq: 2 });
  });

  it('is found deleting the whole trail of a case', async () => {
    const found = await seenAfter(`DELETE FROM audit WHERE stream = '${streamOf(2)}'`);
    expect(found).toMatchObject({ whole: false, stream: streamOf(2), seq: 1 });
  });

  it('is found deleting a whole trail with its seal', async () => {
    const found = await seenAfter(
      `DELETE FROM audit WHERE stream = '${streamOf(2)}'`,
      `DELETE FROM audit_heads WHERE stream = '${streamOf(2)}'`,
    );
    expect(found).toMatchObject({ whole: false, stream: streamOf(2), seq: 1 });
  });

  it('is found deleting the trail of sign-ins', async () => {
    expect(await seenAfter(`DELETE FROM audit WHERE stream = 'staff'`)).toMatchObject({
      whole: false,
      stream: 'staff',
    });
  });

  it('is found swapping two rows', async () => {
    const found = await seenAfter(
      `UPDATE audit SET seq = -2 WHERE stream = '${streamOf(1)}' AND seq = 2`,
      `UPDATE audit SET seq = 2 WHERE stream = '${streamOf(1)}' AND seq = 3`,
      `UPDATE audit SET seq = 3 WHERE stream = '${streamOf(1)}' AND seq = -2`,
    );
    expect(found).toMatchObject({ whole: false, stream: streamOf(1), seq: 2 });
  });

  it('is found inserting a row at the end', async () => {
    const found = await seenAfter(
      `INSERT INTO audit (stream, seq, case_id, event, actor_kind, visible_to, effective_at, recorded_at, facts, previous_hash, hash)
       SELECT stream, seq + 1, case_id, 'extended', 'staff', 'requester', now(), now(), '{}', hash, sha256(hash)
       FROM audit WHERE stream = '${streamOf(0)}' ORDER BY seq DESC LIMIT 1`,
    );
    expect(found).toMatchObject({ whole: false, stream: streamOf(0) });
  });

  it('is found copying the trail of one case to another', async () => {
    const found = await seenAfter(
      `UPDATE audit a SET event = b.event, facts = b.facts, previous_hash = b.previous_hash, hash = b.hash
       FROM audit b WHERE a.stream = '${streamOf(0)}' AND b.stream = '${streamOf(1)}' AND a.seq = b.seq`,
    );
    expect(found).toMatchObject({ whole: false, stream: streamOf(0), seq: 1 });
  });

  const cutTail = (stream: string): string =>
    `DELETE FROM audit a WHERE stream = '${stream}' AND seq = (SELECT max(seq) FROM audit b WHERE b.stream = a.stream)`;

  it('is found cutting off the tail of a case', async () => {
    expect(await seenAfter(cutTail(streamOf(1)))).toMatchObject({ whole: false, stream: streamOf(1) });
  });

  it('is found cutting off the tail of the sign-ins', async () => {
    expect(await seenAfter(cutTail('staff'))).toMatchObject({ whole: false, stream: 'staff' });
  });

  it('is found cutting off a tail and taking the seal away', async () => {
    const found = await seenAfter(
      cutTail(streamOf(1)),
      `DELETE FROM audit_heads WHERE stream = '${streamOf(1)}'`,
      `UPDATE cases SET version = version - 1 WHERE id = '${cases[1] ?? ''}'`,
    );
    expect(found).toMatchObject({ whole: false, stream: streamOf(1) });
  });

  it('is found cutting off a tail and counting seal and case back', async () => {
    const found = await seenAfter(
      cutTail(streamOf(1)),
      `UPDATE audit_heads SET seq = seq - 1 WHERE stream = '${streamOf(1)}'`,
      `UPDATE cases SET version = version - 1 WHERE id = '${cases[1] ?? ''}'`,
    );
    expect(found).toMatchObject({ whole: false, stream: streamOf(1) });
  });

  it.each([
    ['under no stream at all', `'', 1`],
    ['under no stream, before every number', `'', -5`],
    ['before the first number of a trail', `stream, 0`],
  ])('is found adding a row %s', async (_, place) => {
    const found = await seenAfter(
      `INSERT INTO audit (stream, seq, case_id, event, actor_kind, visible_to, effective_at, recorded_at, facts, previous_hash, hash)
       SELECT ${place}, case_id, 'withdrawn', 'requester', 'requester', now(), now(), '{}', hash, sha256(hash)
       FROM audit WHERE stream = '${streamOf(0)}' ORDER BY seq DESC LIMIT 1`,
    );
    expect(found).toMatchObject({ whole: false });
  });

  it('is found taking a trail out of the chains', async () => {
    const found = await seenAfter(
      `UPDATE audit SET stream = '', seq = -seq WHERE stream = '${streamOf(0)}'`,
      `DELETE FROM audit_heads WHERE stream = '${streamOf(0)}'`,
    );
    expect(found).toMatchObject({ whole: false, stream: '' });
  });

  it.each([
    ['an endless time', `effective_at = 'infinity'`],
    ['a time that no program can hold', `recorded_at = '290000-01-01'`],
    [
      'a number with more digits than are hashed',
      `facts = jsonb_set(facts, '{version}', '3.00000000000000000001')`,
    ],
    ['a number with an empty decimal', `facts = jsonb_set(facts, '{version}', '3.0')`],
  ])('is found writing %s', async (_, change) => {
    const row = `stream = '${streamOf(1)}' AND seq = 3`;
    expect(await seenAfter(`UPDATE audit SET ${change} WHERE ${row}`)).toMatchObject({
      whole: false,
      stream: streamOf(1),
      seq: 3,
    });
  });

  it.each([
    ['the due date', `due_on = due_on + 1`],
    ['the end of the term', `due_at = due_at + interval '1 year'`],
    ['the end of the term to never', `due_at = 'infinity'`],
    ['the end of the term by a microsecond', `due_at = due_at + interval '1 microsecond'`],
    ['the end of the case to a year that no program reads', `closed_at = '290000-01-01'`],
    ['the day of receipt', `received_on = received_on - 1`],
    ['the state', `status = 'withdrawn'`],
    ['what was asked', `question = question || ' lain'`],
    ['the agency', `agency_code = 'disdukcapil'`],
  ])('is found changing %s of a case and nothing else', async (_, change) => {
    const id = cases[1] ?? '';
    expect(await seenAfter(`UPDATE cases SET ${change} WHERE id = '${id}'`)).toMatchObject({
      whole: false,
      stream: streamOf(1),
    });
  });

  it('is found changing the dates of a request that nobody has acted on yet', async () => {
    const id = await filedAndRouted();
    expect(await seenAfter(`UPDATE cases SET due_on = due_on + 1 WHERE id = '${id}'`)).toMatchObject({
      whole: false,
      stream: `case:${id}`,
    });
  });

  it('is found changing the dates of a part that nobody has acted on yet', async () => {
    const desk = await app.signIn('desk');
    const { registerNumber } = await app.fileRequest();
    const children = ['disdik', 'disdukcapil'].map((agency) => ({
      ...{ agency, informationRequested: `Bagian ${agency}` },
    }));
    await app.mustAct(desk, await app.caseId(registerNumber), 'split', { children });
    const id = await app.caseId(`${registerNumber}/1`);
    expect(await verdict()).toMatchObject({ whole: true });
    expect(
      await seenAfter(`UPDATE cases SET received_on = received_on - 1 WHERE id = '${id}'`),
    ).toMatchObject({ whole: false, stream: `case:${id}` });
  });

  it('is found taking a case away and leaving its trail', async () => {
    const [id, other] = [await filedAndRouted(), randomUUID()];
    const rename = (from: string, to: string): string =>
      pastGuards(`UPDATE cases SET id = '${to}' WHERE id = '${from}'`);
    const found = await seenAfter(rename(id, other)).finally(() => app.sql(rename(other, id)));
    expect(found).toMatchObject({
      whole: false,
      stream: `case:${id}`,
      reason: 'the case of this trail is gone',
    });
  });

  it('is found changing a case behind the back of its trail', async () => {
    const found = await seenAfter(`UPDATE cases SET version = version + 1 WHERE id = '${cases[2] ?? ''}'`);
    expect(found).toMatchObject({ whole: false, stream: streamOf(2) });
  });

  it('is found in each of many random edits', async () => {
    const ofRows = [
      `facts = jsonb_set(facts, '{x}', to_jsonb(random()))`,
      `effective_at = effective_at + (1 + floor(random() * 1e6)) * interval '1 millisecond'`,
      `recorded_at = recorded_at - (1 + floor(random() * 1e6)) * interval '1 microsecond'`,
      `event = event || 'x'`,
      `agency_code = coalesce(agency_code, '') || 'x'`,
      `seq = seq + 1000`,
      `stream = stream || 'x'`,
      `stream = '', seq = -seq`,
      `seq = -seq`,
      `effective_at = 'infinity'`,
    ].map((change) => (id: string) => `UPDATE audit SET ${change} WHERE id = ${id}`);
    const ofHeads = [
      `UPDATE audit_heads SET seq = seq + 1`,
      `UPDATE audit_heads SET seq = seq - 1`,
      `UPDATE audit_heads SET seal = set_byte(seal, 0, 255 - get_byte(seal, 0))`,
      `UPDATE audit_heads SET stream = stream || 'x'`,
      `DELETE FROM audit_heads`,
    ].map((edit) => (id: string) => `${edit} WHERE stream = (SELECT stream FROM audit WHERE id = ${id})`);
    const types = await app.sql<{ column: string; type: string }>(
      `SELECT attname AS column, format_type(atttypid, NULL) AS type FROM pg_attribute
       WHERE attrelid = 'cases'::regclass AND attname = ANY ($1::text[])`,
      [SEALED_COLUMNS],
    );
    expect(types).toHaveLength(SEALED_COLUMNS.length);
    const ofCases = types.map(({ column, type }) => {
      const other = OTHER_VALUES[type]?.(column) ?? '';
      expect([column, type, other]).not.toContain('');
      return (id: string) =>
        pastGuards(
          `UPDATE cases SET ${column} = ${other} WHERE 'case:' || id = (SELECT stream FROM audit WHERE id = ${id})`,
        );
    });
    // Whoever may edit may also take away what checks his edits.
    const checks = await app.sql<{ name: string; rule: string }>(
      `SELECT conname AS name, pg_get_constraintdef(oid) AS rule FROM pg_constraint
       WHERE conrelid = 'cases'::regclass AND contype = 'c'`,
    );
    for (const { name } of checks) await app.sql(`ALTER TABLE cases DROP CONSTRAINT ${name}`);
    const rows = await app.sql<{ id: string }>('SELECT id FROM audit');
    const ofACase = await app.sql<{ id: string }>(`SELECT id FROM audit WHERE stream LIKE 'case:%'`);
    const edits = fc.oneof(
      fc.record({
        edit: fc.constantFrom(...ofRows, ...ofHeads, (id: string) => `DELETE FROM audit WHERE id = ${id}`),
        at: fc.constantFrom(...rows),
      }),
      fc.record({ edit: fc.constantFrom(...ofCases), at: fc.constantFrom(...ofACase) }),
    );
    await fc.assert(
      fc.asyncProperty(edits, async ({ edit, at }) => {
        const statement = edit(at.id);
        const found = await seenAfter(statement);
        expect([statement, found]).toEqual([statement, expect.objectContaining({ whole: false })]);
      }),
      { numRuns: RANDOM_EDITS },
    );
    for (const { name, rule } of checks) await app.sql(`ALTER TABLE cases ADD CONSTRAINT ${name} ${rule}`);
  }, 900_000);

  it('is found putting back any trail of before with its old seal and the case of then', async () => {
    const id = cases[0] ?? '';
    const desk = await app.signIn('desk');
    for (let round = 0; round < OLD_ENDS; round += 1) {
      await app.sql(`${round === 0 ? 'CREATE TABLE before AS' : 'INSERT INTO before'}
        SELECT ${String(round)} AS round, h.*, c.version FROM audit_heads h
        LEFT JOIN cases c ON h.stream = 'case:' || c.id`);
      await app.mustAct(desk, id, 'note', { text: `Catatan yang hendak dihilangkan ${String(round)}` });
    }
    const backTo = (round: number): string[] => {
      const then = `SELECT * FROM before WHERE round = ${String(round)}`;
      return [
        `DELETE FROM audit a USING (${then}) b WHERE b.stream = a.stream AND a.seq > b.seq`,
        `UPDATE audit_heads h SET seq = b.seq, seal = b.seal FROM (${then}) b WHERE b.stream = h.stream`,
        `UPDATE cases c SET version = b.version FROM (${then}) b WHERE b.stream = 'case:' || c.id`,
      ];
    };
    // The database alone fits itself again; the anchor of the next day knows better.
    expect(await seenAfter(...backTo(0))).toMatchObject({ whole: true });
    await app.setClock('2026-11-25T10:00:00+09:00');
    await anchored('2026-11-25');
    expect(await verdict()).toMatchObject({ whole: true });
    for (let round = 0; round < OLD_ENDS; round += 1)
      expect(await seenAfter(...backTo(round))).toMatchObject({ whole: false, stream: 'anchor:2026-11-25' });
  }, 300_000);

  it('is found where somebody takes away or rewrites an anchor outside the database', async () => {
    const folder = join(app.dataDir, 'files', 'anchors');
    // The anchor of the first day, the one taken above, and one more behind them.
    await app.setClock('2026-11-26T10:00:00+09:00');
    await anchored('2026-11-26');
    expect(await verdict()).toMatchObject({ whole: true });
    const names = (await readdir(folder)).sort();
    expect(names.slice(-2)).toEqual(['2026-11-25.json', '2026-11-26.json']);
    for (const name of names) {
      const path = join(folder, name);
      const text = await readFile(path, 'utf8');
      const rewritten = [
        null,
        '',
        '{}',
        text.replace('2026-11-2', '2026-10-2'),
        text.replace(/"upTo":\d/u, '$&0'),
      ];
      for (const other of rewritten) {
        await (other === null ? rm(path) : writeFile(path, other));
        expect(await verdict()).toMatchObject({ whole: false });
        await writeFile(path, text);
      }
    }
    for (const name of names) await rename(join(folder, name), join(folder, `${name}.away`));
    expect(await verdict()).toMatchObject({ whole: false, stream: `anchor:${names[0]?.slice(0, 10) ?? ''}` });
    for (const name of names) await rename(join(folder, `${name}.away`), join(folder, name));
  });

  it('leaves everything whole when the edits are taken back', async () => {
    expect(await verdict()).toMatchObject({ whole: true });
  });
});
