import type { NoticeOutcome } from '../../src/law/decision-kinds.js';
import type { RequestEvent } from '../../src/law/next-state.js';
import { inDays, TEXT, type Body, type Decided, type Move, type Sight } from './move.js';

const EXEMPT_DAYS = 60;

const grantBody = (sight: Sight, copy: number, pauseUntilPaid = false): Body => ({
  form: 'softcopy',
  cost: { copy, delivery: 0, other: 0 },
  provideOn: inDays(sight, 6),
  fileIds: [],
  pauseUntilPaid,
  explanation: TEXT,
});

const sheet = (sight: Sight, extent: 'full' | 'partial'): Body => {
  const { explanation: _, ...grant } = grantBody(sight, 0);
  return {
    extent,
    article17: ['h'],
    statute: 'UU 27/2022 tentang Pelindungan Data Pribadi, pasal 4 ayat (2)',
    harmIfOpened: TEXT,
    harmIfClosed: TEXT,
    exemptUntil: inDays(sight, EXEMPT_DAYS),
    testers: [{ name: 'Penguji Satu', position: 'Kepala Bidang', unit: 'Dinas Pendidikan' }],
    explanation: TEXT,
    grant: extent === 'partial' ? grant : null,
  };
};

/** An answer as it is sent and as the law reads it. */
export interface Answer {
  readonly act: RequestEvent;
  readonly outcome: NoticeOutcome;
  readonly body: (sight: Sight) => Body;
  readonly decided?: (sight: Sight) => Decided;
}

/** Granted, for this many rupiah; T6 may wait for them. */
export const grant = (cost: number, pauses = false): Answer => ({
  act: 'grant',
  outcome: 'granted_full',
  body: (sight) => grantBody(sight, cost, pauses),
  decided: (sight) => ({ provideOn: inDays(sight, 6), cost, pauses }),
});
/** Another body holds it. */
export const notHeld: Answer = {
  act: 'answer-not-held',
  outcome: 'not_held',
  body: () => ({ holder: 'Dinas Pendidikan Provinsi Maluku' }),
};
/** Promised for a day, because nobody has drawn it up yet. */
export const notDocumented = (days: number): Answer => ({
  act: 'answer-not-documented',
  outcome: 'not_documented',
  body: (sight) => ({ availableOn: inDays(sight, days), reason: TEXT }),
  decided: (sight) => ({ availableOn: inDays(sight, days) }),
});
/** Exempt by article 17, wholly or in part: it needs consent. */
export const refusal = (extent: 'full' | 'partial'): Answer => ({
  act: 'propose-refusal',
  outcome: extent === 'full' ? 'refused_exempt' : 'granted_partial',
  body: (sight) => sheet(sight, extent),
  decided: (sight) => ({
    exemptUntil: inDays(sight, EXEMPT_DAYS),
    ...(extent === 'partial' ? { provideOn: inDays(sight, 6) } : {}),
  }),
});
/** The mayor's approval of a decree, as the superior records it (D8). */
export const approved: Move['body'] = (_, sight) => ({
  approvalNumber: 'SETUJU-1/2026',
  approvedOn: sight.today,
});
