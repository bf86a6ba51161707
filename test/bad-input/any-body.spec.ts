import fc from 'fast-check';
import { useApp } from '../support/app.js';
import { requestBody } from '../support/request-bodies.js';
import { faultOfNo } from './plain-no.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

const RUNS = { numRuns: 80, endOnFailure: true } as const;
const NAMES = [
  'informationRequested',
  'purpose',
  'kind',
  'text',
  'agency',
  'access',
  'delivery',
  'format',
  'requester',
  'name',
  'nationalId',
  'email',
  'phone',
  'address',
  'items',
  'fileIds',
  'members',
  'principal',
  'language',
  'declarationAccepted',
  'registerNumber',
  'trackingCode',
  'password',
  'version',
  'grounds',
] as const;

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 60 }));
const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  anyText,
  fc.constantFrom(null, true, -0, 1e308, '', [], {}, 'copy', 'online', 'individual', 'research', 'disdik'),
);
const anyObject = fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), anyText), anyValue, { maxKeys: 12 });

/** A valid filing in which some values are exchanged for any others. */
const nearlyValid = fc
  .record({
    outer: fc.dictionary(fc.constantFrom(...NAMES), anyValue, { maxKeys: 3 }),
    inner: fc.dictionary(fc.constantFrom(...NAMES), anyValue, { maxKeys: 3 }),
  })
  .map(({ outer, inner }) => {
    const valid = requestBody();
    return { ...valid, requester: { ...valid.requester, ...inner }, ...outer };
  });

const count = async (): Promise<number> =>
  Number((await app.sql<{ n: string }>('SELECT count(*) AS n FROM cases'))[0]?.n);

describe('any body at all', () => {
  it.each([
    '/api/v1/requests',
    '/api/v1/tracking',
    '/api/v1/tracking/object',
    '/api/v1/session',
    '/api/v1/routing/suggestions',
  ])(
    'gets a plain answer from %s',
    async (path) => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(anyObject, anyValue), async (body) => {
          expect(faultOfNo(await app.citizen.post(path, JSON.stringify(body)))).toBeNull();
        }),
        RUNS,
      );
    },
    120_000,
  );

  it('is filed whole or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(nearlyValid, async (body) => {
        const before = await count();
        const answer = await app.citizen.post('/api/v1/requests', body);
        expect(faultOfNo(answer)).toBeNull();
        expect((await count()) - before).toBe(answer.status === 201 ? 1 : 0);
      }),
      RUNS,
    );
  }, 120_000);

  it('leaves no broken or unclean text behind', async () => {
    const rows = await app.sql<{ question: string }>('SELECT question FROM cases');
    expect(
      rows.filter(({ question }) => /[\p{Cs}\u0000-\u0008\u202a-\u202e\u2066-\u2069]/u.test(question)),
    ).toEqual([]);
    expect(app.faults).toEqual([]);
  });
});
