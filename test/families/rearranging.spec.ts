import { codeOf, ObjectionWorld, STORY } from '../objections/objection-world.js';
import { plain } from '../oversight/board-reading.js';
import { FULL } from '../refusals/office.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';

const app = useApp({ at: '2026-11-24T09:00:00+09:00' });
const world = new ObjectionWorld(app);

describe('a request that cannot be put in items, split or grouped any more', () => {
  const CHILDREN = [
    { agency: 'disdik', informationRequested: 'Rincian dana sekolah.' },
    { agency: 'dinkes', informationRequested: 'Rincian dana puskesmas.' },
  ];
  async function reasons(filed: FiledRequest): Promise<readonly unknown[]> {
    const desk = await app.signIn('desk');
    const id = await app.caseId(filed.registerNumber);
    const other = await app.caseId((await app.fileRequest({ agency: 'disdik' })).registerNumber);
    const codes = [
      await app.act(desk, id, 'itemise', { items: [{ text: 'Satu' }, { text: 'Dua' }] }),
      await app.act(desk, id, 'split', { children: CHILDREN }),
      await app.act(desk, id, 'group', { caseIds: [other], reason: 'Pertanyaan yang sama.' }),
    ].map((answer) => (answer.status === 409 ? codeOf(answer) : answer.status));
    const pages = [];
    for (const slug of ['rincian', 'pecah', 'gabung'])
      pages.push((await desk.page(`/petugas/kasus/${id}/${slug}`)).status);
    return [...codes, ...pages];
  }

  it('says that something was decided where a proposal came back, and nothing of a notice', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await app.signIn('officer', 'disdik'), id, 'propose-refusal', FULL);
    expect(await reasons(filed)).toEqual([...Array<string>(3).fill('already-decided'), 409, 409, 409]);
    await app.mustAct(await app.signIn('superior'), id, 'return', { reason: 'Uji konsekuensi belum cukup.' });
    expect(await reasons(filed)).toEqual(['already-decided', 'already-decided', 200, 409, 409, 200]);
    const page = await (await app.signIn('desk')).page(`/petugas/kasus/${id}/pecah`);
    expect(plain(page.text)).toContain('juga bila usulannya dikembalikan');
    expect(plain(page.text)).not.toContain('sudah dijawab');
  });

  it('says that it was answered, that it is closed, or that the requester completes it', async () => {
    expect(await reasons(await world.answered())).toEqual([
      ...Array<string>(3).fill('already-answered'),
      ...[409, 409, 409],
    ]);
    const withdrawn = await app.fileRequest({ agency: 'disdik' });
    expectStatus(await app.citizenAct(withdrawn, 'withdraw', { reason: STORY }), 200);
    expect(await reasons(withdrawn)).toEqual([...Array<string>(3).fill('already-closed'), 409, 409, 409]);
    const incomplete = await app.fileRequest({ agency: 'disdik' });
    await app.mustAct(
      await app.signIn('desk'),
      await app.caseId(incomplete.registerNumber),
      'declare-incomplete',
      {
        missing: ['description'],
        note: 'Sebut tahunnya.',
      },
    );
    expect(await reasons(incomplete)).toEqual([...Array<string>(3).fill('not-in-this-state'), 409, 409, 409]);
  });

  it('is possible on a request whose term was extended, also by its page', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await app.signIn('officer', 'disdik'), id, 'extend', {
      reasons: ['statusUndecided'],
      explanation: 'Masih dibahas apakah dikecualikan.',
    });
    const desk = await app.signIn('desk');
    for (const slug of ['rincian', 'pecah', 'gabung'])
      expect((await desk.page(`/petugas/kasus/${id}/${slug}`)).status).toBe(200);
  });
});
