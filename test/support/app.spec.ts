import { useApp } from './app.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

describe('test application', () => {
  it('answers readiness over HTTP', async () => {
    const { status } = await app.citizen.get('/health/ready');
    expect(status).toBe(200);
  });

  it('stands at the moment it was given and can be moved', async () => {
    const [row] = await app.sql<{ now: Date }>('SELECT tenggat_now() AS now');
    expect(row?.now.toISOString()).toMatch(/^2026-11-24T01:0/);
    expect((await app.advance('P3D')).toISOString()).toMatch(/^2026-11-27T01:0/);
  });

  it('files a valid request and finds it in the database', async () => {
    const filed = await app.fileRequest();
    expect(await app.caseId(filed.registerNumber)).toMatch(/^[0-9a-f-]{36}$/);
    expect((await app.track(filed)).registerNumber).toBe(filed.registerNumber);
  });

  it.each(['desk', 'officer', 'supervisor', 'superior', 'admin'] as const)('signs in as %s', async (role) => {
    const staff = await app.signIn(role);
    expect((await staff.get('/api/v1/cases')).status).not.toBe(401);
  });
});
