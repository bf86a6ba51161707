import { PaperOffice, type Paper } from '../intake/paper-office.js';
import { useApp } from '../support/app.js';
import { decreeRow, enactDecree, HEADER } from './office.js';

/* A letter on paper has to leave within a term; a decree that moves the term moves the day of the letter, and not its words. */
const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const office = new PaperOffice(app);

const decree = (...rows: readonly string[]) => enactDecree(app, [HEADER, ...rows].join('\n'));

const termOf = async ({ id }: Paper) =>
  (
    await app.sql<{ letter: string; term: string; due: string }>(
      `SELECT e.old_due_on::text AS letter, e.term_end_on::text AS term, c.due_on::text AS due
       FROM extensions e JOIN cases c ON c.id = e.case_id WHERE c.id = $1`,
      [id],
    )
  )[0];

describe('an extension on paper and a decree', () => {
  let paper: Paper;

  beforeAll(async () => {
    paper = await office.enter();
    await office.extend(paper);
  });

  it('has a day more to leave once a working day of T4 is free, and its letter keeps its words', async () => {
    await decree(decreeRow('2026-12-01'));
    expect(await termOf(paper)).toEqual({ letter: '2026-12-08', term: '2026-12-09', due: '2026-12-18' });
    expect((await office.printTask(paper, 'extended')).due).toBe('2026-12-09');
  });

  it('has the first day again once the decree is taken back', async () => {
    await decree(decreeRow('2026-12-01', 'remove'));
    expect(await termOf(paper)).toEqual({ letter: '2026-12-08', term: '2026-12-08', due: '2026-12-17' });
    expect((await office.printTask(paper, 'extended')).due).toBe('2026-12-08');
  });

  it('lengthens the term when it left on the last day as the decree has it', async () => {
    await decree(decreeRow('2026-12-01'));
    await app.passTo('2026-12-10T09:00:00+09:00');
    expect(await office.countsAsLate(paper)).toBe(true);
    await office.post(paper, 'extended', '2026-12-09');
    expect(await office.countsAsLate(paper)).toBe(false);
    expect(await office.objecting(paper, 'c')).toBe('ground-not-open');
  });

  it('keeps the end of a term that is over', async () => {
    await decree(decreeRow('2026-12-02'));
    expect(await termOf(paper)).toMatchObject({ letter: '2026-12-08', term: '2026-12-09' });
  });
});
