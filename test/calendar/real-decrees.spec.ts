import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { decreeFile, enactDecree, firstDecrees, sendDecree, setCalendar, twoAdmins } from './office.js';

const app = useApp({ at: '2022-04-06T10:00:00+09:00' });

const reasons = { reasons: ['statusUndecided'], explanation: 'Dokumen masih dikumpulkan dari dua bidang.' };

async function fileAt(at: string): Promise<FiledRequest> {
  await app.setClock(at);
  return app.fileRequest({ agency: 'disdik' });
}

async function extend(filed: FiledRequest): Promise<void> {
  const officer = await app.signIn('officer', 'disdik');
  await app.mustAct(officer, await app.caseId(filed.registerNumber), 'extend', reasons);
}

/** Enacts a decree at a moment and answers the dates it moved as `number from to`. */
async function enacted(name: string, at: string): Promise<readonly string[]> {
  await app.passTo(at);
  const { affected } = await enactDecree(app, decreeFile(name));
  return affected.map(({ registerNumber, from, to }) => `${registerNumber} ${from} ${to}`);
}

async function dueOf(filed: FiledRequest): Promise<string | null> {
  return (await app.track(filed)).dueDate;
}

// One story in the order of time: each test goes on where the one before it stopped.
describe('the real decrees of 2022 to 2025 over the first decree of each year', () => {
  beforeAll(async () => {
    await setCalendar(app, firstDecrees());
    await app.restart();
    await app.setClock('2022-04-06T10:00:00+09:00');
  }, 120_000);

  it('7 Apr 2022 adds the leave of Lebaran: an extended date goes from 4 to 10 May', async () => {
    const filed = await fileAt('2022-04-06T10:00:00+09:00');
    await app.setClock('2022-04-07T09:00:00+09:00');
    await extend(filed);
    expect(await dueOf(filed)).toBe('2022-05-04');
    expect(await enacted('2022-1', '2022-04-07T15:00:00+09:00')).toEqual([
      `${filed.registerNumber} 2022-05-04 2022-05-10`,
    ]);
    expect(await dueOf(filed)).toBe('2022-05-10');
  }, 120_000);

  it('7 Jul 2022 moves Idul Adha from a Saturday to a Sunday: no date moves', async () => {
    await fileAt('2022-07-06T10:00:00+09:00');
    expect(await enacted('2022-2', '2022-07-07T15:00:00+09:00')).toEqual([]);
  }, 120_000);

  it('29 Mar 2023, loaded late: one date comes EARLIER and is listed first', async () => {
    const extended = await fileAt('2023-03-28T10:00:00+09:00');
    await extend(extended);
    expect(await dueOf(extended)).toBe('2023-04-27');
    const late = await fileAt('2023-04-21T10:00:00+09:00');
    expect(late.dueDate).toBe('2023-05-11');
    const [admin] = await twoAdmins(app);
    const preview = await sendDecree(admin, decreeFile('2023-1'), '?apply=false');
    expect(preview.body.affected.map(({ registerNumber, earlier }) => [registerNumber, earlier])).toEqual([
      [late.registerNumber, true],
      [extended.registerNumber, false],
    ]);
    expect(await enacted('2023-1', '2023-04-21T15:00:00+09:00')).toEqual([
      `${late.registerNumber} 2023-05-11 2023-05-10`,
      `${extended.registerNumber} 2023-04-27 2023-04-28`,
    ]);
    expect([await dueOf(late), await dueOf(extended)]).toEqual(['2023-05-10', '2023-04-28']);
  }, 120_000);

  it.each([
    ['20 Jun 2023', '2023-2', '2023-06-16', '2023-07-03', '2023-06-20', '2023-07-05'],
    [
      '6 Feb 2024, general election',
      '2024-keppres-10',
      '2024-02-05',
      '2024-02-21',
      '2024-02-06',
      '2024-02-22',
    ],
  ])(
    '%s moves a date later',
    async (_what, name, filedOn, due, on, moved) => {
      const filed = await fileAt(`${filedOn}T10:00:00+09:00`);
      expect(filed.dueDate).toBe(due);
      expect(await enacted(name, `${on}T15:00:00+09:00`)).toEqual([
        `${filed.registerNumber} ${due} ${moved}`,
      ]);
      expect(await dueOf(filed)).toBe(moved);
    },
    120_000,
  );

  it('26 Feb 2024 gives two holidays other names: no date moves', async () => {
    await fileAt('2024-02-26T10:00:00+09:00');
    expect(await enacted('2024-1', '2024-02-26T15:00:00+09:00')).toEqual([]);
    const days = await app.sql<{ name_id: string }>(
      `SELECT name_id FROM calendar_days WHERE date = '2024-03-29' AND removed_version IS NULL`,
    );
    expect(days).toEqual([{ name_id: 'Wafat Yesus Kristus' }]);
  }, 120_000);

  it.each([
    [
      '21 Nov 2024, regional election',
      '2024-keppres-33',
      '2024-11-20',
      '2024-12-04',
      '2024-11-21',
      '2024-12-05',
    ],
    ['7 Aug 2025', '2025-1', '2025-08-06', '2025-08-20', '2025-08-07', '2025-08-21'],
  ])(
    '%s moves a date later',
    async (_what, name, filedOn, due, on, moved) => {
      const filed = await fileAt(`${filedOn}T10:00:00+09:00`);
      expect(filed.dueDate).toBe(due);
      expect(await enacted(name, `${on}T15:00:00+09:00`)).toEqual([
        `${filed.registerNumber} ${due} ${moved}`,
      ]);
      expect(await dueOf(filed)).toBe(moved);
    },
    120_000,
  );

  it('ends with the calendar of the city file', async () => {
    const [row] = await app.sql<{ days: number }>(
      'SELECT count(*)::int AS days FROM calendar_days WHERE removed_version IS NULL',
    );
    expect(row?.days).toBe(155);
  });
});
