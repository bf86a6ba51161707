import { loadCity } from '../../src/platform/config/city.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { languages, NBSP } from '../../src/platform/views/language.js';
import { Views } from '../../src/platform/views/views.js';
import { isMailKind, MAIL_KIND_NAMES, mailKind } from '../../src/office/notifications/mail-kinds.js';
import { MailRenderer, orphanedTemplates } from '../../src/office/notifications/mail-renderer.js';
import { localDate } from '../../src/law/local-date.js';
import { WorkingCalendar } from '../../src/law/working-calendar.js';
import { provisionalYearOf } from '../../src/office/notifications/provisional-days.js';
import { BEYOND_THE_TABLE, SUBJECTS, subjectPattern, TABLE } from './kinds-of-the-papers.js';

const city = loadCity();
const views = new Views(city, { assets: {} });
const renderer = new MailRenderer(views, city, loadConfig({ PUBLIC_URL: 'https://ppid.ambon.test' }));
const all = MAIL_KIND_NAMES.flatMap((kind) => languages.map((language) => ({ kind, language })));

describe('mail kinds', () => {
  it('are those of the papers, and no folder is without a kind', () => {
    const listed = [...TABLE.flatMap(([, , kinds]) => kinds), ...BEYOND_THE_TABLE];
    expect([...MAIL_KIND_NAMES].sort()).toEqual([...listed].sort());
    expect(orphanedTemplates()).toEqual([]);
  });

  it.each(TABLE)('%s: to the %s, with its calendar file', (_event, reader, kinds, file) => {
    for (const kind of kinds) {
      if (!isMailKind(kind)) throw new Error(`there is no mail ${kind}`);
      expect(mailKind(kind).reader).toBe(reader);
      for (const language of languages)
        expect(renderer.sample(kind, language).attachment?.name ?? null).toBe(file);
    }
  });

  it('have the subjects of the papers', () => {
    const listed = [...TABLE.flatMap(([, , kinds]) => kinds), 'registered-without-term'];
    expect(Object.keys(SUBJECTS).sort()).toEqual([...listed].sort());
    const other = Object.entries(SUBJECTS).flatMap(([kind, subject]) => {
      if (!isMailKind(kind)) throw new Error(`there is no mail ${kind}`);
      const { subject: filled } = renderer.sample(kind, 'id');
      return subjectPattern(subject).test(filled) ? [] : [`${kind}: ${filled}`];
    });
    expect(other).toEqual([]);
  });

  it('have a name for the desk when one of them fails', () => {
    for (const failed of MAIL_KIND_NAMES) {
      for (const language of languages) {
        const data = { ...mailKind('mail-failed').sample, failed };
        const { text } = renderer.render('mail-failed', language, data, [], new Date(0));
        expect(text).not.toContain(`"${failed}"`);
        expect(text).not.toContain('mail.words');
      }
    }
  });

  it.each(all)('$kind in $language keeps subject, opening, link and foot', ({ kind, language }) => {
    const mail = renderer.sample(kind, language);
    expect(mail.subject.length).toBeLessThanOrEqual(60);
    expect(mail.subject).not.toMatch(/[!\r\n\u00a0]/u);
    const opening = {
      id: { requester: 'Yth. Pemohon informasi,', staff: 'Yth. Petugas,' },
      en: { requester: 'Dear information requester,', staff: 'Dear colleague,' },
    }[language][mailKind(kind).reader];
    expect(mail.text.startsWith(`${opening}\n\n`)).toBe(true);
    expect(mail.html).toContain(opening);
    expect(mail.text).toContain('ppid.ambon.test');
    expect(mail.text).not.toContain(NBSP);
    expect(mail.text).not.toMatch(/\{|\}|undefined|null|&amp;|[\ue000\ue001]/u);
    const links = mail.html.match(/href="[^"]*"/gu) ?? [];
    expect(links.length).toBeLessThanOrEqual(1);
    for (const link of links) expect(link).toMatch(/^href="https:\/\/ppid\.ambon\.test\//u);
    expect(mail.html).not.toMatch(/<img|<style|<script|src=|url\(/iu);
  });

  it.each(all)('$kind in $language says the same in text and HTML', ({ kind, language }) => {
    const mail = renderer.sample(kind, language);
    const plain = (text: string): string => text.replaceAll(NBSP, ' ').replace(/\s+/gu, ' ').toLowerCase();
    const html = plain(
      mail.html
        .replace(/<[^>]*>/gu, ' ')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'"),
    );
    const days = mail.text.match(/\d{1,2} [A-Z][a-z]+ 20\d\d/gu) ?? [];
    for (const day of days) expect(html).toContain(plain(day));
    const links = mail.text.match(/https:\/\/\S+/gu) ?? [];
    for (const link of links) expect(html).toContain(plain(link));
  });

  it('tell the exact words of a registered, an extended and an overdue request', () => {
    const registered = renderer.sample('registered', 'id');
    expect(registered.subject).toBe('Permohonan AMBON-2026-000123 terdaftar');
    expect(registered.text).toContain(
      [
        'Permohonan terdaftar pada Selasa, 24 November 2026.',
        'Jawaban paling lambat Selasa, 8 Desember 2026 (10 hari kerja).',
        'Lihat status: https://ppid.ambon.test/permohonan-saya?k=Q4M82TXRKD7WAH3N',
        'Berikutnya kelengkapan diperiksa, paling lambat Jumat, 27 November 2026.',
      ].join('\n'),
    );
    expect(registered.text.indexOf('Hak-hak Pemohon')).toBeGreaterThan(registered.text.indexOf('Berikutnya'));
    expect(registered.text).toMatch(/^6\. Mengajukan sengketa/mu);
    const extended = renderer.sample('extended', 'id');
    expect(extended.subject).toBe('AMBON-2026-000123 diperpanjang sampai 17 Desember 2026');
    expect(extended.text).toContain('Batas baru Kamis, 17 Desember 2026, sebelumnya 8 Desember 2026.');
    const overdue = renderer.sample('overdue', 'id');
    expect(overdue.subject).toBe('Batas jawaban AMBON-2026-000123 sudah lewat');
    expect(overdue.text).toContain(
      [
        'Dinas Pendidikan belum menjawab.',
        'Batas jawaban Selasa, 8 Desember 2026 sudah lewat.',
        'Ajukan keberatan: https://ppid.ambon.test/permohonan-saya/keberatan?k=Q4M82TXRKD7WAH3N',
        'Hak ini sampai Senin, 25 Januari 2027 (30 hari kerja). PPID utama sudah diberi tahu.',
      ].join('\n'),
    );
  });

  it.each([
    ['answered', '30 hari kerja', '30 working days'],
    ['closed-incomplete', '30 hari kerja', '30 working days'],
    ['objection-answered', '14 hari kerja', '14 working days'],
  ] as const)('%s on paper names the term that runs from its receipt', (kind, hari, days) => {
    const told = (language: 'id' | 'en', way: 'mail' | 'paper', more: object = {}) => {
      const data = { ...mailKind(kind).sample, ...more };
      return renderer.render(kind, language, data, [], new Date(0), way).text.replaceAll(/\s+/gu, ' ');
    };
    expect(told('id', 'paper')).toContain(
      `Bila surat ini dikirim lewat pos: atau ${hari} sejak surat diterima, mana yang lebih akhir.`,
    );
    expect(told('en', 'paper')).toContain(
      `If this letter goes by post: or ${days} from its receipt, whichever is later.`,
    );
    expect(told('id', 'mail')).not.toContain('lewat pos');
    // Who has no right to object is told of no term.
    if (kind !== 'objection-answered')
      expect(told('id', 'paper', { objectionUntil: null })).not.toContain('lewat pos');
  });

  it.each(MAIL_KIND_NAMES)('%s calls a counted day of a year without decree provisional', (kind) => {
    const { sample, reader, calendar, counted = [] } = mailKind(kind);
    const days = calendar === undefined ? counted : [calendar.day, ...counted];
    const today = localDate('2026-11-24');
    const told = (coveredYears: readonly number[], others: object = {}) => {
      const years = new WorkingCalendar({
        version: '1',
        days: [],
        coveredYears,
        reading: { collectiveLeave: 'free', localClosures: 'free' },
      });
      const dated = Object.fromEntries(days.map((day) => [day, localDate('2027-03-01')]));
      const data = { ...sample, ...dated, ...others };
      const whole = { ...data, ...provisionalYearOf(kind, data, today, years) };
      return renderer.render(kind, 'id', whole, [], new Date(0)).text;
    };
    const words = 'Tanggal ini sementara: kalender 2027 belum ditetapkan.';
    expect(told([2026]).includes(words)).toBe(days.length > 0);
    // The note speaks of the line above it: it opens no mail, whichever of the days is told.
    for (const day of days) {
      const others = Object.fromEntries(days.filter((one) => one !== day).map((one) => [one, null]));
      const [above] = told([2026], others).split(`\n${words}`);
      expect(above?.split('\n').at(-1)).toContain('1 Maret 2027');
    }
    expect(told([2026, 2027])).not.toContain(words);
    // A requester can act on every day that the law counts; none of them goes unmarked.
    const counts = ['dueOn', 'repairDueOn', 'objectionUntil', 'commissionUntil', 'replyDueOn'];
    const legalDays = Object.keys(sample).filter((name) => counts.includes(name));
    if (reader === 'requester' && legalDays.length > 0) expect(days.length).toBeGreaterThan(0);
  });

  it('open the English pages from English mails', () => {
    expect(renderer.sample('registered', 'en').text).toContain(
      'https://ppid.ambon.test/en/permohonan-saya?k=',
    );
    expect(renderer.sample('assigned', 'en').text).toContain('https://ppid.ambon.test/petugas/');
  });

  it('name the office where nobody holds the case yet', () => {
    const sample = mailKind('overdue').sample;
    const mail = renderer.render('overdue', 'id', { ...sample, agency: null, late: true }, [], new Date(0));
    expect(mail.text).toContain('PPID Kota Ambon belum menjawab.');
    expect(mail.text).toContain('terkirim lebih lambat');
  });

  it('name no day to act by once it is past', () => {
    const kinds = ['assigned', 'citizen-replied', 'handed-back', 'reminded', 'taken-over', 'material-wanted'];
    for (const kind of kinds.filter(isMailKind)) {
      for (const language of languages) {
        const sample = { ...mailKind(kind).sample, action: 'check-repair' };
        const subject = (workingDaysLeft: number): string =>
          renderer.render(kind, language, { ...sample, workingDaysLeft }, [], new Date(0)).subject;
        expect(subject(0)).toContain('2026');
        expect(subject(-1).replace('AMBON-2026', '')).not.toContain('2026');
        expect(subject(-1).length).toBeLessThanOrEqual(60);
      }
    }
    const past = { ...mailKind('reminded').sample, action: 'check-repair', workingDaysLeft: -2 };
    const { subject, text } = renderer.render('reminded', 'id', past, [], new Date(0));
    expect(subject).toBe('AMBON-2026-000123: periksa perbaikan (batas sudah lewat)');
    expect(text).toContain('lewat 2 hari kerja');
  });

  it('ask an office for what no term of the law governs, without a day', () => {
    for (const language of languages) {
      const sample = { ...mailKind('assigned').sample, dueOn: null, workingDaysLeft: null };
      const { subject, text } = renderer.render('assigned', language, sample, [], new Date(0));
      expect(subject).toBe(
        language === 'id'
          ? 'AMBON-2026-000123: jawab (tanpa batas)'
          : 'AMBON-2026-000123: answer (no due date)',
      );
      expect(text.replace('AMBON-2026', '')).not.toContain('2026');
    }
  });

  it('tell the last day to object when a request is closed', () => {
    const sample = mailKind('closed-incomplete').sample;
    const late = renderer.render('closed-incomplete', 'id', { ...sample, late: true }, [], new Date(0)).text;
    expect(late).toContain('Anda dapat mengajukan keberatan sampai Rabu, 20 Januari 2027.');
    expect(late).toContain('terkirim lebih lambat');
    expect(renderer.sample('closed-incomplete', 'en').text).toContain('Wednesday 20 January 2027');
    expect(renderer.sample('closed-incomplete', 'id').text).not.toContain('lebih lambat');
  });

  it('ask the desk to assign only what nobody holds', () => {
    const sample = mailKind('completeness-treated').sample;
    const agency = { id: 'Dinas Pendidikan', en: 'Education Office' };
    const held = { ...sample, holder: 'agency', agency };
    const words = (data: object): string =>
      renderer.render('completeness-treated', 'id', { ...sample, ...data }, [], new Date(0)).text;
    expect(words({})).toContain('Bagikan ke instansi hari ini');
    expect(words({})).toContain('tidak diperiksa sampai');
    expect(words({ why: 'unposted' })).toContain('tidak tercatat terkirim sampai');
    expect(words({ why: 'unposted' })).not.toContain('tidak diperiksa');
    expect(words(held)).not.toContain('Bagikan');
    expect(words(held)).toContain('Dinas Pendidikan memegang kasus ini');
  });

  it('show each answer and each step of a copy in words', () => {
    const answered = mailKind('answered').sample;
    for (const outcome of [
      'granted_full',
      'granted_partial',
      'refused_exempt',
      'refused_other',
      'not_held',
      'not_yet_held',
      'not_documented',
    ]) {
      for (const language of languages) {
        const { text } = renderer.render('answered', language, { ...answered, outcome }, [], new Date(0));
        expect(text).not.toContain(outcome);
      }
    }
    const copy = mailKind('copy-ready').sample;
    const subject = (step: string): string =>
      renderer.render('copy-ready', 'id', { ...copy, step }, [], new Date(0)).subject;
    expect(subject('pay')).toBe('Salinan AMBON-2026-000123: biaya Rp12.500');
    expect(subject('collect')).toBe('Salinan AMBON-2026-000123: diambil di loket');
    expect(subject('ready')).toBe('Salinan AMBON-2026-000123: siap dibuka');
    expect(subject('handedOver')).toBe('Salinan AMBON-2026-000123: penyerahan dicatat');
  });

  it('call the last day of the office no last day of the requester', () => {
    const copy = mailKind('copy-ready').sample;
    for (const step of ['pay', 'collect', 'inspect']) {
      const { text } = renderer.render('copy-ready', 'id', { ...copy, step }, [], new Date(0));
      expect(text).toContain('Tersedia paling lambat Selasa, 22 Desember 2026.');
      expect(text).not.toMatch(/(?:Bayar|Ambil|loket) sampai/u);
    }
  });

  it('keep the longest register number within the subject', () => {
    for (const { kind, language } of all) {
      const { sample } = mailKind(kind);
      if (typeof sample['number'] !== 'string') continue;
      for (const workingDaysLeft of [3, -3]) {
        const long = {
          ...sample,
          number: 'AMBON-2026-000123/9',
          dueOn: localDate('2026-09-23'),
          action: 'check-completeness',
          workingDaysLeft,
        };
        expect(renderer.render(kind, language, long, [], new Date(0)).subject.length).toBeLessThanOrEqual(60);
      }
    }
  });

  it('let no line end or bidirectional sign through', () => {
    const sample = mailKind('message').sample;
    const agency = { id: 'Dinas\r\nBcc: x@y.test\u202e', en: 'x' };
    const mail = renderer.render(
      'message',
      'id',
      { ...sample, agency, number: 'A-1\r\nBcc: x@y.test' },
      [],
      new Date(0),
    );
    expect(mail.subject).not.toMatch(/[\r\n]/u);
    expect(mail.text).not.toMatch(/^Bcc/mu);
    expect(mail.text).not.toContain('\u202e');
    expect(() =>
      renderer.render('message', 'id', { ...sample, link: '//evil.test' }, [], new Date(0)),
    ).toThrow();
    expect(() =>
      renderer.render('message', 'id', { ...sample, link: 'https://evil.test' }, [], new Date(0)),
    ).toThrow();
  });

  it('escape what the data holds in HTML', () => {
    const sample = mailKind('message').sample;
    const mail = renderer.render(
      'message',
      'id',
      { ...sample, agency: { id: '<b>&"', en: '' } },
      [],
      new Date(0),
    );
    expect(mail.html).toContain('&lt;b&gt;&amp;&quot;');
    expect(mail.text).toContain('<b>&"');
  });

  it('refuse data that lacks a value', () => {
    expect(() => renderer.render('registered', 'id', { number: 'A-1' }, [], new Date(0))).toThrow(
      /needs the value/u,
    );
  });

  it('attach a calendar file that readers can take', () => {
    const at = new Date('2026-11-24T01:15:00Z');
    const entry = {
      kind: 'reply-due',
      subjectId: 'c1',
      number: 'AMBON-2026-000123',
      on: localDate('2026-12-08'),
    } as const;
    const { sample } = mailKind('registered');
    const file = renderer.render(
      'registered',
      'id',
      sample,
      [{ ...entry, sequence: 1, cancelled: false }],
      at,
    ).attachment;
    expect(file?.name).toBe('batas.ics');
    const content = file?.content ?? '';
    for (const line of [
      'METHOD:PUBLISH',
      'UID:reply-due-c1@ppid.ambon.test',
      'SEQUENCE:1',
      'DTSTAMP:20261124T011500Z',
      'DTSTART;VALUE=DATE:20261208',
      'DTEND;VALUE=DATE:20261209',
      'SUMMARY:Batas jawaban PPID AMBON-2026-000123',
      'STATUS:CONFIRMED',
    ]) {
      expect(content.split('\r\n')).toContain(line);
    }
    const moved = renderer.render(
      'extended',
      'id',
      mailKind('extended').sample,
      [{ ...entry, sequence: 2, cancelled: true }],
      at,
    );
    expect(moved.attachment?.content).toContain('UID:reply-due-c1@ppid.ambon.test');
    expect(moved.attachment?.content).toContain('SEQUENCE:2');
    expect(moved.attachment?.content).toContain('STATUS:CANCELLED');
    // What only takes a date away names none.
    expect(moved.text).toContain('menghapus tanggal yang tidak berlaku lagi');
    expect(moved.text).not.toContain('terlampir untuk kalender');
  });
});
