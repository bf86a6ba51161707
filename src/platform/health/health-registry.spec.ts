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

  it('takes the process out of work only when it is the database', async () => {
    const health = new HealthRegistry();
    health.register('database', broken);
    expect(await health.report()).toMatchObject({ status: 'fail' });
  });
});
