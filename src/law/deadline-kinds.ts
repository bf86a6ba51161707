import type { RequestEvent, ObjectionEvent, DisputeEvent } from './next-state.js';
import type { TimeLimitId } from './time-limits.js';

/** The room that registers the handler of a kind; the folder's name under `cases`, `routines` or `office`. */
export type HandlerRoom =
  | 'requests'
  | 'routing'
  | 'decisions'
  | 'materials'
  | 'refusals'
  | 'objections'
  | 'disputes'
  | 'escalation'
  | 'decrees'
  | 'documents'
  | 'takeover';

interface DeadlineKindRow {
  readonly kind: string;
  /** The clock of the law that runs out; `null` for a service of the office. */
  readonly limits: readonly TimeLimitId[];
  /** The event of the state table that the passing brings about; `null` where nothing changes state. */
  readonly lapse: RequestEvent | ObjectionEvent | DisputeEvent | null;
  readonly room: HandlerRoom;
  readonly titleId: string;
  readonly titleEn: string;
  readonly article: string;
  /** Cannot be undone: waits while the database clock is in doubt (law.md section 7). */
  readonly heldByClockGuard: boolean;
}

/**
 * Every kind of due row: the legal clocks, then the services that hang on them. Each has exactly one handler, which
 * its room registers; none or two, and the program does not start. A clock of the law falls due at 24:00 WIT of its
 * last day, a reminder or digest at `REMINDER_TIME` of a working day.
 */
export const DEADLINE_KINDS = [
  {
    kind: 'completeness-check',
    limits: ['T2'],
    lapse: 'lapse-completeness',
    room: 'requests',
    titleId: 'Pemeriksaan kelengkapan',
    titleEn: 'Completeness check',
    article: 'PerKI 1/2021 art. 31(2)',
    heldByClockGuard: false,
  },
  {
    kind: 'repair',
    limits: ['T3'],
    lapse: 'lapse-repair',
    room: 'requests',
    titleId: 'Melengkapi permohonan',
    titleEn: 'Completing the request',
    article: 'PerKI 1/2021 art. 33(3)-(4)',
    heldByClockGuard: true,
  },
  {
    kind: 'reply',
    limits: ['T4', 'T5'],
    lapse: 'lapse-reply',
    room: 'decisions',
    titleId: 'Pemberitahuan tertulis',
    titleEn: 'Written notice',
    article: 'UU 14/2008 art. 22(7)-(8); PerKI 1/2021 art. 31(3), 36',
    heldByClockGuard: false,
  },
  {
    kind: 'delivery',
    limits: ['T6'],
    lapse: 'lapse-delivery',
    room: 'decisions',
    titleId: 'Penyediaan informasi',
    titleEn: 'Delivery of the information',
    article: 'PerKI 1/2021 art. 31(4)f; UU 14/2008 art. 35(1)e, g',
    heldByClockGuard: false,
  },
  {
    kind: 'objection-window',
    limits: ['T7'],
    lapse: 'finalise',
    room: 'objections',
    titleId: 'Hak mengajukan keberatan',
    titleEn: 'Right to object',
    article: 'UU 14/2008 art. 36(1)',
    heldByClockGuard: true,
  },
  {
    kind: 'end-without-remedy',
    limits: [],
    lapse: 'finalise',
    room: 'objections',
    titleId: 'Akhir permohonan tanpa hak keberatan',
    titleEn: 'End of a request without a right to object',
    article: 'UU 14/2008 art. 1(12), 35-37: no requester, so no remedy to wait for',
    heldByClockGuard: true,
  },
  {
    kind: 'objection-reply',
    limits: ['T8'],
    lapse: 'lapse-reply',
    room: 'objections',
    titleId: 'Tanggapan atas keberatan',
    titleEn: 'Answer to the objection',
    article: 'UU 14/2008 art. 36(2); PerKI 1/2021 art. 44(1)',
    heldByClockGuard: false,
  },
  {
    kind: 'order-execution',
    limits: ['T9'],
    lapse: null,
    room: 'objections',
    titleId: 'Pelaksanaan perintah Atasan PPID',
    titleEn: "Carrying out the superior's order",
    article: 'none: the law gives no term; a day that passes opens UU 14/2008 art. 35(1)e, g',
    heldByClockGuard: false,
  },
  {
    kind: 'commission-window',
    limits: ['T10'],
    lapse: 'finalise',
    room: 'objections',
    titleId: 'Hak mengajukan sengketa ke Komisi Informasi',
    titleEn: 'Right to go to the Information Commission',
    article: 'UU 14/2008 art. 37(2)',
    heldByClockGuard: true,
  },
  {
    kind: 'court-window',
    limits: ['T13'],
    lapse: 'finalise',
    room: 'disputes',
    titleId: 'Gugatan ke pengadilan',
    titleEn: 'Suit against the ruling',
    article: 'UU 14/2008 art. 47(1), 48(1)',
    heldByClockGuard: true,
  },
  {
    kind: 'cassation-window',
    limits: ['T14'],
    lapse: 'finalise',
    room: 'disputes',
    titleId: 'Kasasi',
    titleEn: 'Cassation',
    article: 'UU 14/2008 art. 50',
    heldByClockGuard: true,
  },
  {
    kind: 'dispute-order',
    limits: ['T9'],
    lapse: null,
    room: 'disputes',
    titleId: 'Pelaksanaan putusan',
    titleEn: 'Carrying out a ruling',
    article: 'UU 14/2008 art. 46; the ruling names the day',
    heldByClockGuard: false,
  },
  {
    kind: 'dispute-end',
    limits: [],
    lapse: 'finalise',
    room: 'disputes',
    titleId: 'Akhir sengketa',
    titleEn: 'End of a dispute',
    article: 'UU 14/2008 art. 39, 41, 50',
    heldByClockGuard: true,
  },
  {
    kind: 'exemption-review',
    limits: ['T18'],
    lapse: null,
    room: 'refusals',
    titleId: 'Keputusan atas pengecualian yang akan berakhir',
    titleEn: 'Deciding on an exemption about to end',
    article: 'PP 61/2010 art. 11; PerKI 1/2021 art. 52(1)',
    heldByClockGuard: false,
  },
  {
    kind: 'exemption-end',
    limits: ['T18'],
    lapse: null,
    room: 'refusals',
    titleId: 'Informasi terbuka karena jangka waktu pengecualian berakhir',
    titleEn: 'Open because the exemption has ended',
    article: 'PP 61/2010 art. 11; PerKI 1/2021 art. 52(2)',
    heldByClockGuard: false,
  },
  service('suggest-routing', 'routing', 'Usulan instansi', 'Suggesting an agency'),
  service('material', 'materials', 'Bahan yang diminta', 'Material asked for'),
  service('issue-letter', 'documents', 'Penerbitan surat', 'Issuing a letter'),
  service(
    'completeness-reminder',
    'escalation',
    'Pengingat pemeriksaan kelengkapan',
    'Reminder of the check',
  ),
  service('repair-reminder', 'escalation', 'Pengingat melengkapi permohonan', 'Reminder to complete'),
  service('reply-reminder', 'escalation', 'Pengingat batas jawaban', 'Reminder of the reply date'),
  service(
    'objection-window-reminder',
    'escalation',
    'Pengingat hak keberatan',
    'Reminder of the right to object',
  ),
  service(
    'objection-reply-reminder',
    'escalation',
    'Pengingat tanggapan keberatan',
    'Reminder of the objection',
  ),
  service(
    'consent-reminder',
    'escalation',
    'Pengingat persetujuan yang menunggu',
    'Reminder of a consent that waits',
  ),
  service('order-reminder', 'escalation', 'Pengingat pelaksanaan perintah', 'Reminder of an order'),
  service(
    'commission-window-reminder',
    'escalation',
    'Pengingat hak ke Komisi Informasi',
    'Reminder of the right to go to the commission',
  ),
  service(
    'receipt-reminder',
    'escalation',
    'Pengingat tanggal surat diterima',
    'Reminder of the receipt of a letter',
  ),
  service('digest', 'escalation', 'Ringkasan harian', 'Daily digest'),
  service('morning-round', 'escalation', 'Pemeriksaan pagi', 'Morning round'),
  service('weekly-list', 'escalation', 'Daftar mingguan', 'Weekly list'),
  service('next-decree-check', 'decrees', 'Pemeriksaan kalender tahun depan', "Check of next year's decree"),
  service('register-import', 'takeover', 'Pengambilalihan register', 'Taking over a register'),
  service('calendar-recompute', 'decrees', 'Hitung ulang batas waktu', 'Recomputing dates after a decree'),
] as const satisfies readonly DeadlineKindRow[];

export type DeadlineKind = (typeof DEADLINE_KINDS)[number]['kind'];

/** The kinds whose handler belongs to one of the rooms that are built. */
export function deadlineKindsOf(rooms: readonly HandlerRoom[]): readonly DeadlineKind[] {
  return DEADLINE_KINDS.filter((row) => rooms.includes(row.room)).map((row) => row.kind);
}

/** The kind whose due row is this clock of the law, or `null` for a term that is only informative. */
export function deadlineKindOf(limit: TimeLimitId): DeadlineKind | null {
  return DEADLINE_KINDS.find((row) => (row.limits as readonly TimeLimitId[]).includes(limit))?.kind ?? null;
}

function service<Kind extends string>(kind: Kind, room: HandlerRoom, titleId: string, titleEn: string) {
  return {
    kind,
    limits: [],
    lapse: null,
    room,
    titleId,
    titleEn,
    article: 'service-rules.ts',
    heldByClockGuard: false,
  } as const;
}
