import { granting, ObjectionWorld } from '../objections/objection-world.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { variants } from '../support/request-bodies.js';
import { printedRegister, tenggatOf } from './printed-register.js';

/* The report counts what was given because of an order by the rows of the register that say so (law.md 4.11). */
const app = useApp({ at: '2027-01-11T09:00:00+09:00' });
const world = new ObjectionWorld(app);
const OFFICER = ['officer', 'disdik'] as const;

const act = async ({ registerNumber }: FiledRequest, name: string, body: Record<string, unknown>) =>
  app.mustAct(await app.signIn(...OFFICER), await app.caseId(registerNumber), name, body);

it('counts what was handed over without a file, and no grant that is still to be paid', async () => {
  const atCounter = await app.fileRequest(variants.onPaper());
  const unpaid = await app.fileRequest(variants.onPaper());
  await app.passTo('2027-02-01T09:00:00+09:00');
  const { order, ...reply } = granting('2027-02-12');
  const orderOf = async (filed: FiledRequest, kind: string): Promise<string> => {
    const { objectionNumber } = await world.mustFile(filed, ['c']);
    await world.mustAct(['superior'], objectionNumber, 'reply', { ...reply, order: { ...order, kind } });
    return objectionNumber;
  };
  const given = await orderOf(atCounter, 'give');
  await orderOf(unpaid, 'answer');
  await app.passTo('2027-02-02T09:00:00+09:00');
  await world.mustAct(OFFICER, given, 'carry-out', { explanation: 'Diserahkan di loket.', fileIds: [] });
  await act(unpaid, 'grant', {
    ...{ form: 'hardcopy', cost: { copy: 5_000, delivery: 0, other: 0 }, provideOn: '2027-02-12' },
    ...{ fileIds: [], explanation: 'Salinan dapat diambil di loket PPID.' },
  });
  const rows = await printedRegister(app, '--year', '2027', '--kind', 'requests');
  expect(rows.map((row) => row['Hari dan Tanggal: Pemberian Informasi'])).toEqual(['Selasa 02/02/2027', '']);
  const { stdout } = await tenggatOf(app, 'report', '--year', '2027', '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ requests: { givenOnOrder: 1 } });
});
