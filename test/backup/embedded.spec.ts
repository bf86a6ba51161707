import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FiledRequest, TrackedRequest } from '../support/answers.js';
import { expectStatus, HttpClient } from '../support/http-client.js';
import { runTenggat, startProgram, type RunningProgram } from '../support/program.js';
import { requestBody } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';

/** Then the server runs as another user. */
const IS_ROOT = process.getuid?.() === 0;

let folder: string;
let program: RunningProgram | undefined;

const env = (dataDir: string) => ({
  DATA_DIR: join(folder, dataDir),
  PORT: '0',
  TEST_HOOKS: 'on',
  LIMITS: 'off',
});

async function end(): Promise<void> {
  program?.kill('SIGTERM');
  await program?.ended;
  program = undefined;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenggat-moved-'));
  await chmod(folder, 0o755); // as root the server runs as another user
});

afterAll(async () => {
  await end();
  await rm(folder, { recursive: true, force: true });
});

describe('an embedded office that moves into an empty folder', () => {
  let filed: FiledRequest;
  let before: TrackedRequest;
  const track = async (citizen: HttpClient): Promise<TrackedRequest> =>
    expectStatus(
      await citizen.post<TrackedRequest>(
        '/api/v1/tracking',
        { registerNumber: filed.registerNumber, trackingCode: filed.trackingCode },
        { key: null },
      ),
      200,
    );

  it('is backed up beside the running program', async () => {
    program = await startProgram({ env: env('old') });
    const { url } = program;
    const citizen = new HttpClient(() => url);
    const { body } = await citizen.upload(sampleFiles.pdf(), 'lampiran.pdf', 'application/pdf');
    filed = expectStatus(
      await citizen.post<FiledRequest>('/api/v1/requests', { ...requestBody(), fileIds: [body.fileId] }),
      201,
    );
    await citizen.post('/_test/sweep', {}, { key: null });
    before = await track(citizen);
    expect(await runTenggat(['backup', join(folder, 'backup')], { env: env('old') })).toMatchObject({
      code: 0,
    });
    await end();
  });

  it('comes back with the key of this machine, starts quiet, and says so', async () => {
    const restored = await runTenggat(['restore', join(folder, 'backup')], { env: env('new') });
    expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining('Kunci utama disalin dari') });
    const key = join(folder, 'new/keys/master.key');
    expect(await readFile(key)).toEqual(await readFile(join(folder, 'old/keys/master.key')));
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    // Where the first start would have put it: the server's user may enter the folder.
    expect((await stat(join(folder, 'new'))).mode & 0o777).toBe(IS_ROOT ? 0o711 : 0o700);
    expect(existsSync(join(folder, 'new/postgres/PG_VERSION'))).toBe(true);

    program = await startProgram({ env: env('new') });
    // The passwords are those of the backup; no file of this machine knows them.
    expect(program.output()).not.toContain('accounts.json');
    expect(program.output()).toMatch(/Pengiriman surat ditahan \(dipulihkan dari cadangan 20/u);
    const { url } = program;
    const citizen = new HttpClient(() => url);
    const ready = await citizen.get('/health/ready');
    expect(ready).toMatchObject({
      status: 200,
      body: { checks: { mail: { status: 'warn', alarm: 'restored', figures: { sending: 0 } } } },
    });
  });

  it('answers the citizen as before, files included', async () => {
    const { url } = program ?? { url: '' };
    const citizen = new HttpClient(() => url);
    const after = await track(citizen);
    // Links to documents are made for one look; what they lead to is the same.
    const plain = (tracked: TrackedRequest): object => ({
      ...tracked,
      documents: tracked.documents.map(({ id, sha256 }) => ({ id, sha256 })),
    });
    expect(plain(after)).toEqual(plain(before));
    const [document] = after.documents;
    expect(document?.url).toBeDefined();
    expect((await citizen.download(document?.url ?? '')).length).toBeGreaterThan(0);
  });

  it('holds its mail until the operator lets it go', async () => {
    const { url } = program ?? { url: '' };
    const citizen = new HttpClient(() => url);
    const fresh = expectStatus(await citizen.post<FiledRequest>('/api/v1/requests', requestBody()), 201);
    await citizen.post('/_test/sweep', {}, { key: null });
    expect((await citizen.get<unknown[]>('/_test/mail')).body).toEqual([]);
    expect((await runTenggat(['sending', 'on'], { env: env('new') })).code).toBe(0);
    await citizen.post('/_test/sweep', {}, { key: null });
    const mails = (
      await citizen.get<readonly { readonly subject: string; readonly text: string }[]>('/_test/mail')
    ).body;
    expect(
      mails.filter(({ subject, text }) => `${subject} ${text}`.includes(fresh.registerNumber)),
    ).not.toEqual([]);
    expect(
      (await citizen.get<{ checks: { mail: { status: string } } }>('/health/ready')).body.checks.mail.status,
    ).toBe('ok');
    await end();
  });

  (IS_ROOT ? it : it.skip)(
    'is told where the data went when the folder is closed to the server',
    async () => {
      const closed = join(folder, 'closed');
      await mkdir(closed, { mode: 0o700 });
      const { code, stdout } = await runTenggat(['restore', join(folder, 'backup')], {
        env: env('closed/new'),
      });
      const cluster = (await readFile(join(closed, 'new/postgres-location'), 'utf8')).trim();
      try {
        expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining(cluster) });
      } finally {
        await rm(dirname(cluster), { recursive: true, force: true });
      }
    },
  );

  it('refuses a second restore over it, and a backup of nothing', async () => {
    expect(await runTenggat(['restore', join(folder, 'backup')], { env: env('new') })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Tujuan tidak kosong'),
    });
    expect(await runTenggat(['backup', join(folder, 'nothing')], { env: env('never') })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('DATA_DIR'),
    });
  });
});
