import { HealthRegistry } from './health-registry.js';

const broken = (): Promise<never> => Promise.reject(new Error('password=secret'));

describe('a check that breaks', () => {
  it('is for people to look at, and says nothing of its reasons', async () => {
    const health = new HealthRegistry();
    health.register('database', () => Promise.resolve({ status: 'ok' }));
    health.register('disk', broken);
    expect(await health.report()).toEqual({
      status: 'warn',
      checks: {
        database: { status: 'ok' },
        disk: { status: 'warn', alarm: 'unanswered', note: 'check failed' },
      },
    });
  });

  it('is asked once for all who ask at once, and anew for the next', async () => {
    const health = new HealthRegistry();
    let asked = 0;
    health.register('database', () => {
      asked += 1;
      return Promise.resolve({ status: 'ok' });
    });
    await Promise.all([health.shared(), health.shared()]);
    expect(asked).toBe(1);
    await health.shared();
    expect(asked).toBe(2);
  });

  it('takes the process out of work only when it is the database', async () => {
    const health = new HealthRegistry();
    health.register('database', broken);
    expect(await health.report()).toMatchObject({ status: 'fail' });
  });
});
