import { localDate } from '../../../law/local-date.js';
import type { LinkPath } from '../mail-kind.js';

/** The running example of the papers (ux.md); invented, for previews and checks only. */
export const SAMPLE = {
  number: 'AMBON-2026-000123',
  objectionNumber: 'AMBON-K-2026-000007',
  link: '/permohonan-saya?k=Q4M82TXRKD7WAH3N' as LinkPath,
  repairLink: '/permohonan-saya/lengkapi?k=Q4M82TXRKD7WAH3N' as LinkPath,
  messageLink: '/permohonan-saya/pesan?k=Q4M82TXRKD7WAH3N' as LinkPath,
  objectionLink: '/permohonan-saya/keberatan?k=Q4M82TXRKD7WAH3N' as LinkPath,
  staffLink: '/petugas/kasus/0190a7f2-7d3e-7c55-9a51-5a7f0c1d2e3f' as LinkPath,
  agency: { id: 'Dinas Pendidikan', en: 'Education Office' },
  receivedOn: localDate('2026-11-24'),
  completenessDueOn: localDate('2026-11-27'),
  repairDueOn: localDate('2026-12-02'),
  dueOn: localDate('2026-12-08'),
  extendedDueOn: localDate('2026-12-17'),
  objectionUntil: localDate('2027-01-25'),
  /** How 8 December is counted. */
  counting: [
    { from: '2026-11-25', to: '2026-11-27', first: 1, last: 3 },
    { from: '2026-11-28', to: '2026-11-29', first: 0, last: 0 },
    { from: '2026-11-30', to: '2026-12-04', first: 4, last: 8 },
    { from: '2026-12-05', to: '2026-12-06', first: 0, last: 0 },
    { from: '2026-12-07', to: '2026-12-08', first: 9, last: 10 },
  ].map(({ from, to, first, last }) => ({
    from: localDate(from),
    to: localDate(to),
    first,
    last,
    nameId: '',
    nameEn: '',
    decree: '',
  })),
  countedDays: [
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-30',
    '2026-12-01',
    '2026-12-02',
    '2026-12-03',
    '2026-12-04',
    '2026-12-07',
    '2026-12-08',
  ].map(localDate),
  extensionDays: [
    '2026-12-09',
    '2026-12-10',
    '2026-12-11',
    '2026-12-14',
    '2026-12-15',
    '2026-12-16',
    '2026-12-17',
  ].map(localDate),
} as const;
