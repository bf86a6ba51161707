import { useApp } from '../support/app.js';
import { variants } from '../support/request-bodies.js';
import { FULL } from './office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

/** Any date in words or figures of the two years of this file, in mails, pages and timelines. */
const DATES =
  /\d{1,2}\s(?:Nov|Des|Jan|Dec)[a-z]*(?:\s20\d\d)?|(?:hari ini|today is the) (?:hari terakhir|last day)/giu;
const datesIn = (text: string): readonly string[] => text.replaceAll('\u00a0', ' ').match(DATES) ?? [];
const wordsOf = (html: string): string =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/gu, ' ')
    .replace(/\s+/gu, ' ');

describe.each([
  ['official help', { ...variants.publicBody().requester }],
  ['a courtesy', { citizenship: 'other', identity: 'passport', nationalId: null }],
])('%s has no clock, and no mail or page invents a day', (_, requester) => {
  afterEach(() => app.setClock('2026-11-24T10:00:00+09:00'));

  const filed = async () => {
    const base = variants.publicBody();
    const request = await app.fileRequest({
      agency: 'disdik',
      requester: { ...base.requester, kind: 'individual', ...requester } as never,
    });
    await app.sweep();
    const id = await app.caseId(request.registerNumber);
    return { request, id, officer: await app.signIn('officer', 'disdik') };
  };
  const mailsOf = async (number: string, about: RegExp) =>
    (await app.mails())
      .filter(({ subject }) => subject.includes(number) && about.test(subject))
      .map(({ subject, text }) => ({ subject, dates: datesIn(`${subject} ${text}`), text }));

  it('in the mails about a consent that is wanted, reminded of and returned', async () => {
    const { request, id, officer } = await filed();
    await app.mustAct(officer, id, 'propose-refusal', { ...FULL });
    await app.passTo('2026-11-26T09:00:00+09:00');
    const superior = await app.signIn('superior');
    await app.mustAct(superior, id, 'return', { reason: 'Uji konsekuensi belum menyebut akibatnya.' });
    await app.sweep();
    const wanted = await mailsOf(request.registerNumber, /putuskan persetujuan/u);
    const returned = (await mailsOf(request.registerNumber, /jawab/u)).slice(-1);
    expect(wanted).toHaveLength(2);
    for (const { subject, dates, text } of [...wanted, ...returned]) {
      expect(subject).toContain('(tanpa batas)');
      expect(dates).toEqual([]);
      expect(text).not.toMatch(/Batas|Hitungan/u);
    }
    expect(returned[0]?.text).toContain('mengembalikan usul penolakan');
  });

  it('on the page of the check, after a letter of incompleteness and after the completion', async () => {
    const { request, id } = await filed();
    const desk = await app.signIn('desk');
    const check = wordsOf((await desk.page(`/petugas/kasus/${id}/verifikasi`)).text);
    // The requester's three days (T3) are asked for by the letter itself; nothing else has a day.
    expect(datesIn(check)).toEqual(['27 Nov']);
    expect(check).not.toMatch(/Periksa paling lambat|Hitungan jawaban|bila lengkap hari itu/u);
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['description'], note: 'Tahun berapa?' });
    const waits = wordsOf((await desk.page(`/petugas/kasus/${id}`)).text);
    expect(waits).not.toMatch(/hitungan (?:jawaban )?ditunda/iu);
    expect((await app.citizenAct(request, 'complete', { text: 'Tahun anggaran 2025.' })).status).toBe(200);
    await app.sweep();
    const tracked = await app.track(request);
    expect(tracked).toMatchObject({ status: 'processing', dueDate: null });
    expect(tracked.timeline.map(({ text }) => text).filter((text) => /batas jawaban|8/iu.test(text))).toEqual(
      [],
    );
    expect(wordsOf((await desk.page(`/petugas/kasus/${id}`)).text)).not.toContain('Jawaban paling lambat');
    const facts = await app.sql(
      `SELECT facts->>'dueOn' AS due FROM audit WHERE case_id = $1 AND event = 'repaired'`,
      [id],
    );
    expect(facts).toEqual([{ due: null }]);
  });
});
