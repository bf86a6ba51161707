import { nextState, type RequestEvent } from '../../src/law/next-state.js';
import { LIFECYCLE } from '../../src/law/request-lifecycle.js';
import { REQUEST_STATES, type RequestState } from '../../src/law/request-states.js';
import { validBody } from '../policy/valid-bodies.js';
import { TestApp, type StaffRole } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { otherRows } from './other-rows.js';
import { brokenPromises } from './row-promises.js';

/*
 * Every row of the state table over HTTP: a request is brought into each state by the acts that lead there, then each
 * act of the contract is tried on it. What the table allows is done; what it forbids is 409 and leaves no trace.
 */
const app = new TestApp({ at: '2026-11-24T09:00:00+09:00' });
beforeAll(() => app.start(), 120_000);
afterAll(() => app.stop());

/** A request that has been brought somewhere. */
interface Brought {
  readonly filed: FiledRequest;
  readonly id: string;
}

const TEXT = 'Alasan tertulis yang cukup panjang untuk diuji.';
const GRANT = {
  form: 'softcopy',
  cost: { copy: 0, delivery: 0, other: 0 },
  provideOn: '2026-12-01',
  fileIds: [],
  explanation: TEXT,
};

const { explanation: _, ...PARTLY } = GRANT;

/** How a request gets into each state: the acts, in order, `[who, act, body]`. Time passes with `[until, day]`. */
type Leg = readonly [StaffRole, string, Readonly<Record<string, unknown>>?] | readonly ['until', string];

const proposal = (extent: 'full' | 'partial') => ({
  ...validBody('propose-refusal', ''),
  extent,
  exemptUntil: '2030-12-31',
  statute: 'UU 27/2022 tentang Pelindungan Data Pribadi',
  grant: extent === 'partial' ? PARTLY : null,
});

const WAYS: Readonly<Record<RequestState, readonly Leg[]>> = {
  received: [],
  incomplete: [['desk', 'declare-incomplete', { missing: ['description'], note: TEXT }]],
  processing: [['desk', 'declare-complete']],
  extended: [['officer', 'extend', { reasons: ['statusUndecided'], explanation: TEXT }]],
  consent_pending: [['officer', 'propose-refusal', proposal('full')]],
  granted_open: [['officer', 'grant', GRANT]],
  closed_granted: [
    ['officer', 'grant', GRANT],
    ['officer', 'deliver', { channel: 'online', deliveredOn: '2026-11-24' }],
  ],
  closed_granted_partial: [
    ['officer', 'propose-refusal', proposal('partial')],
    ['superior', 'consent'],
    ['officer', 'deliver', { channel: 'online', deliveredOn: '2026-11-24' }],
  ],
  closed_refused: [['officer', 'refuse-other', { law: 'UU 14/2008 pasal 6 ayat (2)', reason: TEXT }]],
  closed_not_held: [['officer', 'answer-not-held', { holder: 'Dinas Pendidikan Provinsi Maluku' }]],
  closed_not_yet_held: [['officer', 'answer-not-yet-held', { reason: TEXT }]],
  closed_not_documented: [['officer', 'answer-not-documented', { availableOn: '2026-12-20', reason: TEXT }]],
  closed_incomplete: [
    ['desk', 'declare-incomplete', { missing: ['description'], note: TEXT }],
    ['until', '2026-11-28'],
  ],
  withdrawn: [],
  final: [
    ['officer', 'answer-not-yet-held', { reason: TEXT }],
    ['until', '2027-02-01'],
  ],
};

async function bring(state: RequestState): Promise<Brought> {
  await app.setClock('2026-11-24T09:00:00+09:00');
  const filed = await app.fileRequest();
  const id = await app.caseId(filed.registerNumber);
  for (const leg of WAYS[state]) {
    if (leg[0] === 'until') await app.passTo(`${leg[1]}T09:00:00+09:00`);
    else await app.mustAct(await staffOf(leg[0]), id, leg[1], leg[2]);
  }
  // Letters, routing and mails of these acts are done before anything is compared.
  await app.sweep();
  if (state === 'withdrawn') {
    await app.citizenAct(filed, 'withdraw', { reason: TEXT });
    await app.sweep();
  }
  const [row] = await app.sql<{ status: string }>('SELECT status FROM cases WHERE id = $1', [id]);
  expect(row?.status).toBe(state);
  return { filed, id };
}

const staffOf = (role: StaffRole) => app.signIn(role, role === 'officer' ? 'disdik' : undefined);

/** The acts of the contract that are events of the table, who sends them, and what they carry. */
const ACTS: ReadonlyArray<readonly [RequestEvent, StaffRole, Readonly<Record<string, unknown>>]> = [
  ['declare-complete', 'desk', {}],
  ['declare-incomplete', 'desk', { missing: ['description'], note: TEXT }],
  ['assign', 'desk', { agency: 'disdik', reason: TEXT }],
  ['hand-back', 'officer', { reason: TEXT, suggestedAgency: 'diskominfo' }],
  ['extend', 'officer', { reasons: ['notYetHeldOrDocumented', 'statusUndecided'], explanation: TEXT }],
  ['propose-refusal', 'officer', { ...proposal('full'), exemptUntil: '2035-12-31' }],
  ['return', 'superior', { reason: TEXT }],
  ['consent', 'superior', {}],
  ['grant', 'officer', { ...GRANT, provideOn: '2027-12-01' }],
  ['answer-not-held', 'officer', { holder: 'Dinas Pendidikan Provinsi Maluku' }],
  ['answer-not-yet-held', 'officer', { reason: TEXT }],
  ['answer-not-documented', 'officer', { availableOn: '2027-12-20', reason: TEXT }],
  ['refuse-other', 'officer', { law: 'UU 14/2008 pasal 6 ayat (2)', reason: TEXT }],
  ['deliver', 'officer', { channel: 'online', deliveredOn: '2026-11-24' }],
];

/** The table's word. Guards beside the state are met by the way the case was brought here. */
const allows = (state: RequestState, event: RequestEvent): boolean =>
  nextState(state, event, { extent: 'full', isExtended: false }).ok;

/** Everything that a refused act must leave as it was. */
async function traces(id: string): Promise<unknown> {
  const [row] = await app.sql(
    `SELECT c.version, c.status, c.due_on::text,
       (SELECT count(*)::int FROM audit a WHERE a.case_id = c.id) AS audit,
       (SELECT count(*)::int FROM outbox o WHERE o.case_id = c.id) AS mails,
       (SELECT count(*)::int FROM letters l WHERE l.case_id = c.id) AS letters,
       (SELECT count(*)::int FROM decisions d WHERE d.case_id = c.id) AS decisions,
       (SELECT count(*)::int FROM due_rows d WHERE d.case_id = c.id AND d.done_at IS NULL) AS clocks
     FROM cases c WHERE c.id = $1`,
    [id],
  );
  return row;
}

describe.each(REQUEST_STATES)('a request that is %s', (state) => {
  it('refuses with 409 and without a trace what the table does not know from here', async () => {
    const { id } = await bring(state);
    for (const [event, role, body] of ACTS) {
      if (allows(state, event)) continue;
      const before = await traces(id);
      const answer = await app.act(await staffOf(role), id, event, body);
      expect([event, answer.status, typeof (answer.body as { code?: unknown }).code]).toEqual([
        event,
        409,
        'string',
      ]);
      expect([event, await traces(id)]).toEqual([event, before]);
    }
  });

  it('takes each step that the table knows from here', async () => {
    for (const [event, role, body] of ACTS) {
      if (!allows(state, event)) continue;
      const { id } = await bring(state);
      const changed = await app.mustAct(await staffOf(role), id, event, body);
      const next = nextState(state, event, { extent: 'full', isExtended: false });
      expect([event, changed.status]).toEqual([event, next.ok ? next.to : 'not allowed']);
    }
  });
});

/* The rows that no member of staff brings about by an act on the case, or that belong to the other two records. */
describe('the rows of time, citizen, objection, dispute and calendar', () => {
  const journeys = otherRows(app, (state) => bring(state));

  it('are all told: no row of the table is left without a journey', () => {
    const acted = LIFECYCLE.filter(
      (row) => row.record === 'request' && ACTS.some(([event]) => event === row.event),
    );
    // Row 17 is the late answer: the same rows with their term passed.
    const told = new Set([...acted.map(({ row }) => row), ...journeys.map(({ row }) => row)]);
    const all = [...new Set(LIFECYCLE.map(({ row }) => row)), 17];
    expect(all.filter((row) => !told.has(row))).toEqual([]);
  });

  it.each(journeys)('row $row: $told', async ({ run }) => {
    await run();
  });
});

/* The columns of the table that no program reads: held against all that the journeys above left behind. */
it('leaves with each step the letter, the notices and the clocks of its row, and no others', async () => {
  await app.sweep();
  const { steps, broken } = await brokenPromises(app);
  expect(broken).toEqual([]);
  expect(steps).toBeGreaterThan(300);
});
