import { readPdf } from '../letters/read-pdf.js';
import { granting, REASONS, STORY } from '../objections/objection-world.js';
import { PaperOffice } from '../intake/paper-office.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { hiddenFields } from '../workspace/office.js';
import { DisputeWorld } from './dispute-world.js';

/*
 * The superior owes an answer also while the commission has the case (law.md row 25). It opens no way there: that way is gone
 * once, so that no word of the answer may name a last day for it (UU 14/2008 art. 37(2)).
 */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new DisputeWorld(app);
const SUPERIOR = ['superior'] as const;
/** T8 of an objection of 24 November ends on Mon 2027-01-11. */
const AFTER_SILENCE = '2027-01-12T09:00:00+09:00';
const NO_NEW_TERM = 'tanggapan ini tidak membuka';

async function silentAndDisputed(): Promise<{ readonly number: string; readonly until: string | null }> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await world.objections.answered();
  const { objectionNumber: number } = await world.objections.mustFile(filed, ['e']);
  await app.passTo(AFTER_SILENCE);
  await app.sweep();
  const { commissionUntil: until } = await world.objections.read(number);
  expectStatus(await world.open(number), 201);
  return { number, until };
}

const plain = (text: string): string => text.replaceAll(/&nbsp;|\s+/gu, ' ');

describe('an answer of the superior while the dispute is before the commission', () => {
  it('names no last day to go there: mail, calendar file, timeline and API', async () => {
    const { number, until } = await silentAndDisputed();
    expect(until).toBe('2027-01-29');
    const answered = await world.objections.mustAct(SUPERIOR, number, 'reply', granting('2027-01-20'));
    expect(answered.commissionUntil).toBeNull();
    await app.sweep();
    const [mail] = (await app.mails()).filter(({ subject }) => subject === `Tanggapan keberatan ${number}`);
    const words = plain(mail?.text ?? '');
    expect(words).toContain('Pelaksanaan paling lambat Rabu, 20 Januari 2027.');
    expect(words).toContain(NO_NEW_TERM);
    expect(words).not.toMatch(/Bila belum puas|hari kerja\)|Cara menghitung/u);
    expect(JSON.stringify(mail)).not.toContain('commission-window');
    const [letter] = await app.sql(
      `SELECT facts->'commissionDue' AS due FROM letters WHERE kind = 'objection-reply'
         AND objection_id = (SELECT id FROM objections WHERE register_number = $1)`,
      [number],
    );
    expect(letter).toEqual({ due: null });
    const trail = await app.sql(
      `SELECT facts->'commissionUntil' AS until FROM audit WHERE event = 'objection-answered' AND facts->>'number' = $1`,
      [number],
    );
    expect(trail).toEqual([{ until: null }]);
  });

  it('says so on the page of checking and in the letter', async () => {
    const { number } = await silentAndDisputed();
    const superior = await app.signIn('superior');
    const path = `/pengawas/keberatan/${await world.objections.id(number)}`;
    const form = (await superior.page(path)).text;
    const typed = { ...hiddenFields(form, '/periksa'), hasil: 'upheld', uraian: REASONS };
    const checked = await superior.submit(`${path}/periksa`, typed);
    expect(checked.headers.get('location')).toBe(`${path}/periksa`);
    const shown = plain((await superior.page(`${path}/periksa`)).text);
    expect(shown).toContain(NO_NEW_TERM);
    expect(shown).not.toMatch(/Pemohon dapat ke Komisi|Bila belum puas, pemohon/u);
    const { text } = readPdf(await superior.download(`${path}/rancangan.pdf`));
    expect(plain(text)).toMatch(/Sengketa atas keberatan ini sudah diajukan kepada Komisi Informasi/u);
    expect(text).not.toMatch(/Bila Anda belum puas|Ke Komisi Informasi sampai/u);
  });

  it('says so on paper, too, where no mail reaches the requester', async () => {
    const office = new PaperOffice(app);
    const paper = await office.enter();
    await office.answer(paper);
    await office.post(paper, 'answered', '2026-11-24', '2026-11-24');
    const desk = await app.signIn('desk');
    await app.mustAct(desk, paper.id, 'object', { grounds: ['e'], story: STORY, channel: 'counter' });
    const [{ number } = { number: '' }] = await app.sql<{ number: string }>(
      'SELECT register_number AS number FROM objections WHERE case_id = $1',
      [paper.id],
    );
    await app.passTo(AFTER_SILENCE);
    await app.sweep();
    expectStatus(await world.open(number), 201);
    await world.objections.mustAct(SUPERIOR, number, 'reply', granting('2027-01-20'));
    const { id } = await office.printTask(paper, 'objection-answered');
    const { text } = readPdf(await desk.download(`/petugas/tugas/${id}/cetak/surat.pdf`));
    expect(plain(text)).toContain(NO_NEW_TERM);
    expect(plain(text)).not.toMatch(/sampai|surat diterima|14 hari kerja/u);
    await office.post(paper, 'objection-answered', '2027-01-12', '2027-01-12');
    expect((await world.objections.read(number)).commissionUntil).toBeNull();
  });
});
