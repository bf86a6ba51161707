import { LetterPrinter } from '../../src/platform/letters/letter-printer.js';
import type { LetterKind, LetterOf } from '../../src/platform/letters/letter-data.js';
import { letterShapes } from '../../src/platform/letters/letter-data.js';
import { HIDDEN_ADDRESSEE } from '../../src/platform/letters/letter-parts.js';
import { printedMoney } from '../../src/platform/letters/letter-money.js';
import { printable } from '../../src/platform/letters/printable-signs.js';
import { fieldsOnPage } from './fields-on-page.js';
import type { ReadPdf, Run } from './read-pdf.js';
import { readPdf } from './read-pdf.js';
import { due, on, samples } from './samples.js';

const printer = new LetterPrinter();
const createdAt = new Date('2026-12-15T01:02:03Z');
const print = <K extends LetterKind>(kind: K, data: LetterOf<K>) => printer.print(kind, data, { createdAt });
const read = <K extends LetterKind>(kind: K, data: LetterOf<K>) => readPdf(print(kind, data));
const kinds = Object.keys(letterShapes) as LetterKind[];
const squashed = (text: string) => text.replace(/\s+/g, '');

const MILLIMETRE = 72 / 25.4;

/** Every word stays between the margins, and no two words of one line lie on each other. */
function expectTidy({ runs, pages }: ReadPdf): void {
  const { width, height } = pages[0] ?? { width: 0, height: 0 };
  // A landscape sheet has less at its sides.
  const [before, after] = width > height && height > 500 ? [15, 15] : [25, 20];
  const [left, right] = [before * MILLIMETRE - 0.1, width - after * MILLIMETRE + 0.1];
  expect(runs.filter((run) => run.x < left || run.right > right)).toEqual([]);
  expect(runs.filter((run) => run.size < 6.6)).toEqual([]);
  const lines = new Map<string, Run[]>();
  for (const run of runs) {
    const key = `${run.page} ${run.y.toFixed(1)}`;
    lines.set(key, [...(lines.get(key) ?? []), run]);
  }
  const overlapping = [...lines.values()].flatMap((line) => {
    line.sort((a, b) => a.x - b.x);
    return line.filter((run, i) => run.x - (line[i - 1]?.right ?? 0) < -0.6);
  });
  expect(overlapping).toEqual([]);
}

describe.each(kinds)('the letter %s', (kind) => {
  it('holds every field that the law and we ask for', () => {
    const { text } = read(kind, samples[kind]);
    for (const field of fieldsOnPage[kind]) expect(squashed(text)).toContain(squashed(field));
  });

  it('is a tagged PDF/A-2a that names its language and title', () => {
    const pdf = print(kind, samples[kind]).toString('latin1');
    expect(pdf).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(pdf).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(pdf).toMatch(/\/Marked true/);
    expect(pdf).toMatch(/\/Lang \(id\)/);
    expect(pdf).toMatch(/\/Alt \(Lambang Pemerintah Kota Ambon\)/);
  });

  it('keeps every word inside its column', () => {
    expectTidy(read(kind, samples[kind]));
  });

  it('prints the same bytes from another printer', () => {
    const again = new LetterPrinter().print(kind, samples[kind], { createdAt });
    expect(print(kind, samples[kind]).equals(again)).toBe(true);
  });

  it('carries only the date it was made', () => {
    const pdf = print(kind, samples[kind]).toString('latin1');
    expect(pdf).toContain('D:20261215010203');
    expect(new Set(pdf.match(/D:\d{14}/g))).toEqual(new Set(['D:20261215010203']));
  });

  it('refuses data with a missing or an unknown field', () => {
    const { letterhead: _, ...without } = samples[kind];
    expect(() => print(kind, without as unknown as LetterOf<typeof kind>)).toThrow(
      `${kind}.letterhead is missing`,
    );
    const extra = { ...samples[kind], nationalId: '8171010101900001' };
    expect(() => print(kind, extra)).toThrow(`${kind}.nationalId is not known`);
    expect(() => print(kind, extra)).not.toThrow('8171010101900001');
  });

  it('is printed within a moment', () => {
    const times = Array.from({ length: 20 }, (_, i) => {
      const start = performance.now();
      print(kind, { ...samples[kind], registerNumber: `AMBON-2026-${String(i).padStart(6, '0')}` });
      return performance.now() - start;
    }).sort((a, b) => a - b);
    process.stdout.write(
      `letter ${kind}: median ${(times[10] ?? 0).toFixed(1)} ms, slowest ${(times[19] ?? 0).toFixed(1)} ms\n`,
    );
    expect(times).toHaveLength(20);
  });
});

describe('the receipt', () => {
  it('prints the tracking code once and only at filing', () => {
    const first = read('receipt', samples.receipt).text;
    expect(first.split('7K4M-Q2XT-9HWD-R8')).toHaveLength(2);
    const later = read('receipt', { ...samples.receipt, trackingCode: null }).text;
    expect(later).not.toContain('7K4M');
    expect(later).toContain('Kode lacak hanya ada pada tanda bukti pertama');
  });

  it('refuses an open NIK and a code behind the QR sign', () => {
    const open = { ...samples.receipt.requester, identityNumber: '8171010101900001' };
    expect(() => print('receipt', { ...samples.receipt, requester: open })).toThrow('masked');
    const statusLink = 'https://ppid.ambon.test/s/7K4M-Q2XT-9HWD-R8';
    expect(() => print('receipt', { ...samples.receipt, statusLink })).toThrow('QR sign');
  });

  it('tells a span without strip in words', () => {
    const { text } = read('receipt', {
      ...samples.receipt,
      answerDue: { ...due('2026-12-14', 10), strip: null },
    });
    expect(text).toContain('Dilewati: Sabtu, Minggu, 24 dan 25 Desember (Natal); menurut SKB.');
  });

  it('says why a date is provisional', () => {
    const provisional = 'Tanggal sementara: kalender 2028 belum ditetapkan.';
    const answerDue = { ...due('2026-11-24', 10), provisional };
    expect(read('receipt', { ...samples.receipt, answerDue }).text).toContain(provisional);
  });

  it.each([
    ['incomplete-notice', 'repairDue', 'answerDueIfRepairedOnLastDay'],
    ['extension-notice', 'newDue', 'objectionUntil'],
    ['decision-notice', 'objectionDue'],
    ['not-held-notice', 'objectionDue'],
    ['refusal-notice', 'objectionDue'],
    ['objection-form', 'replyDue', 'objectionUntil'],
    ['objection-reply', 'commissionDue'],
  ] as const)('%s says why a date is provisional', (kind, ...fields) => {
    for (const field of fields) {
      const provisional = 'Kalender 2028 belum ditetapkan; tanggal dapat berubah dan Anda diberi tahu.';
      const date = (samples[kind] as unknown as Readonly<Record<string, object>>)[field];
      const data = { ...samples[kind], [field]: { ...date, provisional } } as LetterOf<typeof kind>;
      expect(squashed(read(kind, data).text)).toContain(squashed(provisional));
    }
  });

  it.each(['decision-notice', 'not-held-notice', 'refusal-notice'] as const)(
    '%s says nothing of an objection where there is no such right',
    (kind) => {
      const sample = samples[kind];
      expect(read(kind, sample).text).toMatch(/keberatan/iu);
      const { text } = read(kind, { ...sample, objectionDue: null } as LetterOf<typeof kind>);
      expect(text).not.toMatch(/keberatan/iu);
      expect(text).toContain(sample.signer.name);
    },
  );

  it('goes without an answer date where no clock runs', () => {
    const help = read('receipt', { ...samples.receipt, answerDue: null });
    expect(help.text).toContain('tanpa batas waktu undang-undang');
    expect(help.text).not.toMatch(/Batas jawaban|keberatan|Komisi Informasi/iu);
    const letter = samples['incomplete-notice'];
    const statutory = read('incomplete-notice', letter).text;
    expect(squashed(statutory)).toContain('ataumengajukankeberatan');
    const noTerm = { answerWorkingDays: null, answerDueIfRepairedOnLastDay: null };
    const incomplete = read('incomplete-notice', { ...letter, ...noTerm }).text;
    expect(squashed(incomplete)).toContain('tanpabataswaktuundang-undang');
    expect(incomplete).not.toMatch(/keberatan|Batas jawaban/iu);
  });

  it('has the six rights on its own page', () => {
    const { pages, runs } = read('receipt', samples.receipt);
    expect(pages).toHaveLength(2);
    const second = runs.filter((run) => run.page === 2).map((run) => run.text);
    expect(second).toEqual(expect.arrayContaining(['I', 'II', 'III', 'IV', 'V', 'VI']));
  });
});

describe('the decision notice', () => {
  const { granted, ...notice } = samples['decision-notice'];
  if (granted === null) throw new Error('the sample grants something');
  const none = { ...notice, extent: 'none', attachments: null, consentedOn: null, granted: null } as const;

  it.each(['decision-notice', 'refusal-notice'] as const)(
    'prints a %s that was frozen before it said what stays open',
    (kind) => {
      const { stillOpen: _, ...before } = samples[kind];
      const { text } = read(kind, before as LetterOf<typeof kind>);
      expect(text).not.toContain('Yang tetap terbuka');
    },
  );

  it('says that all is given, at once and free', () => {
    const free = { basis: null, sum: printedMoney(0) };
    const { text } = read('decision-notice', {
      ...notice,
      extent: 'full',
      attachments: null,
      consentedOn: null,
      granted: {
        ...granted,
        items: granted.items.slice(0, 1),
        copyCost: free,
        deliveryCost: free,
        otherCost: free,
        totalCost: printedMoney(0),
        providedBy: notice.issuedOn,
        provideWorkingDays: 0,
        blackouts: [],
      },
    });
    for (const words of [
      '☑ seluruhnya',
      '☐ sebagian',
      'Tersedia sejak bersama surat ini Selasa, 15 Desember 2026',
      'Tidak ada bagian yang dihitamkan',
    ]) {
      expect(text).toContain(words);
    }
  });

  const lacking = { number: null, information: null, reason: 'Laporan belum diserahkan.', availableOn: null };

  it('ticks what is not yet held without head A', () => {
    const { text } = read('decision-notice', { ...none, unavailable: [{ ...lacking, kind: 'notYetHeld' }] });
    expect(text).toContain('Informasi belum dikuasai');
    expect(text).toContain('☐ Kami ☐ Badan Publik lain, yaitu –');
    expect(text).toContain(
      '☑ Informasi yang diminta belum dikuasai ☐ Informasi yang diminta belum didokumentasikan',
    );
    expect(text).toContain('Alasan Laporan belum diserahkan.');
    expect(text).not.toContain('A. Informasi Dapat Diberikan');
  });

  it('promises a day for what is not documented', () => {
    const promised = { ...lacking, kind: 'notDocumented', availableOn: on('2027-02-01') } as const;
    const { text } = read('decision-notice', { ...none, unavailable: [promised] });
    expect(text).toContain('☑ Kami');
    expect(text).toContain('☑ Informasi yang diminta belum didokumentasikan');
    expect(text).toContain('dilakukan dalam jangka waktu sampai Senin, 1 Februari 2027');
  });

  it('says of what is exempt that it is held', () => {
    const { text } = read('decision-notice', {
      ...none,
      refused: [
        {
          ...{ number: 1, information: 'Data siswa', kind: 'exempt' },
          law: 'Pasal 17 huruf h',
          reason: 'Pribadi.',
        },
      ],
      heldElsewhere: [
        { ...{ number: 2, information: 'Sensus', holder: 'BPS' }, searchRecord: null, reason: 'Milik BPS.' },
      ],
    });
    expect(text).toContain('☑ Kami: nomor 1 ☑ Badan Publik lain, yaitu BPS: nomor 2');
  });

  it('ticks no other body where the search found none', () => {
    const sought = { holder: null, searchRecord: 'Arsip dua dinas diperiksa.', reason: 'Tidak ditemukan.' };
    const alone = [
      { number: 1, information: 'Peta 1970', ...sought },
      { number: 2, information: 'Peta 1971', ...sought },
    ];
    const { text } = read('decision-notice', { ...none, heldElsewhere: alone });
    expect(text).toContain(
      '☐ Kami ☐ Badan Publik lain, yaitu – Pencarian tidak menemukan Badan Publik yang menguasai nomor 1, 2',
    );
    expect(text).toContain('Informasi yang tidak kami kuasai Nomor 1 Peta 1970');
    expect(text).not.toContain('Informasi pada Badan Publik lain');
  });

  it('names the items behind each box of a split question', () => {
    const pdf = read('decision-notice', {
      ...samples['decision-notice'],
      unavailable: [{ ...lacking, number: 5, information: 'Laporan 2026', kind: 'notYetHeld' }],
      heldElsewhere: [
        {
          number: 6,
          information: 'Guru SMA',
          holder: 'PPID Provinsi Maluku',
          searchRecord: null,
          reason: 'SMA milik provinsi.',
        },
      ],
    });
    for (const words of [
      '☑ Kami: nomor 1, 2, 3, 4 ☑ Badan Publik lain, yaitu PPID Provinsi Maluku: nomor 6',
      'Informasi pada Badan Publik lain Nomor 6 Guru SMA SMA milik provinsi.',
      '☑ Informasi yang diminta belum dikuasai: nomor 5',
      'Nomor 5 Laporan 2026 Laporan belum diserahkan.',
    ]) {
      expect(pdf.text).toContain(words);
    }
    expectTidy(pdf);
  });

  it('refuses an outcome that its parts contradict', () => {
    expect(() => print('decision-notice', none)).toThrow('extent "none"');
    const full = {
      ...samples['decision-notice'],
      extent: 'full',
      unavailable: [{ ...lacking, kind: 'notYetHeld' }],
    } as const;
    expect(() => print('decision-notice', full)).toThrow('"full" with nothing else');
  });

  it('names the day of receipt too when it goes by post', () => {
    const { text } = read('decision-notice', { ...samples['decision-notice'], sentByPost: true });
    expect(text).toContain('atau 30 hari kerja sejak surat diterima, mana yang lebih akhir');
  });

  it('previews without the person', () => {
    const { text } = read('decision-notice', { ...samples['decision-notice'], requester: HIDDEN_ADDRESSEE });
    expect(text).toContain('Nama [nama pemohon] Alamat [alamat pemohon]');
    expect(text).not.toContain('Yohana');
  });
});

describe('a letter that waits for its consent', () => {
  it.each(['decision-notice', 'refusal-notice', 'exemption-decree', 'test-sheet'] as const)(
    'says on every page of the %s that it is a draft, signed by nobody',
    (kind) => {
      const content = printer.print(kind, samples[kind], { createdAt, draft: true });
      const { text, pages, runs } = readPdf(content);
      expect(text).toContain('RANCANGAN Belum disetujui Atasan PPID');
      const marked = new Set(runs.filter((run) => run.text === 'RANCANGAN').map(({ page }) => page));
      expect(marked.size).toBe(pages.length);
      expect(text).not.toContain(`${samples[kind].signer.name} NIP`);
      expect(text).not.toMatch(/Disetujui Atasan PPID pada|Tempat tanda tangan elektronik/u);
    },
  );
});

describe('a narrow column', () => {
  it('keeps a word whole that fits into a line of its own, and tears one that does not', () => {
    const words = ['disalahgunakan', 'dipertanggungjawabkan', 'mempertanggungjawabkan'];
    const long = 'x'.repeat(90);
    const reasons = `${words.map((word) => `agar tidak ${word}, dan`).join(' ')} ${long}`;
    const pdf = read('objection-reply', { ...samples['objection-reply'], reasons, story: reasons });
    for (const word of words) expect(pdf.text.split(word)).toHaveLength(3);
    expect(pdf.text).not.toContain(long);
    expectTidy(pdf);
  });
});

describe('the other letters', () => {
  it('says where was looked when the holder is unknown', () => {
    const searchRecord = 'Arsip dua dinas diperiksa pada 27 November 2026.';
    const { text } = read('not-held-notice', { ...samples['not-held-notice'], holder: null, searchRecord });
    expect(text).toContain(
      '☐ Kami ☐ Badan Publik lain, yaitu – Pencarian tidak menemukan Badan Publik yang menguasainya',
    );
    expect(text).toContain(searchRecord);
    expect(() => print('not-held-notice', { ...samples['not-held-notice'], holder: null })).toThrow(
      'searchRecord',
    );
  });

  it('ticks both lawful reasons of an extension', () => {
    const reasons = ['notYetHeldOrDocumented', 'statusUndecided'] as const;
    const { text } = read('extension-notice', { ...samples['extension-notice'], reasons });
    expect(text.match(/☑/g)).toHaveLength(2);
  });

  it('prints a notice that was frozen before it told what a date passed over', () => {
    const { objectionUntil, ...notice } = samples['extension-notice'];
    const { skipped: _, ...before } = objectionUntil;
    const frozen = { ...notice, objectionUntil: before } as LetterOf<'extension-notice'>;
    expect(read('extension-notice', frozen).text).not.toContain('Dilewati');
  });

  it('prints an objection without request, by proxy, handed in at the desk', () => {
    const { text } = read('objection-form', {
      ...samples['objection-form'],
      requestNumber: null,
      grounds: ['b'],
      trackingCode: '7K4M-Q2XT-9HWD-R8',
      proxy: { name: 'Kuasa Contoh', address: 'Jalan Contoh 2', phone: null },
      channel: 'counter',
      receivedBy: 'Rina Contoh',
    });
    expect(text).toContain('☑ b. Informasi berkala tidak disediakan.');
    expect(text).toContain('7K4M-Q2XT-9HWD-R8');
    expect(text).toContain('Rina Contoh Pengaju Keberatan Tanda tangan pengaju Kuasa Contoh');
  });

  it('orders what is granted and nothing else, and names the decree of a refusal that stands', () => {
    const reply = samples['objection-reply'];
    expect(() => print('objection-reply', { ...reply, outcome: 'upheld' })).toThrow('ordered');
    expect(() => print('objection-reply', { ...reply, grounds: ['c', 'd'], order: null })).toThrow('ordered');
    const late = read('objection-reply', { ...reply, grounds: ['g'], order: null }).text.replace(/\s+/g, ' ');
    expect(late).toContain('☑ Mengabulkan seluruhnya');
    expect(late).toContain('Atasan PPID mengakui bahwa jangka waktunya telah lewat. Tidak ada lagi yang');
    expect(late).not.toContain('Dilaksanakan paling lambat');
    const { text } = read('objection-reply', {
      ...reply,
      outcome: 'upheld',
      grounds: ['a', 'g'],
      order: null,
      requestNumber: null,
      decreeNumber: 'Nomor 5 Tahun 2026',
      sentByPost: true,
    });
    expect(text).toContain('☑ Menguatkan keputusan PPID');
    expect(text).not.toContain('Perintah kepada PPID');
    expect(text).toContain('Penetapan Nomor 5 Tahun 2026');
    expect(text.replace(/\s+/g, ' ')).toContain('sejak surat diterima, mana yang lebih akhir');
  });

  it('carries a long story and a long answer over the page', () => {
    const { text, pages } = read('objection-reply', {
      ...samples['objection-reply'],
      story: 'Saya meminta kontrak dan volume pekerjaan tiap ruas. '.repeat(38),
      reasons: 'Volume tiap ruas ada pada lampiran kontrak dan dapat diberikan. '.repeat(90),
    });
    expect(pages.length).toBeGreaterThan(1);
    expect(text).toContain('Yakobus Contoh');
    // As wide as the form, not in the narrow columns of the table.
    expect(text).not.toContain('Alasan keberatan Kasus posisi pemohon Uraian Atasan PPID');
    expect(text).toContain('Kasus posisi pemohon Saya meminta kontrak');
  });
});

/** How far down the first page its words reach, above the foot: 1 is the whole room. */
function filled({ runs, pages }: ReadPdf): number {
  const height = pages[0]?.height ?? 0;
  const bottom = 29 * MILLIMETRE;
  const lowest = Math.min(...runs.filter(({ page, y }) => page === 1 && y > bottom).map(({ y }) => y));
  return (height - lowest) / (height - bottom);
}

describe('where pages end', () => {
  it.each([2, 6, 10, 14, 18, 24])('fills the first page of a reply with a story of %i sentences', (count) => {
    const reply = samples['objection-reply'];
    const story = 'Saya meminta kontrak dan volume pekerjaan tiap ruas. '.repeat(count);
    for (const parts of [{ outcome: 'upheld', order: null } as const, {}]) {
      const pdf = read('objection-reply', { ...reply, ...parts, story, reasons: story });
      if (pdf.pages.length > 1) expect(filled(pdf)).toBeGreaterThan(0.7);
    }
  });

  it('keeps a row of a table whole', () => {
    const sample = samples['decision-notice'];
    if (sample.granted === null) throw new Error('the sample grants something');
    const { granted } = sample;
    const cut = (at: number) => ({
      item: 1,
      part: `mulai${String(at)}z ${'nama penerima honor '.repeat(9)}`,
      reason: `${'dirahasiakan '.repeat(30)}selesai${String(at)}z`,
      law: 'Pasal 17 huruf h angka 3',
    });
    const blackouts = Array.from({ length: 12 }, (_, at) => cut(at));
    const { runs, pages } = read('decision-notice', { ...sample, granted: { ...granted, blackouts } });
    expect(pages.length).toBeGreaterThan(3);
    const pageOf = (sign: string) => runs.find(({ text }) => text.includes(sign))?.page;
    for (const at of blackouts.keys()) {
      expect([at, pageOf(`mulai${String(at)}z`)]).toEqual([at, pageOf(`selesai${String(at)}z`)]);
    }
  });

  it('lets no signature of a decree stand alone', () => {
    const decree = samples['exemption-decree'];
    for (const count of [10, 12, 14, 16, 18, 20, 22]) {
      const { runs, pages } = read('exemption-decree', {
        ...decree,
        information: 'Daftar penduduk menurut nama dan alamat. '.repeat(count),
      });
      const last = runs.filter(({ page }) => page === pages.length);
      expect(last.some(({ text }) => text.includes('KEEMPAT'))).toBe(true);
    }
  });
});

describe('a notice without a right to object', () => {
  const none = { objectionDue: null, sentByPost: false } as const;
  const notice = { ...samples['decision-notice'], ...none };
  const refusedOnly = {
    ...({ ...notice, extent: 'none', granted: null, consentedOn: null, attachments: null } as const),
    ...{ unavailable: [], heldElsewhere: [] },
  };
  const rule = { number: null, information: null, kind: 'other', law: 'UU 43/2009 Pasal 44' } as const;
  const shapes = {
    given: (text: string) => {
      if (notice.granted === null) throw new Error('the sample grants something');
      const items = notice.granted.items
        .slice(0, 1)
        .map((item) => ({ ...item, formNote: null, information: 'Daftar' }));
      const short = { payment: 'Tidak ada biaya', means: 'Softcopy: email', waitsForPayment: false };
      const granted = { ...notice.granted, ...short, items, blackouts: [], explanation: text };
      const alone = { unavailable: [], heldElsewhere: [], refused: [], consentedOn: null, attachments: null };
      return read('decision-notice', { ...notice, ...alone, stillOpen: null, extent: 'full', granted });
    },
    missing: (text: string) => {
      const item = { number: null, information: null, kind: 'notYetHeld', availableOn: null } as const;
      return read('decision-notice', {
        ...{ ...refusedOnly, refused: [], stillOpen: null },
        unavailable: [{ ...item, reason: text }],
      });
    },
    refused: (text: string) =>
      read('decision-notice', { ...refusedOnly, stillOpen: null, refused: [{ ...rule, reason: text }] }),
    'not held': (text: string) =>
      read('not-held-notice', { ...samples['not-held-notice'], ...none, reason: text }),
    exempt: (text: string) =>
      read('refusal-notice', { ...samples['refusal-notice'], ...none, harmIfOpened: text }),
  };

  it.each(Object.entries(shapes))('keeps words of it beside its signature: %s', (_, readWith) => {
    for (let lines = 1; lines <= 40; lines += 1) {
      const text = 'Daftar penduduk menurut nama dan alamat pada kelurahan. '.repeat(lines);
      const { runs, pages } = readWith(text);
      const signed = runs.find(({ text: word }) => word.includes('Tempat tanda tangan'));
      // Alone it stands at the very head of its page.
      expect([lines, pages.length, signed?.page]).toEqual([lines, pages.length, pages.length]);
      expect([lines, (signed?.y ?? 842) > 740]).toEqual([lines, false]);
    }
  });
});

describe('what strangers type', () => {
  const name =
    `Raden Mas Contoh Panjang Sekali Wirayudhakusumaningratdiprajaamangkunegara ${'Latuconsina Tahapary '.repeat(4)}`
      .slice(0, 150)
      .padEnd(150, 'x');
  const longWord = 'Pertanggungjawabanpelaksanaananggaranpendapatandanbelanjadaerah'.repeat(4);
  const markup = `Daftar #evil() *bintang* $uang$ <b>tebal</b> _garis_ @rujukan "kutip" \\balik; 2. dua // tutup ${longWord} `;
  const question = (markup + samples.receipt.informationRequested.repeat(30)).slice(0, 4000);
  const requester = {
    name,
    address: `Jalan ${'Contohyangpanjangtanpaspasi'.repeat(10)} Nomor 1`,
    contact: `0812-0000-0001 / ${'alamat.email.yang.sangat.panjang.'.repeat(6)}@subdomain.contoh.test`,
  };

  it('prints markup signs and long words as they are, inside the margins', () => {
    expect(longWord).toHaveLength(252);
    const pdf = read('receipt', {
      ...samples.receipt,
      requester: { ...samples.receipt.requester, ...requester },
      informationRequested: question,
    });
    expect(
      squashed(
        pdf.text.replaceAll(/AMBON-2026-000123 · Formulir.{0,130}? dari \d|PPID Kota Ambon · .{50}/g, ''),
      ),
    ).toContain(squashed(markup));
    expect(squashed(pdf.text)).toContain(squashed(name));
    expectTidy(pdf);
  });

  it('repeats the head of a table of 40 items on each page', () => {
    const sample = samples['decision-notice'];
    const [first] = sample.granted?.items ?? [];
    if (sample.granted === null || first === undefined) throw new Error('the sample grants something');
    const items = Array.from({ length: 40 }, (_, i) => ({
      ...first,
      number: i + 1,
      information: i === 5 ? longWord : i === 9 ? question.slice(0, 900) : first.information,
      formNote: 'Pertanggungjawabanpelaksanaan.xlsx',
      cost: printedMoney(123_456_789),
    }));
    const pdf = read('decision-notice', { ...sample, requester, granted: { ...sample.granted, items } });
    expectTidy(pdf);
    const heads = pdf.runs.filter((run) => run.text.startsWith('Bentuk fisik') && run.size === 8.5);
    const pagesOfItems = new Set(pdf.runs.filter((run) => run.text === 'Sebagian').map((run) => run.page));
    expect(heads.map((head) => head.page)).toEqual([...pagesOfItems]);
    expect(pagesOfItems.size).toBeGreaterThanOrEqual(3);
  });

  it.each(kinds)('survives the worst text in every field of %s', (kind) => {
    const worst = (value: unknown, key: string): unknown => {
      if (Array.isArray(value)) return value.map((entry) => worst(entry, key));
      if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, worst(v, k)]));
      }
      return typeof value === 'string' && FREE_TEXTS.has(key) ? `${markup}😀 ไทย 漢字 \u202e${value}` : value;
    };
    const data = worst(samples[kind], '') as LetterOf<typeof kind>;
    const pdf = read(kind, data);
    expectTidy(pdf);
    expect(pdf.text).not.toContain('\ue001');
    expect(pdf.text).toContain('□');
  });

  it('replaces signs that the fonts lack and says so below the field', () => {
    const { text } = read('receipt', {
      ...samples.receipt,
      requester: { ...samples.receipt.requester, name: 'สมชาย 王小明 😀 José Šimić Ω' },
    });
    const remark = '□ menggantikan huruf atau tanda yang tidak ada pada huruf cetak surat ini.';
    expect(text).toMatch(/Nama □+ □□□ □ José Šimić Ω □ menggantikan/);
    expect(text.split(remark)).toHaveLength(2);
  });

  it('says nothing of replaced signs when the □ was typed', () => {
    const { text } = read('receipt', { ...samples.receipt, purpose: '□ Penelitian' });
    expect(text).toContain('□ Penelitian');
    expect(text).not.toContain('menggantikan');
  });
});

describe('many letters', () => {
  it('leave the memory as it was when the event loop turns between them', async () => {
    const run = async (count: number) => {
      for (let i = 0; i < count; i += 1) {
        print('receipt', { ...samples.receipt, purpose: `Penelitian nomor ${i} ${'x '.repeat(i % 50)}` });
        await new Promise((turn) => setImmediate(turn));
      }
      return process.memoryUsage().rss / 1e6;
    };
    const before = await run(60);
    const after = await run(240);
    process.stdout.write(
      `memory after 60 letters ${before.toFixed(0)} MB, after 300 letters ${after.toFixed(0)} MB\n`,
    );
    expect(after - before).toBeLessThan(80);
  }, 180_000);
});

/** Fields that hold what people type, city or officer; the rest are numbers, dates and words of our own. */
const FREE_TEXTS = new Set(
  'name address contact occupation phone informationRequested purpose proxyLetter story note reason searchRecord explanation information formNote part law payment means attachments basis payer'.split(
    ' ',
  ),
);

it('needs no sign in the samples replaced', () => {
  expect(printable(samples, new Set(Array.from({ length: 0x2700 }, (_, i) => i)))).toEqual(samples);
});
