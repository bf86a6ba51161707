/** The table of the papers (ux.md section 7), row by row: who reads which mails, and the calendar file of each. */
export const TABLE: readonly (readonly [
  event: string,
  reader: 'requester' | 'staff',
  kinds: readonly string[],
  file: string | null,
])[] = [
  ['draft saved', 'requester', ['draft-saved'], null],
  ['mail code', 'requester', ['mail-code'], null],
  ['registered', 'requester', ['registered'], 'batas.ics'],
  ['needs completing', 'requester', ['needs-completing'], 'batas.ics'],
  ['one working day before that', 'requester', ['completing-tomorrow'], null],
  ['repaired and complete', 'requester', ['repaired-complete'], 'batas.ics'],
  ['extended', 'requester', ['extended'], 'batas.ics'],
  ['new message', 'requester', ['message'], null],
  ['answered', 'requester', ['answered'], 'keberatan.ics'],
  ['pay or collect, copy ready', 'requester', ['copy-ready'], null],
  ['overdue, to the citizen', 'requester', ['overdue'], 'keberatan.ics'],
  ['overdue, to the PPID utama', 'staff', ['overdue-escalation'], null],
  ['five working days before the window ends', 'requester', ['objection-window-ending'], null],
  ['objection filed', 'requester', ['objection-filed'], 'batas.ics'],
  ['objection answered', 'requester', ['objection-answered'], 'sengketa.ics'],
  ['objection not answered', 'requester', ['objection-silent'], 'sengketa.ics'],
  [
    'withdrawn, closed, objection settled',
    'requester',
    ['withdrawn', 'closed-incomplete', 'objection-closed'],
    null,
  ],
  ['date moved by calendar', 'requester', ['date-moved'], 'batas.ics'],
  ['data request done; incident', 'requester', ['data-request-done', 'data-incident'], null],
  ['staff: assigned, citizen replied', 'staff', ['assigned', 'citizen-replied'], null],
  ['staff: consent wanted or returned', 'staff', ['consent-wanted', 'proposal-returned'], null],
  ['staff: material wanted, taken over', 'staff', ['material-wanted', 'taken-over'], null],
  [
    'staff: digest; supervisor 08.00 and weekly',
    'staff',
    ['digest', 'supervisor-digest', 'weekly-list'],
    null,
  ],
  ['desk: bounce; any staff: new sign-in', 'staff', ['mail-failed', 'new-sign-in'], null],
];

/** Mails beyond that table, each asked for elsewhere in the papers. */
export const BEYOND_THE_TABLE: readonly string[] = [
  'link-requested',
  'registered-without-term',
  'order-carried-out',
  'order-lapsed',
  'commission-window-ending',
  'order-to-carry-out',
  'order-reminded',
  'order-overdue',
  'date-firm',
  'handed-back',
  'reminded',
  'exemption-ending',
  'completeness-treated',
  'dispute-opened',
  'dispute-order',
  'dispute-order-overdue',
  'decree-missing',
];

/** The subjects of that table, filled with the sample of each mail: no kind of it says anything else. */
export const SUBJECTS: Readonly<Record<string, string>> = {
  'draft-saved': 'Draf permohonan tersimpan',
  'mail-code': 'Kode masuk PPID Kota Ambon',
  registered: 'Permohonan {nomor} terdaftar',
  'registered-without-term': 'Permohonan {nomor} terdaftar',
  'needs-completing': 'Perlu dilengkapi: {nomor}',
  'completing-tomorrow': 'Besok batas melengkapi {nomor}',
  'repaired-complete': 'Permohonan {nomor} lengkap',
  extended: '{nomor} diperpanjang sampai {tgl}',
  message: 'Pesan baru untuk {nomor}',
  answered: 'Jawaban {nomor} tersedia',
  'copy-ready': 'Salinan {nomor}: {langkah}',
  overdue: 'Batas jawaban {nomor} sudah lewat',
  // The table has the requester's mail; PPID utama and superior are told in words that nobody takes for it.
  'overdue-escalation': '{nomor} lewat batas jawaban',
  'objection-window-ending': 'Keberatan {nomor} sampai {tgl}',
  'objection-filed': 'Keberatan {nomor} terdaftar',
  'objection-answered': 'Tanggapan keberatan {nomor}',
  'objection-silent': 'Batas tanggapan {nomor} sudah lewat',
  withdrawn: '{nomor} dicabut',
  'closed-incomplete': '{nomor} ditutup',
  'objection-closed': '{nomor} selesai',
  'date-moved': 'Batas {nomor} berubah',
  'data-request-done': 'Permintaan data selesai',
  'data-incident': 'Pemberitahuan insiden data',
  assigned: '{nomor}: {aksi} sebelum {tgl}',
  'citizen-replied': '{nomor}: {aksi} sebelum {tgl}',
  'consent-wanted': '{nomor}: {aksi} sebelum {tgl}',
  'proposal-returned': '{nomor}: {aksi} sebelum {tgl}',
  'material-wanted': '{nomor}: {aksi} sebelum {tgl}',
  'taken-over': '{nomor}: {aksi} sebelum {tgl}',
  digest: 'PPID {tgl}: {n} jatuh tempo, {n} terlambat',
  'supervisor-digest': 'PPID {tgl}: {n} jatuh tempo, {n} terlambat',
  'weekly-list': 'PPID {tgl}: {n} jatuh tempo, {n} terlambat',
  'mail-failed': '{nomor}: email gagal',
  'new-sign-in': 'Masuk dari perangkat baru',
};

const FILLED: Readonly<Record<string, string>> = {
  nomor: String.raw`AMBON-(?:K-)?2026-\d{6}`,
  tgl: String.raw`\d{1,2} [A-Z][a-z]+ 20\d\d`,
  n: String.raw`\d+`,
  aksi: '[a-z ]+',
  langkah: String.raw`(?:biaya Rp[\d.]+|diambil di loket)`,
};

/** A subject of the papers as what a filled one has to match, whole. */
export function subjectPattern(subject: string): RegExp {
  return new RegExp(`^${subject.replace(/\{(\w+)\}/gu, (_, name: string) => FILLED[name] ?? name)}$`, 'u');
}
