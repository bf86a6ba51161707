import { decideLateRepair } from '../../../law/completeness.js';
import { refused } from '../../../platform/http/problems.js';
import { many } from './act-form.js';
import type { ActPage } from './act-page.js';
import { askedItems, lateRepair } from '../completeness.queries.js';

/** `.../lengkapi`: the desk accepts a repair that came after its three working days, with a reason. */
export const LATE_REPAIR_PAGE: ActPage = {
  slug: 'lengkapi',
  action: 'case.accept-late-repair',
  event: 'accept-late-repair',
  names: { reason: 'alasan', items: 'ada' },
  words: ['alasan'],
  model: async ({ tx, row, calendar, rules, texts, form }) => {
    const repair = await lateRepair(tx, row.id);
    if (repair === null) throw refused('not-in-this-state');
    const facts = {
      state: row.status,
      receivedOn: row.received_on,
      repairReceivedOn: repair.received_on,
      // The page is where it is asked for.
      reason: 'x',
    };
    const decided = decideLateRepair(facts, calendar, rules);
    if (!decided.ok) throw refused(decided.refusal);
    const asked = await askedItems(tx, row.id);
    return {
      repair: repair.text,
      boxes: asked.map((item) => ({ value: item, text: texts.t(`requests.missing.${item}`) })),
      present: many(form, 'ada'),
      factRows: [
        {
          label: texts.t('acts.lengkapi.asked'),
          value: asked.map((item) => texts.t(`requests.missing.${item}`)).join('; '),
        },
        { label: texts.t('acts.lengkapi.came'), value: texts.formats.date(repair.received_on) },
        {
          label: texts.t('acts.lengkapi.files'),
          value: repair.files === 0 ? texts.t('acts.lengkapi.no-files') : texts.formats.number(repair.files),
        },
      ],
      whenAccepted: [
        {
          label: texts.t('acts.lengkapi.reply'),
          date: texts.formats.dateShort(decided.replyDue.date),
          strong: true,
        },
      ],
    };
  },
};
