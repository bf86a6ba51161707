import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { decreeRow, enactDecree, HEADER } from '../calendar/office.js';
import { trackedPage } from '../rules/explained-page.js';
import { codeOf, granting, ObjectionWorld, STORY } from './objection-world.js';

/*
 * A late objection to a request that is final (T7, D7) may bring an order or an agreement with a day. Once that day has
 * passed, whatever names the last day to object anew names the one that the program itself counts from it.
 */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const SUPERIOR = ['superior'] as const;
const DESK = ['desk'] as const;
const OFFICER = ['officer', 'disdik'] as const;
/** The order's day, and 30 working days after it: counted by hand from the calendar of 2027. */
const DAY = '2027-02-02';
const UNTIL = '2027-03-29';
const UNTIL_WORDS = 'Senin, 29 Maret 2027';

interface Standing {
  readonly filed: FiledRequest;
  readonly number: string;
  readonly id: string;
}

/** Answered on 24 November; T7 ended on 11 January, the request is final, and the objection comes on 25 January. */
async function late(grounds: readonly string[] = ['d']): Promise<Standing> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await world.answered();
  const id = await app.caseId(filed.registerNumber);
  await app.passTo('2027-01-25T09:00:00+09:00');
  expect((await app.track(filed)).status).toBe('final');
  const { objectionNumber: number } = await world.mustFile(filed, grounds);
  return { filed, number, id };
}

async function decide(kind: 'order' | 'agreement', number: string, day: string): Promise<void> {
  if (kind === 'order') await world.mustAct(SUPERIOR, number, 'reply', granting(day));
  else
    await world.mustAct(DESK, number, 'settle', {
      record: 'Disepakati: rekapitulasi diberikan.',
      carryOutBy: day,
    });
}

async function carryOut(number: string): Promise<void> {
  await world.mustAct(OFFICER, number, 'carry-out', {
    explanation: 'Salinan diserahkan.',
    fileIds: [await world.copy()],
  });
}

async function lateAndBroken(kind: 'order' | 'agreement', grounds?: readonly string[]): Promise<Standing> {
  const one = await late(grounds);
  await decide(kind, one.number, DAY);
  await app.passTo('2027-02-03T08:00:00+09:00');
  await app.sweep();
  return one;
}

describe.each(['order', 'agreement'] as const)('an %s of a final request whose day has passed', (kind) => {
  it('opens T7 for 30 working days: mail, tracking, page, calendar and the objection say the same', async () => {
    const { filed, number, id } = await lateAndBroken(kind);
    const [told] = (await app.mails()).filter(
      ({ subject, text }) =>
        `${subject} ${text}`.includes(number) && /Anda dapat mengajukan keberatan baru/u.test(text),
    );
    expect(told?.text.replaceAll(/\s+/gu, ' ')).toContain(`keberatan baru sampai ${UNTIL_WORDS}`);
    const tracked = await app.track(filed);
    expect(tracked).toMatchObject({
      status: expect.any(String) as unknown,
      rights: { objectionUntil: UNTIL },
    });
    const opened = { number: filed.registerNumber, code: filed.trackingCode };
    expect((await trackedPage(app, opened)).replaceAll(/&nbsp;|\s+/gu, ' ')).toContain('29 Maret 2027');
    const form = (await trackedPage(app, opened, '/permohonan-saya/keberatan')).replaceAll(
      /&nbsp;|\s+/gu,
      ' ',
    );
    expect(form).toContain('29 Maret 2027');
    expect(form).not.toMatch(/Atasan PPID dapat menyatakannya terlambat/u);
    expect(
      await app.sql('SELECT status, objection_until::text AS until FROM cases WHERE id = $1', [id]),
    ).toEqual([{ status: 'final', until: UNTIL }]);
    await app.setClock(`${UNTIL}T23:00:00+09:00`);
    const { objectionNumber: again } = await world.mustFile(filed, ['e']);
    const [flag] = await app.sql('SELECT late FROM objections WHERE register_number = $1', [again]);
    expect(flag).toEqual({ late: false });
  });

  it('opens it anew where the order is carried out late, for ground g', async () => {
    const { filed, number } = await lateAndBroken(kind);
    await app.setClock('2027-02-08T09:00:00+09:00');
    await carryOut(number);
    const { rights } = await app.track(filed);
    const counted = await app.sql<{ until: string }>(
      `SELECT facts->>'until' AS until FROM due_rows WHERE case_id = (SELECT id FROM cases WHERE register_number = $1)
         AND kind = 'objection-window' AND facts->>'foundOn' = '2027-02-08'`,
      [filed.registerNumber],
    );
    expect(counted).toEqual([{ until: rights.objectionUntil }]);
    expect(String(rights.objectionUntil) > UNTIL).toBe(true);
    const answer = await app.citizenAct(filed, 'object', { grounds: ['g'], story: STORY, fileIds: [] });
    expect(answer.status).toBe(201);
  });
});

/** What is refused and what is accepted of a ground today, in the words of the API and of the flag. */
async function objecting(filed: FiledRequest, ground: string): Promise<string> {
  const answer = await world.file(filed, { grounds: [ground], story: STORY });
  if (answer.status !== 201) return codeOf(answer);
  const [row] = await app.sql<{ late: boolean }>('SELECT late FROM objections WHERE register_number = $1', [
    answer.body.objectionNumber,
  ]);
  return row?.late === true ? 'late' : answer.body.objectionNumber;
}

/** The grounds that the form offers before all others, as those that stand today. */
async function offered({ registerNumber: number, trackingCode: code }: FiledRequest): Promise<string> {
  const form = await trackedPage(app, { number, code }, '/permohonan-saya/keberatan');
  const [standing = ''] = form.replaceAll(/&nbsp;|\s+/gu, ' ').split('Alasan lain menurut Pasal 35');
  return [...standing.matchAll(/name="alasan-(?<ground>[a-g])"/gu)]
    .map(({ groups }) => groups?.['ground'])
    .join('');
}

describe.each(['order', 'agreement'] as const)('a ground that an %s of a final request decided', (kind) => {
  it('is borne anew by what was given because of it, and by nothing else', async () => {
    const { filed, number } = await late();
    await decide(kind, number, DAY);
    expect(await objecting(filed, 'd')).toBe('ground-not-open');
    await app.setClock('2027-01-27T09:00:00+09:00');
    await carryOut(number);
    const { rights } = await app.track(filed);
    expect(rights.objectionUntil).toEqual(expect.any(String));
    expect(await objecting(filed, 'g')).toBe('ground-not-open');
    await app.setClock(`${String(rights.objectionUntil)}T22:00:00+09:00`);
    expect(await offered(filed)).toBe('d');
    const again = await objecting(filed, 'd');
    expect(again).toMatch(/^AMBON-K-/u);
    await world.mustAct(SUPERIOR, again, 'reply', { outcome: 'upheld', reasons: 'Salinannya sesuai.' });
    expect(await objecting(filed, 'd')).toBe('ground-not-open');
    expect(await offered(filed)).toBe('');
  });

  it('is borne anew by what was given on the very day on which all was asked and decided', async () => {
    const { filed, number } = await late();
    await decide(kind, number, DAY);
    await carryOut(number);
    const again = await objecting(filed, 'd');
    expect(again).toMatch(/^AMBON-K-/u);
    await world.mustAct(SUPERIOR, again, 'reply', { outcome: 'upheld', reasons: 'Salinannya sesuai.' });
    expect(await objecting(filed, 'd')).toBe('ground-not-open');
  });

  it('is borne anew by each day that passes undone', async () => {
    const { filed } = await lateAndBroken(kind, ['e']);
    expect((await app.track(filed)).rights.objectionUntil).toBe(UNTIL);
    const again = await objecting(filed, 'e');
    expect(again).toMatch(/^AMBON-K-/u);
    await decide(kind, again, '2027-02-10');
    expect(await objecting(filed, 'e')).toBe('ground-not-open');
    await app.passTo('2027-02-11T08:00:00+09:00');
    await app.sweep();
    expect(await offered(filed)).toBe('deg');
    const third = await objecting(filed, 'e');
    expect(third).toMatch(/^AMBON-K-/u);
    expect(await objecting(filed, 'e')).toBe('ground-not-open');
  });

  it('is borne anew, as lateness, by what was done after its day', async () => {
    const { filed, number } = await lateAndBroken(kind, ['e']);
    const again = await objecting(filed, 'g');
    await world.mustAct(SUPERIOR, again, 'reply', { outcome: 'upheld', reasons: 'Dilaksanakan segera.' });
    expect(await objecting(filed, 'g')).toBe('ground-not-open');
    await app.setClock('2027-02-08T09:00:00+09:00');
    await carryOut(number);
    expect(await objecting(filed, 'g')).toMatch(/^AMBON-K-/u);
  });
});

// The last one: the calendar is another from here on.
it('moves with a decree, is told, and nothing is left uncounted', async () => {
  const { filed, id } = await lateAndBroken('order');
  await enactDecree(app, [HEADER, decreeRow('2027-03-23')].join('\n'));
  expect((await app.track(filed)).rights.objectionUntil).toBe('2027-03-30');
  const [row] = await app.sql<{ status: string; moved: string }>(
    `SELECT c.status, (SELECT d.facts->>'until' FROM due_rows d WHERE d.case_id = c.id AND d.kind = 'objection-window'
       AND d.done_at IS NULL) AS moved FROM cases c WHERE c.id = $1`,
    [id],
  );
  expect(row).toEqual({ status: 'final', moved: '2027-03-30' });
  const told = (await app.mails()).filter(({ subject }) => subject.includes(filed.registerNumber)).at(-1);
  expect(told?.text.replaceAll(/\s+/gu, ' ')).toContain('30 Maret 2027');
});
