import type { ActPage } from './act-page.js';

/** `.../cabut`: the desk withdraws on the requester's written word. */
export const WITHDRAWAL_PAGE: ActPage = {
  slug: 'cabut',
  action: 'case.withdraw',
  event: 'withdraw',
  names: { fileId: 'berkas', reason: 'alasan' },
  words: ['alasan'],
};
