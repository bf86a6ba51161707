import { useApp } from '../support/app.js';
import { trackedPage } from '../rules/explained-page.js';
import { ObjectionWorld } from './objection-world.js';

/* What both sides agreed on is called by its name wherever it waits, and its day is named, not counted (0039, 0089). */

const app = useApp({ at: '2027-12-20T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const DESK = ['desk'] as const;
const OFFICER = ['officer', 'disdik'] as const;
/** In a year whose calendar no decree has set yet. */
const DAY = '2028-01-12';
const ORDER = /(?<!tanggapan )\bperintah\b/iu;

const plain = (html: string): string =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<script[\s\S]*?<\/script>|<[^>]+>/gu, ' ')
    .replaceAll(/&nbsp;|\s+/gu, ' ');

async function settled() {
  await app.setClock('2027-12-20T10:00:00+09:00');
  const filed = await world.answered();
  const { objectionNumber: number } = await world.mustFile(filed, ['d']);
  await world.mustAct(DESK, number, 'settle', { record: 'Disepakati: diberikan.', carryOutBy: DAY });
  return { filed, number, id: await app.caseId(filed.registerNumber) };
}

const digestsOf = async (number: string) =>
  (await app.mails()).filter(({ subject, text }) => subject.startsWith('PPID ') && text.includes(number));

it('on the case page: tag, block, button, clock and flag, and no day that may still move', async () => {
  const { id, number } = await settled();
  const officer = await app.signIn(...OFFICER);
  const page = plain((await officer.page(`/petugas/kasus/${id}`)).text);
  expect(page).toContain('Laksanakan hasil musyawarah paling lambat Rab 12 Jan 2028');
  expect(page).toContain('Pelaksanaan hasil musyawarah Rab 12 Jan');
  expect(page).toContain(`${number} (laksanakan hasil musyawarah)`);
  expect(page).not.toMatch(ORDER);
  expect(page).not.toContain('Kalender 2028 belum ditetapkan');
  const { clocks } = (await app.readCase(officer, id)) as unknown as {
    readonly clocks: readonly { readonly kind: string; readonly provisional: boolean }[];
  };
  expect(clocks.filter(({ kind }) => kind === 'T9')).toMatchObject([{ provisional: false }]);
  const tasks = plain((await officer.page('/petugas/tugas')).text);
  expect(tasks).toContain('Laksanakan hasil musyawarah');
  expect(tasks).not.toMatch(ORDER);
});

it('in digests, in the reminder by hand and in the timeline of programs', async () => {
  const { id, filed, number } = await settled();
  await app.passTo('2028-01-11T08:30:00+09:00');
  await app.sweep();
  await app.mustAct(await app.signIn('supervisor'), id, 'remind', {});
  await app.passTo('2028-01-13T08:30:00+09:00');
  await app.sweep();
  const digests = await digestsOf(filed.registerNumber);
  const lines = digests.map(({ text }) => text.replaceAll(/\s+/gu, ' '));
  expect(lines.some((text) => text.includes('Laksanakan hasil musyawarah'))).toBe(true);
  expect(lines.some((text) => text.includes('Laksanakan hasil musyawarah, terlambat'))).toBe(true);
  expect(lines.filter((text) => ORDER.test(text))).toEqual([]);
  const reminded = (await app.mails()).filter(({ subject }) => subject.includes('laksanakan kesepakatan'));
  expect(reminded.map(({ text }) => ORDER.test(text))).toEqual([false]);
  await world.mustAct(OFFICER, number, 'carry-out', {
    explanation: 'Diserahkan.',
    fileIds: [await world.copy()],
  });
  const { timeline } = await app.readCase(await app.signIn('desk'), id);
  const texts = timeline.map(({ text }) => text);
  expect(texts).toEqual(
    expect.arrayContaining(['Hasil musyawarah lewat batas pelaksanaan', 'Hasil musyawarah dilaksanakan']),
  );
  expect(texts.filter((text) => ORDER.test(text))).toEqual([]);
  // The case page names what was handed over, too.
  expect(plain((await (await app.signIn('desk')).page(`/petugas/kasus/${id}`)).text)).toContain(
    `hasil musyawarah atas keberatan ${number}`,
  );
});

it('on the form of a new objection: the day that passed is the reason, not the notice', async () => {
  const { filed } = await settled();
  await app.passTo('2028-01-13T08:30:00+09:00');
  const opened = { number: filed.registerNumber, code: filed.trackingCode };
  const form = plain(await trackedPage(app, opened, '/permohonan-saya/keberatan'));
  expect(form).toContain('Hasil musyawarah seharusnya dilaksanakan paling lambat Rabu, 12 Januari 2028.');
  const [e = '', g = ''] = ['Tidak dipenuhi', 'melewati waktu'].map((ground) => {
    const at = form.toLowerCase().indexOf(ground.toLowerCase().slice(0, 9));
    return form.slice(at, at + 160);
  });
  expect(`${e}${g}`).not.toContain('Pemberitahuan tertulis dikirim');
});
