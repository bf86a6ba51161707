import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AddAccount } from '../../src/office/staff/add-account.js';
import { DisableAccount } from '../../src/office/staff/disable-account.js';
import { FirstAccounts } from '../../src/office/staff/first-accounts.js';
import { ResetAccount } from '../../src/office/staff/reset-account.js';
import { StaffQueries } from '../../src/office/staff/staff.queries.js';
import { NOTHING, SYSTEM } from '../../src/platform/database/scope.js';
import { useOffice } from './office.js';

describe('accounts of the operator', () => {
  const office = useOffice();
  const add = (wish: Partial<Parameters<AddAccount['run']>[0]>) =>
    office.get(AddAccount).run({ email: 'a@ambon.example', name: 'Ani', roles: ['desk'], ...wish });

  it('are stored in lower case with a hash and one trail row', async () => {
    const { id, password } = await add({ email: 'Siti.A@Ambon.EXAMPLE', name: '  Siti   Amahoru ' });
    const [row] = await office.sql(
      'SELECT email, name, roles, must_change_password, password_hash FROM staff WHERE id = $1',
      [id],
    );
    expect(row).toMatchObject({
      email: 'siti.a@ambon.example',
      name: 'Siti Amahoru',
      roles: ['desk'],
      must_change_password: true,
    });
    expect(JSON.stringify(row)).not.toContain(password);
    const trail = await office.sql(`SELECT event FROM audit WHERE facts->>'staffId' = $1`, [id]);
    expect(trail).toEqual([{ event: 'account-added' }]);
  });

  it('are refused with the option named', async () => {
    await add({ email: 'ada@ambon.example' });
    const refusals: [Parameters<typeof add>[0], RegExp][] = [
      [{ email: 'ADA@ambon.example' }, /has an account/u],
      [{ email: 'bukan alamat' }, /mail address/u],
      [{ email: 'b@ambon.example', name: ' ' }, /--name/u],
      [{ email: 'b@ambon.example', roles: ['boss'] }, /--role: "boss"/u],
      [{ email: 'b@ambon.example', roles: [] }, /--role/u],
      [{ email: 'b@ambon.example', roles: ['officer'] }, /--agency: an officer/u],
      [{ email: 'b@ambon.example', roles: ['officer'], agency: 'tidak-ada' }, /--agency: no active agency/u],
      [{ email: 'b@ambon.example', head: true }, /--head/u],
    ];
    for (const [wish, words] of refusals) await expect(add(wish)).rejects.toThrow(words);
    expect(await office.sql(`SELECT 1 FROM staff WHERE email = 'b@ambon.example'`)).toEqual([]);
  });

  it('close once and stay in the trail', async () => {
    const { id } = await add({ email: 'tutup@ambon.example' });
    await office.get(DisableAccount).run('tutup@ambon.example');
    await office.get(DisableAccount).run('TUTUP@ambon.example');
    const trail = await office.sql<{ event: string }>(
      `SELECT event FROM audit WHERE facts->>'staffId' = $1 ORDER BY seq`,
      [id],
    );
    expect(trail.map((row) => row.event)).toEqual(['account-added', 'account-disabled']);
    await expect(office.get(DisableAccount).run('siapa@ambon.example')).rejects.toThrow(/has no account/u);
  });

  it('open again with a reset and a new one-time password', async () => {
    const { id, password } = await add({ email: 'lupa@ambon.example' });
    await office.get(DisableAccount).run('lupa@ambon.example');
    await office.sql(`UPDATE staff SET totp_sealed = '\\x00', must_change_password = false WHERE id = $1`, [
      id,
    ]);
    const reset = await office.get(ResetAccount).run('lupa@ambon.example');
    expect(reset.password).not.toBe(password);
    const [row] = await office.sql(
      'SELECT disabled_at, totp_sealed, must_change_password FROM staff WHERE id = $1',
      [id],
    );
    expect(row).toEqual({ disabled_at: null, totp_sealed: null, must_change_password: true });
    await expect(office.get(ResetAccount).run('siapa@ambon.example')).rejects.toThrow(/has no account/u);
  });

  it('are found by agency, role, head and name', async () => {
    const officer = { roles: ['officer'], agency: 'dinkes' };
    const head = await add({ ...officer, email: 'k@ambon.example', name: 'Zeth Kepala', head: true });
    const one = await add({ ...officer, email: 'p@ambon.example', name: 'Ani Petugas' });
    const gone = await add({ ...officer, email: 'x@ambon.example', name: 'Budi Pergi' });
    await office.get(DisableAccount).run('x@ambon.example');
    const staff = office.get(StaffQueries);
    await office.database.read(SYSTEM, NOTHING, async (tx) => {
      expect((await staff.activeOfficersOf(tx, 'dinkes')).map(({ id }) => id)).toEqual([head.id, one.id]);
      expect((await staff.headsOf(tx, 'dinkes')).map(({ id }) => id)).toEqual([head.id]);
      expect((await staff.byRole(tx, 'officer')).map(({ id }) => id)).not.toContain(gone.id);
      expect(await staff.byId(tx, gone.id)).toBeNull();
      expect(await staff.nameOf(tx, [one.id, gone.id, one.id])).toEqual(
        new Map([
          [one.id, 'Ani Petugas'],
          [gone.id, 'Budi Pergi'],
        ]),
      );
      expect(await staff.nameOf(tx, [])).toEqual(new Map());
    });
  });
});

describe('the first accounts', () => {
  const office = useOffice();
  const file = (): string => join(office.dataDir, 'accounts.json');

  it('are made once by racing starts, one file for its owner alone', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => office.get(FirstAccounts).ensure()));
    expect(made.filter((path) => path !== null)).toEqual([file()]);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    const accounts = JSON.parse(await readFile(file(), 'utf8')) as {
      role: string;
      agency: string | null;
      email: string;
      password: string;
    }[];
    expect(accounts.map(({ role, agency }) => [role, agency])).toEqual([
      ['desk', null],
      ['officer', 'disdik'],
      ['officer', 'disdukcapil'],
      ['supervisor', null],
      ['superior', null],
      ['admin', null],
      ['admin', null],
    ]);
    expect(new Set(accounts.map(({ password }) => password)).size).toBe(7);
    for (const { email, password, role, agency } of accounts) {
      const answer = await office.client().post('/api/v1/session', { email, password });
      expect([answer.status, answer.body]).toMatchObject([200, { roles: [role], agency }]);
    }
  });

  it('are never made or written again', async () => {
    const before = await readFile(file(), 'utf8');
    expect(await office.get(FirstAccounts).ensure()).toBeNull();
    expect(await readFile(file(), 'utf8')).toBe(before);
    await rm(file());
    expect(await office.get(FirstAccounts).ensure()).toBeNull();
    await expect(stat(file())).rejects.toThrow(/ENOENT/u);
  });
});

describe('a start that died between file and commit', () => {
  const office = useOffice();

  it('finds the passwords of the file again', async () => {
    const path = await office.get(FirstAccounts).ensure();
    const text = await readFile(path ?? '', 'utf8');
    await office.sql(`DELETE FROM settings WHERE key = 'first-accounts'`);
    await office.sql('DELETE FROM staff');
    expect(await office.get(FirstAccounts).ensure()).toBe(path);
    expect(await readFile(path ?? '', 'utf8')).toBe(text);
    const [first] = JSON.parse(text) as { email: string; password: string }[];
    expect((await office.client().post('/api/v1/session', { ...pick(first) })).status).toBe(200);
  });

  it('names a file that it cannot read, and changes nothing', async () => {
    await office.sql('DELETE FROM staff_sessions');
    await office.sql('DELETE FROM staff');
    await office.sql(`DELETE FROM settings WHERE key = 'first-accounts'`);
    await writeFile(join(office.dataDir, 'accounts.json'), '{ "bukan": "daftar" }');
    await expect(office.get(FirstAccounts).ensure()).rejects.toThrow(/accounts\.json/u);
    expect(await office.sql('SELECT 1 FROM staff')).toEqual([]);
  });
});

const pick = (account: { email: string; password: string } | undefined) => ({
  email: account?.email ?? '',
  password: account?.password ?? '',
});

describe('a production start', () => {
  const office = useOffice({
    env: { NODE_ENV: 'production', TEST_HOOKS: 'off', LIMITS: 'on', PUBLIC_URL: 'https://ppid.example' },
  });

  it('makes no accounts', async () => {
    expect(await office.get(FirstAccounts).ensure()).toBeNull();
    expect(await office.sql('SELECT 1 FROM staff')).toEqual([]);
  });

  it('binds the cookie to the secure host', async () => {
    const { password } = await office
      .get(AddAccount)
      .run({ email: 'm@ambon.example', name: 'Mia', roles: ['admin'] });
    const answer = await office.client().post('/api/v1/session', { email: 'm@ambon.example', password });
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-tenggat_petugas=[^;]+;.*Path=\/;.*Secure/u);
    expect(answer.headers.get('set-cookie')).not.toMatch(/Domain=/u);
  });
});
