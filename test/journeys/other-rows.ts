import { randomUUID } from 'node:crypto';
import type { RequestState } from '../../src/law/request-states.js';
import type { FiledRequest } from '../support/answers.js';
import type { StaffRole, TestApp } from '../support/app.js';
import type { Answer } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';

interface Brought {
  readonly filed: FiledRequest;
  readonly id: string;
}

/** One row of law.md section 7, walked lawfully, and once against the law. */
export interface RowJourney {
  readonly row: number;
  readonly told: string;
  readonly run: () => Promise<void>;
}

const TEXT = 'Alasan tertulis yang cukup panjang untuk diuji.';
const COSTLY = {
  form: 'softcopy',
  cost: { copy: 15_000, delivery: 0, other: 0 },
  provideOn: '2026-12-01',
  fileIds: [],
  explanation: TEXT,
};

interface Filed {
  readonly objectionNumber: string;
  readonly replyDueDate: string;
}

/** Journeys of the rows that are no act of staff on a case. */
export function otherRows(
  app: TestApp,
  bring: (state: RequestState) => Promise<Brought>,
): readonly RowJourney[] {
  const staff = (role: StaffRole) => app.signIn(role, role === 'officer' ? 'disdik' : undefined);
  const status = async (id: string) =>
    (await app.sql<{ status: string }>('SELECT status FROM cases WHERE id = $1', [id]))[0]?.status;
  const track = (filed: FiledRequest) => app.track(filed);

  const object = async (filed: FiledRequest, grounds: readonly string[]): Promise<string> => {
    const answer = await app.citizenAct<Filed>(filed, 'object', { grounds, story: TEXT, fileIds: [] });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.body.objectionNumber;
  };
  const objection = async (number: string) => {
    const [row] = await app.sql<{ id: string; status: string; version: number }>(
      'SELECT id, status, version FROM objections WHERE register_number = $1',
      [number],
    );
    if (row === undefined) throw new Error(`no objection ${number}`);
    return row;
  };
  const onObjection = async (
    role: StaffRole,
    number: string,
    act: string,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Answer> => {
    const { id, version } = await objection(number);
    const client = await staff(role);
    return client.post(`/api/v1/objections/${id}/${act}`, { ...body, version }, { key: randomUUID() });
  };
  /** All that a refused step must leave as it was, of every case; what was on its way before is let arrive first. */
  const traces = () =>
    app.sql(
      `SELECT (SELECT json_agg((c.id, c.version, c.status, c.due_on) ORDER BY c.id) FROM cases c) AS cases,
         (SELECT json_agg((o.id, o.version, o.status) ORDER BY o.id) FROM objections o) AS objections,
         (SELECT json_agg((d.id, d.version, d.status) ORDER BY d.id) FROM disputes d) AS disputes,
         (SELECT count(*) FROM audit WHERE case_id IS NOT NULL) AS trail, (SELECT count(*) FROM outbox) AS mails,
         (SELECT count(*) FROM letters) AS letters, (SELECT count(*) FROM due_rows) AS clocks,
         (SELECT json_agg(r ORDER BY r) FROM register_counters r) AS numbers,
         (SELECT json_agg(d.state ORDER BY d.id) FROM calendar_decrees d) AS decrees`,
    );
  const refuses = async <Body>(call: () => Promise<Answer<Body>>): Promise<Answer<Body>> => {
    await app.sweep();
    const before = await traces();
    const answer = await call();
    expect([answer.status, answer.text]).toEqual([409, expect.any(String)]);
    expect(await traces()).toEqual(before);
    return answer;
  };
  const granted = { outcome: 'granted', reasons: TEXT, order: { text: TEXT, carryOutBy: '2027-03-01' } };
  const upheld = { outcome: 'upheld', reasons: TEXT, order: null };

  /** A refused request with an objection (ground e) and the superior's answer: what a dispute rests on. */
  const answeredObjection = async (): Promise<Brought & { readonly number: string }> => {
    const brought = await bring('closed_refused');
    const number = await object(brought.filed, ['e']);
    const reply = await onObjection('superior', number, 'reply', upheld);
    expect([reply.status, reply.text]).toEqual([200, expect.any(String)]);
    return { ...brought, number };
  };
  const uploaded = async (): Promise<string> =>
    (await app.citizen.upload(sampleFiles.pdf('Putusan'), 'putusan.pdf', 'application/pdf')).body.fileId;
  const dispute = async (number: string): Promise<{ id: string; version: number; status: string }> => {
    const desk = await staff('desk');
    const answer = await desk.post<{ id: string; version: number; status: string }>(
      '/api/v1/disputes',
      {
        objectionNumber: number,
        commissionNumber: `021/XI/KIP-MAL/2026/${randomUUID().slice(0, 4)}`,
        filedOn: '2026-11-24',
      },
      { key: randomUUID() },
    );
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.body;
  };
  const rule = async (
    id: string,
    act: string,
    body: Readonly<Record<string, unknown>> = {},
  ): Promise<Answer<{ status: string; code?: string }>> => {
    const desk = await staff('desk');
    const [row] = await app.sql<{ version: number }>('SELECT version FROM disputes WHERE id = $1', [id]);
    return desk.post(
      `/api/v1/disputes/${id}/${act}`,
      { decidedOn: '2026-11-24', order: null, fileId: await uploaded(), ...body, version: row?.version },
      { key: randomUUID() },
    );
  };

  /** The other side, or the office, goes on to a court. */
  const went = async (
    id: string,
    act: string,
    late: Readonly<Record<string, unknown>> = {},
  ): Promise<Answer<{ status: string; code?: string }>> => {
    const desk = await staff('desk');
    const [row] = await app.sql<{ version: number }>('SELECT version FROM disputes WHERE id = $1', [id]);
    const body = { filedOn: '2026-11-24', ...late, version: row?.version };
    return desk.post(`/api/v1/disputes/${id}/${act}`, body, { key: randomUUID() });
  };

  return [
    {
      row: 1,
      told: 'files a request; without name or details nothing is registered',
      run: async () => {
        const { filed, id } = await bring('received');
        expect(filed).toMatchObject({ status: 'received', dueDate: '2026-12-08' });
        expect(await status(id)).toBe('received');
        const before = await app.sql('SELECT count(*)::int AS n FROM cases');
        const nobody = { ...requestBody().requester, name: '' };
        const refused = await app.citizen.post('/api/v1/requests', requestBody({ requester: nobody }));
        expect(refused.status).toBe(422);
        expect(await app.sql('SELECT count(*)::int AS n FROM cases')).toEqual(before);
      },
    },
    {
      row: 3,
      told: 'is complete when T2 passes without a check, not a minute before',
      run: async () => {
        const { id } = await bring('received');
        await app.passTo('2026-11-27T23:59:00+09:00');
        expect(await status(id)).toBe('received');
        await app.passTo('2026-11-28T00:00:01+09:00');
        expect(await status(id)).toBe('processing');
      },
    },
    {
      row: 3,
      told: 'counts as complete too when the letter of incompleteness never left the office, and T4 runs from receipt',
      run: async () => {
        await app.setClock('2026-11-24T09:00:00+09:00');
        const nobodyToMail = { ...requestBody().requester, email: null, phone: '081234567890' };
        const entered = {
          ...requestBody({ requester: nobodyToMail, delivery: 'pickup' }),
          channel: 'counter',
        };
        const filed = await (await staff('desk')).post<FiledRequest>('/api/v1/cases', entered);
        expect(filed.status).toBe(201);
        const id = await app.caseId(filed.body.registerNumber);
        await app.mustAct(await staff('desk'), id, 'declare-incomplete', {
          missing: ['description'],
          note: TEXT,
        });
        await app.passTo('2026-11-27T23:59:00+09:00');
        expect(await status(id)).toBe('incomplete');
        await app.passTo('2026-11-28T00:00:01+09:00');
        expect(await track(filed.body)).toMatchObject({ status: 'processing', dueDate: '2026-12-08' });
      },
    },
    {
      row: 5,
      told: 'counts ten working days anew from the repair; nothing is to be completed otherwise',
      run: async () => {
        const { filed, id } = await bring('incomplete');
        await app.passTo('2026-11-27T10:00:00+09:00');
        const repaired = await app.citizenAct(filed, 'complete', { text: TEXT, fileIds: [] });
        expect(repaired.body).toMatchObject({ status: 'processing', dueDate: '2026-12-11' });
        await refuses(() => app.citizenAct(filed, 'complete', { text: TEXT, fileIds: [] }));
        expect(await status(id)).toBe('processing');
      },
    },
    {
      row: 5,
      told: 'takes a late repair only from the desk and counts from the day it came',
      run: async () => {
        const { filed, id } = await bring('closed_incomplete');
        await refuses(async () => app.act(await staff('desk'), id, 'accept-late-repair', { reason: TEXT }));
        const late = await app.citizenAct(filed, 'complete', { text: TEXT, fileIds: [] });
        expect(late.status).toBe(200);
        const taken = await app.mustAct(await staff('desk'), id, 'accept-late-repair', { reason: TEXT });
        // Received Sat 2026-11-28.
        expect(taken).toMatchObject({ status: 'processing', dueDate: '2026-12-11' });
      },
    },
    {
      row: 6,
      told: 'closes when T3 passes, and may be objected to (ground e)',
      run: async () => {
        const { filed, id } = await bring('incomplete');
        await app.passTo('2026-11-27T23:59:00+09:00');
        expect(await status(id)).toBe('incomplete');
        await app.passTo('2026-11-28T00:00:01+09:00');
        expect(await status(id)).toBe('closed_incomplete');
        await refuses(() => app.citizenAct(filed, 'object', { grounds: ['c'], story: TEXT }));
        await object(filed, ['e']);
      },
    },
    {
      row: 13,
      told: 'records what is owed and no more; delivery waits for it',
      run: async () => {
        const { id } = await bring('processing');
        const officer = await staff('officer');
        await app.mustAct(officer, id, 'grant', COSTLY);
        const unpaid = await refuses(() =>
          app.act(officer, id, 'deliver', {
            channel: 'online',
            deliveredOn: '2026-11-24',
          }),
        );
        expect((unpaid.body as { code?: string }).code).toBe('payment-open');
        const desk = await staff('desk');
        await app.mustAct(desk, id, 'record-payment', { amount: 15_000, method: 'cash' });
        await refuses(() => app.act(desk, id, 'record-payment', { amount: 15_000, method: 'cash' }));
        const paid = await app.mustAct(officer, id, 'deliver', {
          channel: 'online',
          deliveredOn: '2026-11-24',
        });
        expect(paid.status).toBe('closed_granted');
      },
    },
    {
      row: 15,
      told: 'opens grounds e and g when the promised day passes, the request stays granted',
      run: async () => {
        const { filed, id } = await bring('granted_open');
        await refuses(() => app.citizenAct(filed, 'object', { grounds: ['e'], story: TEXT }));
        await app.passTo('2026-12-02T00:00:01+09:00');
        expect(await status(id)).toBe('granted_open');
        await object(filed, ['e', 'g']);
      },
    },
    {
      row: 16,
      told: 'falls silent at the end of T4 with the right to object prepared; T5 runs longer',
      run: async () => {
        const quiet = await bring('processing');
        const longer = await bring('extended');
        await app.passTo('2026-12-08T23:59:00+09:00');
        expect((await track(quiet.filed)).overdue).toBe(false);
        await app.passTo('2026-12-09T00:00:01+09:00');
        expect(await track(quiet.filed)).toMatchObject({
          overdue: true,
          status: 'processing',
          preparedObjection: { until: '2027-01-25' },
        });
        expect((await track(longer.filed)).overdue).toBe(false);
        await app.passTo('2026-12-18T00:00:01+09:00');
        expect(await track(longer.filed)).toMatchObject({ overdue: true, status: 'extended' });
      },
    },
    {
      row: 17,
      told: 'still owes the answer, marks it late, and lets ground g be raised',
      run: async () => {
        const { filed, id } = await bring('processing');
        await app.passTo('2026-12-09T09:00:00+09:00');
        const officer = await staff('officer');
        const tooLate = await refuses(() =>
          app.act(officer, id, 'extend', {
            reasons: ['statusUndecided'],
            explanation: TEXT,
          }),
        );
        expect((tooLate.body as { code?: string }).code).toBe('already-overdue');
        await app.mustAct(officer, id, 'answer-not-yet-held', { reason: TEXT });
        const [decision] = await app.sql<{ late: boolean }>('SELECT late FROM decisions WHERE case_id = $1', [
          id,
        ]);
        expect(decision?.late).toBe(true);
        await object(filed, ['g']);
      },
    },
    {
      row: 18,
      told: 'ends by the written wish of the requester, once',
      run: async () => {
        const { filed, id } = await bring('extended');
        expect((await app.citizenAct(filed, 'withdraw', { reason: TEXT })).status).toBe(200);
        expect(await status(id)).toBe('withdrawn');
        await refuses(() => app.citizenAct(filed, 'withdraw', { reason: TEXT }));
        await refuses(() => app.citizenAct(filed, 'object', { grounds: ['b'], story: TEXT }));
      },
    },
    {
      row: 19,
      told: 'takes an objection on a ground that the facts bear, and no other',
      run: async () => {
        const { filed, id } = await bring('closed_refused');
        await refuses(() => app.citizenAct(filed, 'object', { grounds: ['c'], story: TEXT }));
        const number = await object(filed, ['d', 'e']);
        expect(number).toMatch(/^AMBON-K-2026-\d{6}$/u);
        expect(await status(id)).toBe('closed_refused');
        expect(await track(filed)).toMatchObject({ objection: { number, replyDueDate: '2027-01-11' } });
        await refuses(() => app.citizenAct(filed, 'object', { grounds: ['e'], story: TEXT }));
      },
    },
    {
      row: 19,
      told: 'takes from the desk an objection on paper, as of the day on its stamp',
      run: async () => {
        const { filed, id } = await bring('closed_refused');
        await app.passTo('2026-11-27T10:00:00+09:00');
        const desk = await staff('desk');
        const paper = {
          ...{ grounds: ['d', 'e'], story: TEXT, channel: 'post', receivedOn: '2026-11-25' },
          backdatingReason: TEXT,
        };
        const unproven = await app.act(desk, id, 'object', paper);
        expect(unproven.status).toBe(422);
        const closed = await refuses(async () =>
          app.act(desk, id, 'object', {
            ...paper,
            grounds: ['c'],
            fileIds: [await uploaded()],
          }),
        );
        expect((closed.body as { code?: string }).code).toBe('ground-not-open');
        await app.mustAct(desk, id, 'object', { ...paper, fileIds: [await uploaded()] });
        expect(await status(id)).toBe('closed_refused');
        expect(await track(filed)).toMatchObject({
          objection: { replyDueDate: '2027-01-12', status: 'open' },
        });
      },
    },
    {
      row: 20,
      told: 'takes from the desk an objection on periodic information without a request',
      run: async () => {
        await app.setClock('2026-11-24T09:00:00+09:00');
        const desk = await staff('desk');
        const { requester } = requestBody();
        const body = { grounds: ['b'], story: TEXT, requester, channel: 'counter' };
        const entered = await desk.post<Filed>('/api/v1/objections/paper', body, { key: randomUUID() });
        expect([entered.status, entered.text]).toEqual([201, expect.any(String)]);
        expect(entered.body.replyDueDate).toBe('2027-01-11');
        const other = { ...body, grounds: ['c'] };
        await refuses(() => desk.post('/api/v1/objections/paper', other, { key: randomUUID() }));
      },
    },
    {
      row: 20,
      told: 'takes an objection on periodic information without a request, and only that',
      run: async () => {
        await app.setClock('2026-11-24T09:00:00+09:00');
        const { requester } = requestBody();
        const filed = await app.citizen.post<Filed & { trackingCode: string }>(
          '/api/v1/objections',
          { grounds: ['b'], story: TEXT, requester },
          { key: randomUUID() },
        );
        expect([filed.status, filed.text]).toEqual([201, expect.any(String)]);
        expect(filed.body).toMatchObject({ replyDueDate: '2027-01-11', trackingCode: expect.any(String) });
        await refuses(() =>
          app.citizen.post(
            '/api/v1/objections',
            { grounds: ['c'], story: TEXT, requester },
            { key: randomUUID() },
          ),
        );
      },
    },
    {
      row: 21,
      told: 'is answered by the superior with reasons, once',
      run: async () => {
        const { filed } = await bring('closed_refused');
        const number = await object(filed, ['e']);
        const blank = await onObjection('superior', number, 'reply', { ...upheld, reasons: '' });
        expect(blank.status).toBe(422);
        expect((await onObjection('officer', number, 'reply', upheld)).status).toBe(403);
        expect((await onObjection('superior', number, 'reply', upheld)).status).toBe(200);
        expect((await objection(number)).status).toBe('answered');
        await refuses(() => onObjection('superior', number, 'reply', upheld));
        expect(await track(filed)).toMatchObject({ rights: { commissionUntil: '2026-12-14' } });
      },
    },
    {
      row: 22,
      told: 'falls silent at the end of T8 and opens the way to the commission; a late answer stays possible',
      run: async () => {
        const { filed } = await bring('closed_refused');
        const number = await object(filed, ['e']);
        await app.passTo('2027-01-11T23:59:00+09:00');
        expect((await objection(number)).status).toBe('open');
        await app.passTo('2027-01-12T00:00:01+09:00');
        expect((await objection(number)).status).toBe('silent');
        expect(await track(filed)).toMatchObject({ rights: { commissionUntil: '2027-01-29' } });
        expect((await onObjection('superior', number, 'reply', upheld)).status).toBe(200);
      },
    },
    {
      row: 23,
      told: 'carries the order out; without an order there is nothing to carry out',
      run: async () => {
        const { filed, id } = await bring('closed_not_yet_held');
        const number = await object(filed, ['e']);
        await refuses(() => onObjection('officer', number, 'carry-out', { explanation: TEXT, fileIds: [] }));
        expect((await onObjection('superior', number, 'reply', granted)).status).toBe(200);
        // What goes online is given as a file.
        const bare = await onObjection('officer', number, 'carry-out', { explanation: TEXT, fileIds: [] });
        expect(bare.status).toBe(422);
        const files = { explanation: TEXT, fileIds: [await uploaded()] };
        const done = await onObjection('officer', number, 'carry-out', files);
        expect([done.status, done.text]).toEqual([200, expect.any(String)]);
        expect(await status(id)).toBe('closed_granted');
        await refuses(() => onObjection('officer', number, 'carry-out', { explanation: TEXT, fileIds: [] }));
      },
    },
    {
      row: 23,
      told: 'grants as far as was ordered; an order about the words of an open grant leaves it to be paid and handed over',
      run: async () => {
        for (const [from, ground, outcome, state] of [
          ['closed_not_held', 'e', 'partlyGranted', 'closed_granted_partial'],
          ['granted_open', 'd', 'granted', 'granted_open'],
        ] as const) {
          const { filed, id } = await bring(from);
          const number = await object(filed, [ground]);
          expect((await onObjection('superior', number, 'reply', { ...granted, outcome })).status).toBe(200);
          const fileIds = ground === 'e' ? [await uploaded()] : [];
          const done = await onObjection('officer', number, 'carry-out', { explanation: TEXT, fileIds });
          expect([done.status, await status(id)]).toEqual([200, state]);
        }
      },
    },
    {
      row: 23,
      told: 'grants a request that was final already when a late objection was, and leaves it final',
      run: async () => {
        const { filed, id } = await bring('final');
        const number = await object(filed, ['e']);
        expect((await onObjection('superior', number, 'reply', granted)).status).toBe(200);
        const files = { explanation: TEXT, fileIds: [await uploaded()] };
        expect((await onObjection('officer', number, 'carry-out', files)).status).toBe(200);
        expect(await track(filed)).toMatchObject({ status: 'final', outcome: 'granted_full' });
        const [given] = await app.sql<{ on: string }>(
          'SELECT delivered_on::text AS on FROM deliveries WHERE case_id = $1',
          [id],
        );
        expect(given?.on).toBe('2027-02-01');
      },
    },
    {
      row: 24,
      told: 'is final when the windows have passed, but not while an order is open',
      run: async () => {
        const { id } = await bring('closed_not_held');
        await app.passTo('2027-01-08T23:59:00+09:00');
        expect(await status(id)).toBe('closed_not_held');
        await app.passTo('2027-01-12T00:00:01+09:00');
        expect(await status(id)).toBe('final');
        const ordered = await bring('closed_not_yet_held');
        const number = await object(ordered.filed, ['e']);
        await onObjection('superior', number, 'reply', granted);
        await app.passTo('2027-02-20T00:00:01+09:00');
        expect((await objection(number)).status).toBe('answered');
        expect(await status(ordered.id)).toBe('closed_not_yet_held');
      },
    },
    {
      row: 25,
      told: 'goes before the commission after an answer, not before',
      run: async () => {
        const { filed } = await bring('closed_refused');
        const number = await object(filed, ['e']);
        const desk = await staff('desk');
        const body = {
          objectionNumber: number,
          commissionNumber: '001/I/KIP-MAL/2026',
          filedOn: '2026-11-24',
        };
        await refuses(() => desk.post('/api/v1/disputes', body, { key: randomUUID() }));
        await onObjection('superior', number, 'reply', upheld);
        expect((await dispute(number)).status).toBe('registered');
      },
    },
    {
      row: 26,
      told: 'walks mediation, ruling, court and cassation in their order',
      run: async () => {
        const mediated = await dispute((await answeredObjection()).number);
        await refuses(() => rule(mediated.id, 'court-ruling'));
        const order = { text: TEXT, carryOutBy: '2027-01-15' };
        expect((await rule(mediated.id, 'mediation-agreed', { order })).status).toBe(200);
        const ruled = await dispute((await answeredObjection()).number);
        for (const [act, to] of [
          ['ruling', 'ruled'],
          ['suit-filed', 'ruled'],
          ['court-ruling', 'court'],
          ['cassation-filed', 'court'],
          ['cassation-ruling', ['cassation', 'final']],
        ] as const) {
          const answer = await (act.endsWith('-filed') ? went(ruled.id, act) : rule(ruled.id, act));
          expect([act, answer.status]).toEqual([act, 200]);
          expect([to].flat()).toContain(answer.body.status);
        }
        await refuses(() => rule(ruled.id, 'ruling'));
        const over = await dispute((await answeredObjection()).number);
        expect((await rule(over.id, 'ruling')).status).toBe(200);
        await app.passTo('2026-12-16T09:00:00+09:00');
        const learnt = { reason: TEXT, fileId: await uploaded() };
        await refuses(() => went(over.id, 'suit-filed', { ...learnt, filedOn: '2026-12-15' }));
        const reopened = await went(over.id, 'suit-filed', { ...learnt, filedOn: '2026-12-14' });
        expect([reopened.status, reopened.body.status]).toEqual([200, 'ruled']);
        const paperless = await dispute((await answeredObjection()).number);
        expect((await rule(paperless.id, 'ruling', { fileId: null })).status).toBe(422);
      },
    },
    {
      row: 27,
      told: 'is settled by agreement on b to g, never on a, or withdrawn by the requester',
      run: async () => {
        const settled = await object((await bring('closed_refused')).filed, ['e']);
        expect((await onObjection('superior', settled, 'settle', { record: TEXT })).status).toBe(200);
        expect((await objection(settled)).status).toBe('settled');
        const exempt = await object((await bring('closed_granted_partial')).filed, ['a']);
        await refuses(() => onObjection('superior', exempt, 'settle', { record: TEXT }));
        expect((await objection(exempt)).status).toBe('open');
        expect(
          (await onObjection('desk', exempt, 'withdraw', { reason: TEXT, fileId: await uploaded() })).status,
        ).toBe(200);
        expect((await objection(exempt)).status).toBe('withdrawn');
      },
    },
    {
      row: 28,
      told: 'moves open dates with the calendar by two people, and only open ones',
      run: async () => {
        const open = await bring('processing');
        const closed = await bring('closed_not_held');
        const first = await staff('admin');
        const csv = [
          'date,kind,name_id,name_en,decree,decree_date,change',
          '2026-12-07,local_closure,Kantor ditutup,Office closed,Edaran Wali Kota 5/2026,2026-11-20,add',
        ].join('\n');
        const headers = { 'content-type': 'text/csv' };
        const proposed = await first.post<{
          id: string;
          affected: { registerNumber: string; from: string; to: string }[];
        }>('/api/v1/calendar/decrees', csv, { key: randomUUID(), headers });
        expect([proposed.status, proposed.text]).toEqual([expect.any(Number), expect.any(String)]);
        expect(proposed.body.affected).toContainEqual(
          expect.objectContaining({
            registerNumber: open.filed.registerNumber,
            from: '2026-12-08',
            to: '2026-12-09',
          }),
        );
        const path = `/api/v1/calendar/decrees/${proposed.body.id}/apply`;
        await refuses(() => first.post(path, {}, { key: randomUUID() }));
        const [, second] = app.accountsOf('admin');
        const other = app.client();
        await other.post('/api/v1/session', { email: second?.email, password: second?.password });
        expect((await other.post(path, {}, { key: randomUUID() })).status).toBeLessThan(300);
        await app.sweep();
        expect((await track(open.filed)).dueDate).toBe('2026-12-09');
        const [row] = await app.sql<{ due_on: string }>('SELECT due_on::text FROM cases WHERE id = $1', [
          closed.id,
        ]);
        expect(row?.due_on).toBe('2026-12-08');
      },
    },
  ];
}
