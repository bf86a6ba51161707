import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { expectStatus } from '../support/http-client.js';
import { codeOf, fieldsOf, ObjectionWorld, REASONS } from './objection-world.js';

/* What ends an order of the superior (T9), and what it does to its request when it is carried out (law.md rows 18, 23). */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const SUPERIOR = ['superior'] as const;
const OFFICER = ['officer', 'disdik'] as const;
const officer = () => app.signIn('officer', 'disdik');

const ordering = (carryOutBy: string) => ({
  outcome: 'granted',
  reasons: REASONS,
  order: { text: 'Jawab permohonan ini.', carryOutBy },
});

/** The clocks of an order and of a promise that run, by kind. */
async function running(caseId: string): Promise<readonly string[]> {
  const rows = await app.sql<{ kind: string }>(
    `SELECT DISTINCT kind FROM due_rows WHERE case_id = $1 AND done_at IS NULL
       AND kind IN ('order-execution', 'order-reminder', 'dispute-order', 'delivery') ORDER BY kind`,
    [caseId],
  );
  return rows.map(({ kind }) => kind);
}

async function orderDue(caseId: string): Promise<string | null> {
  const [row] = await app.sql<{ day: string | null }>(
    'SELECT order_due_on::text AS day FROM cases WHERE id = $1',
    [caseId],
  );
  return row?.day ?? null;
}

describe('the order on a request that its requester withdraws', () => {
  /** Silence, an objection to it, and an order to answer by Fri 2026-12-18. */
  async function ordered() {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(filed, ['c']);
    await world.mustAct(SUPERIOR, number, 'reply', ordering('2026-12-18'));
    return { filed, number, id: await app.caseId(filed.registerNumber) };
  }

  const withdraw = async (filed: FiledRequest) =>
    expectStatus(await app.citizenAct(filed, 'withdraw', { reason: 'Saya sudah memperolehnya.' }), 200);

  it('ends with it: no clock, no task, nothing to carry out, nobody told that it is late', async () => {
    const { filed, number, id } = await ordered();
    expect([await running(id), await orderDue(id)]).toEqual([
      ['order-execution', 'order-reminder'],
      '2026-12-18',
    ]);
    await withdraw(filed);
    expect([await running(id), await orderDue(id)]).toEqual([[], null]);
    expect(await app.sql('SELECT 1 FROM open_tasks WHERE case_id = $1', [id])).toEqual([]);
    expect(await world.read(number)).toMatchObject({ actions: [], order: { overdue: false } });
    const done = { explanation: 'Salinan diserahkan.', fileIds: [] };
    const refused = await world.act(OFFICER, number, 'carry-out', done);
    expect([refused.status, codeOf(refused)]).toEqual([409, 'not-in-this-state']);
    expect((await app.track(filed)).turn).toBe('none');
    await app.passTo('2026-12-19T09:00:00+09:00');
    const told = await app.mails();
    expect(
      told.filter(
        ({ subject, text }) => `${subject} ${text}`.includes(number) && text.includes('belum dilaksanakan'),
      ),
    ).toEqual([]);
    expect((await world.read(number)).order?.overdue).toBe(false);
    const { clocks } = await app.readCase(await officer(), id);
    expect(clocks.find(({ kind }) => kind === 'T9')?.stoppedAt).not.toBeNull();
  });

  it('lets the objection become final once T10 has passed, before the withdrawal or after it', async () => {
    const early = await ordered();
    const late = await ordered();
    await withdraw(early.filed);
    await app.passTo('2027-01-15T09:00:00+09:00');
    expect((await world.read(early.number)).status).toBe('final');
    expect((await world.read(late.number)).status).toBe('answered');
    await withdraw(late.filed);
    expect((await world.read(late.number)).status).toBe('final');
  });

  it('cannot be given any more: what the commission has is answered without one', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number, replyDueDate } = await world.mustFile(filed, ['c']);
    await app.passTo(`${replyDueDate}T23:59:30+09:00`);
    await app.advance('P1D');
    await app.sweep();
    const [now] = await app.sql<{ day: string }>(
      `SELECT (tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date::text AS day`,
    );
    const opened = await (
      await app.signIn('supervisor')
    ).post('/api/v1/disputes', {
      ...{ objectionNumber: number, commissionNumber: '014/REG-PSI/I/2027', filedOn: now?.day },
    });
    expect(opened.status).toBe(201);
    await withdraw(filed);
    expect((await world.read(number)).status).toBe('silent');
    const refused = await world.act(SUPERIOR, number, 'reply', ordering('2027-03-01'));
    expect([refused.status, fieldsOf(refused)]).toEqual([422, ['order.text']]);
    const answered = await world.mustAct(SUPERIOR, number, 'reply', {
      ...{ outcome: 'granted', reasons: REASONS, order: null },
    });
    expect(answered).toMatchObject({ status: 'answered', order: null });
    expect(await running(await app.caseId(filed.registerNumber))).toEqual([]);
  });
});
