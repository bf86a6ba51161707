import { isEnded } from '../../../law/request-states.js';
import { refused } from '../../../platform/http/problems.js';
import { momentInside } from '../../requests/pages/case-dates.js';
import type { ActPage } from '../../requests/pages/act-page.js';
import { messagesOfCase } from '../messages.queries.js';

const SHOWN = 3;

/** `.../pesan`: to the requester; what was written last stands above. */
export const MESSAGE_PAGE: ActPage = {
  slug: 'pesan',
  action: 'case.message',
  names: { text: 'teks' },
  words: ['teks'],
  model: async ({ tx, row, texts, now }) => {
    if (isEnded(row.status)) throw refused('not-in-this-state');
    const messages = await messagesOfCase(tx, row.id);
    return {
      earlier: messages.slice(-SHOWN).map((message) => ({
        who: texts.t(`acts.pesan.who.${message.direction}`),
        when: momentInside(texts, message.at, now),
        text: message.text,
      })),
    };
  },
};

/** `.../catatan`: stays in the office, possible in every state. */
export const NOTE_PAGE: ActPage = {
  slug: 'catatan',
  action: 'case.note',
  names: { text: 'teks' },
  words: ['teks'],
};
