import { COUNTED_MAILS } from '../../src/cases/requests/mail-counts.js';
import { localDate, type LocalDate } from '../../src/law/local-date.js';
import {
  commissionWindowEnd,
  objectionReplyDue,
  objectionWindowEnd,
} from '../../src/law/objection-windows.js';
import { DEFAULT_RULESET } from '../../src/law/ruleset.js';
import { endOfTerm } from '../../src/law/term.js';
import { MAIL_KIND_NAMES, mailKind, type MailKindName } from '../../src/office/notifications/mail-kinds.js';
import { Formats } from '../../src/platform/views/formats.js';
import { cityCalendar } from '../law/city-calendar.js';
import { readPdf } from '../letters/read-pdf.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { asLastDay, blockDay, explainedOn, trackedPage } from './explained-page.js';

const calendar = cityCalendar();
const formats = new Formats('id');
const rules = DEFAULT_RULESET;
const day = localDate;
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** Dates of mails that are not counted in working days for their reader, and why. */
const NOT_COUNTED: Readonly<Partial<Record<MailKindName, string>>> = {
  'copy-ready': 'the notice states the day',
  'dispute-order': 'the ruling states the day',
  'dispute-order-overdue': 'the ruling states the day',
  'draft-saved': 'a draft is no term of the law',
};

/** Kinds whose builder hands the count over itself. */
const COUNTED_AT_FILING: readonly MailKindName[] = ['registered', 'objection-filed'];

describe('the date of a mail', () => {
  it('is explained in every kind that tells the requester one', () => {
    const dated = MAIL_KIND_NAMES.filter((kind) => {
      const { reader, sample } = mailKind(kind);
      const names = Object.keys(sample);
      return reader === 'requester' && names.some((name) => /(DueOn|dueOn|Until|until)$/u.test(name));
    });
    expect(dated.length).toBeGreaterThan(8);
    const silent = dated.filter(
      (kind) => !(kind in COUNTED_MAILS) && !COUNTED_AT_FILING.includes(kind) && !(kind in NOT_COUNTED),
    );
    expect(silent).toEqual([]);
  });

  it('stands in a mail to staff beside the link to the case, whose page counts it', () => {
    for (const kind of MAIL_KIND_NAMES) {
      const { reader, sample } = mailKind(kind);
      const isDated = Object.keys(sample).some((name) => /dueOn$/u.test(name));
      if (reader === 'staff' && isDated) expect([kind, 'link' in sample]).toEqual([kind, true]);
    }
  });
});

describe('the calculator', () => {
  const app = useApp({ at: '2026-12-14T10:00:00+09:00' });
  const decreesOf = async (query: string): Promise<readonly string[]> => {
    const { text } = await app.citizen.page(`/hitung${query}`);
    return [...text.matchAll(/<p>(\d{4}): [^<]+<\/p>/gu)].map(([, year]) => year ?? '');
  };

  it('names the decrees of the years that it counted, and before that those to come', async () => {
    expect(await decreesOf('?hari=8&bulan=3&tahun=2024&jumlah=10')).toEqual(['2024']);
    expect(await decreesOf('?hari=24&bulan=12&tahun=2024&jumlah=10')).toEqual(['2024', '2025']);
    expect(await decreesOf('?hari=x')).toEqual(['2026', '2027']);
  });
});

describe('the dates of a journey over the holidays', () => {
  const app = useApp({ at: '2026-12-14T10:00:00+09:00' });
  let filed: FiledRequest;

  /** The explanation in the newest mail with these words, and the date it ends on. */
  async function explained(subject: RegExp, last: LocalDate, number: number): Promise<string> {
    await app.sweep();
    const mail = (await app.mails()).findLast((one) => subject.test(one.subject));
    const [, words = ''] = /Cara menghitung hari kerja: ([^\n]*)\./u.exec(mail?.text ?? '') ?? [];
    const end = `${formats.dayMonthShort(last)} ${last.slice(0, 4)}`.replaceAll('\u00a0', ' ');
    expect(words.split('; ').at(-1)).toMatch(new RegExp(`ke-${String(number)}: .*${end}`, 'u'));
    return words;
  }

  const page = (path: string): Promise<string> =>
    trackedPage(app, { number: filed.registerNumber, code: filed.trackingCode }, path);

  /** Number and last day of each list on a page. */
  const walked = (html: string) => explainedOn(html).map(({ number, lastDay }) => ({ number, lastDay }));

  it('explain the receipt: mail, page and letter', async () => {
    filed = await app.fileRequest();
    const due = endOfTerm('reply', day('2026-12-14'), calendar, rules).date;
    expect(filed.dueDate).toBe(due);
    const words = await explained(/terdaftar/u, due, 10);
    expect(words).toMatch(/dilewati 24 Des 2026 \(Cuti Bersama[^;)]*; SKB/u);
    expect(words).toMatch(/dilewati 25 Des 2026 \([^;)]*; SKB/u);
    const status = await page('/permohonan-saya');
    expect(walked(status)).toEqual([{ number: 10, lastDay: asLastDay(due) }]);
    expect(blockDay(status)).toBe(due);
    expect(status).toContain('Dasar: SKB');
  });

  it('explain a letter of incompleteness and the repair', async () => {
    const desk = await app.signIn('desk');
    const id = await app.caseId(filed.registerNumber);
    await app.setClock('2026-12-16T10:00:00+09:00');
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '' });
    const repair = endOfTerm('repair', day('2026-12-16'), calendar, rules).date;
    await explained(/Perlu dilengkapi/u, repair, 3);
    for (const path of ['/permohonan-saya', '/permohonan-saya/lengkapi'])
      expect(walked(await page(path))).toEqual([{ number: 3, lastDay: asLastDay(repair) }]);
    expectStatus(
      await app.citizenAct(filed, 'complete', {
        text: 'Ini NIK saya.',
        fileIds: [],
        requester: { nationalId: '8171030205650007' },
      }),
      200,
    );
    const due = endOfTerm('reply', day('2026-12-16'), calendar, rules).date;
    await explained(/lengkap$/u, due, 10);
    expect(explainedOn(await page('/permohonan-saya'))).toMatchObject([
      {
        number: 10,
        lastDay: asLastDay(due),
        intro: expect.stringContaining('Dilengkapi Rabu, 16 Desember'),
      },
    ]);
  });

  it('explain the extension: mail and letter', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const id = await app.caseId(filed.registerNumber);
    const first = endOfTerm('reply', day('2026-12-16'), calendar, rules).date;
    const due = calendar.dueDate(first, 7).date;
    const reasons = { reasons: ['statusUndecided'], explanation: 'Status dokumen masih diperiksa.' };
    await app.mustAct(officer, id, 'extend', reasons);
    await explained(/diperpanjang/u, due, 17);
    expect(explainedOn(await page('/permohonan-saya'))).toMatchObject([
      {
        number: 17,
        lastDay: asLastDay(due),
        intro: expect.stringContaining('Dilengkapi Rabu, 16 Desember'),
      },
    ]);
    const [letter] = await app.sql<{ iso: string; skipped: string; objection: string }>(
      `SELECT facts->'newDue'->'date'->>'iso' AS iso, facts->'newDue'->>'skipped' AS skipped,
         facts->'objectionUntil'->>'skipped' AS objection FROM letters
       WHERE case_id = $1 AND kind = 'extension-notice'`,
      [id],
    );
    expect(letter?.iso).toBe(due);
    expect(letter?.skipped).toMatch(/25 Desember \(Natal\).*; menurut SKB/u);
    expect(letter?.objection).toMatch(/Sabtu, Minggu, .*; menurut SKB/u);
    const { text } = await officer.page(`/petugas/kasus/${id}`);
    expect(text).toMatch(/href="\/hitung\?hari=16&amp;bulan=12&amp;tahun=2026&amp;jumlah=17&amp;aturan=1"/u);
    expect(text).toContain('Tanggal aman');
  });

  it('explain silence, the objection and the way to the commission', async () => {
    const due = calendar.dueDate(endOfTerm('reply', day('2026-12-16'), calendar, rules).date, 7).date;
    await app.passTo('2027-01-30T09:00:00+09:00');
    const until = objectionWindowEnd(due, calendar, rules, 'end-of-term').date;
    await explained(/sudah lewat/u, until, 30);
    expect(walked(await page('/permohonan-saya'))).toEqual([
      { number: 17, lastDay: asLastDay(due) },
      { number: 30, lastDay: asLastDay(until) },
    ]);
    expect(walked(await page('/permohonan-saya/keberatan'))).toEqual([
      { number: 30, lastDay: asLastDay(until) },
    ]);
    expectStatus(await app.citizenAct(filed, 'object', { prepared: true }), 201);
    // The form names the last day to object with the days that its own count passed over.
    const [objection] = await app.sql<{ id: string }>('SELECT id FROM objections');
    const desk = await app.signIn('desk');
    const form = readPdf(await desk.download(`/petugas/keberatan/${objection?.id ?? ''}/formulir.pdf`)).text;
    expect(plain(form)).toMatch(
      new RegExp(
        `dapat diajukan sampai ${plain(formats.date(until))}\\. Dilewati: Sabtu, Minggu, .*; menurut SKB`,
        'u',
      ),
    );
    const today = day('2027-01-30');
    const reply = objectionReplyDue({ receivedOn: today, enteredOn: today }, calendar, rules).date;
    await explained(/^Keberatan .* terdaftar/u, reply, 30);
    expect(walked(await page('/permohonan-saya'))).toEqual([{ number: 30, lastDay: asLastDay(reply) }]);
    await app.passTo('2027-04-01T09:00:00+09:00');
    const commission = commissionWindowEnd(reply, calendar, rules, 'end-of-term').date;
    await explained(/Batas tanggapan/u, commission, 14);
    await app.passTo(`${commission}T09:00:00+09:00`);
    await explained(/^Sengketa atas/u, commission, 14);
    expect(walked(await page('/permohonan-saya'))).toEqual([{ number: 14, lastDay: asLastDay(commission) }]);
  });
});
