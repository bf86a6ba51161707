import { PaperOffice, type Paper } from '../intake/paper-office.js';
import { useApp } from '../support/app.js';
import { decreeRow, enactDecree, HEADER } from './office.js';

/* A letter on paper has to leave within a term; a decree that moves the term moves the day of the letter, and not its words. */
const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const office = new PaperOffice(app);

const decree = (...rows: readonly string[]) => enactDecree(app, [HEADER, ...rows].join('\n'));

/** What the letter of the extension says, the end of T4, the date in force, and the day of the task to print. */
async function extension(paper: Paper): Promise<Readonly<Record<string, string>> | undefined> {
  const [days] = await app.sql<Readonly<Record<string, string>>>(
    `SELECT e.old_due_on::text AS letter, e.term_end_on::text AS term, c.due_on::text AS due, t.due_on::text AS task
     FROM extensions e JOIN cases c ON c.id = e.case_id JOIN tasks t ON t.once_key = 'print-mail:extended:' || c.id
     WHERE c.id = $1`,
    [paper.id],
  );
  return days;
}

/** The date in force of an answer, the day by which it has to leave, and that of the task to print. */
async function notice(paper: Paper): Promise<Readonly<Record<string, string>> | undefined> {
  const [days] = await app.sql<Readonly<Record<string, string>>>(
    `SELECT c.due_on::text AS due, c.letter_due_on::text AS letter, t.due_on::text AS task
     FROM cases c JOIN tasks t ON t.once_key = 'print-mail:answered:' || c.id WHERE c.id = $1`,
    [paper.id],
  );
  return days;
}

describe('letters on paper and a decree', () => {
  let extended: Paper;
  let answered: Paper;

  beforeAll(async () => {
    extended = await office.enter();
    await office.extend(extended);
    answered = await office.enter();
    await office.answer(answered);
  });

  it('have a day more to leave once a working day of T4 is free, and the extension keeps its words', async () => {
    await decree(decreeRow('2026-12-01'));
    expect(await extension(extended)).toEqual({
      ...{ letter: '2026-12-08', term: '2026-12-09', due: '2026-12-18', task: '2026-12-09' },
    });
    expect(await notice(answered)).toEqual({ due: '2026-12-09', letter: '2026-12-09', task: '2026-12-09' });
  });

  it('have the first day again once the decree is taken back', async () => {
    await decree(decreeRow('2026-12-01', 'remove'));
    expect(await extension(extended)).toEqual({
      ...{ letter: '2026-12-08', term: '2026-12-08', due: '2026-12-17', task: '2026-12-08' },
    });
    expect(await notice(answered)).toEqual({ due: '2026-12-08', letter: '2026-12-08', task: '2026-12-08' });
  });

  it('are asked for after the day as the decree has it, and who has the answer coming hears of no date', async () => {
    await decree(decreeRow('2026-12-01'));
    await app.passTo('2026-12-09T09:00:00+09:00');
    expect([...(await office.late(extended)), ...(await office.late(answered))]).toEqual([]);
    await app.passTo('2026-12-10T09:00:00+09:00');
    expect(await office.late(extended)).toEqual([{ mail: 'extended', due: '2026-12-09', open: true }]);
    expect(await office.late(answered)).toEqual([{ mail: 'answered', due: '2026-12-09', open: true }]);
    const told = await app.sql<{ key: string }>(
      `SELECT effect_key AS key FROM outbox WHERE case_id = $1 AND kind = 'date-moved'`,
      [answered.id],
    );
    expect(told.filter(({ key }) => /:T[45]$/u.test(key))).toEqual([]);
  });

  it('are in time when they left on the last day as the decree has it', async () => {
    for (const [paper, mail] of [
      [extended, 'extended'],
      [answered, 'answered'],
    ] as const) {
      expect(await office.countsAsLate(paper)).toBe(true);
      await office.post(paper, mail, '2026-12-09');
      expect(await office.countsAsLate(paper)).toBe(false);
      expect(await office.objecting(paper, 'c')).toBe('ground-not-open');
    }
  });

  it('keep the end of a term that is over', async () => {
    await decree(decreeRow('2026-12-02'));
    expect(await extension(extended)).toMatchObject({ letter: '2026-12-08', term: '2026-12-09' });
  });
});
