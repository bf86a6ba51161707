import { localDayOf } from '../../../law/local-date.js';
import { takesRepair } from '../../../law/state-sets.js';
import { refused } from '../../../platform/http/problems.js';
import { PAPER_FIELDS } from '../../requests/named-papers.js';
import { many, one } from '../../requests/pages/act-form.js';
import type { ActPage } from '../../requests/pages/act-page.js';
import { askedItems } from '../../requests/completeness.queries.js';
import { unsaidChoices } from '../../requests/pages/statement-choices.js';
import { messagesSinceLetter } from '../message-for-repair.queries.js';

/** Every field with a file. */
export const KEPT_FIELDS = ['berkas', 'ktp', ...PAPER_FIELDS.map(([, name]) => name)] as const;

/** `.../lengkapi/loket`: the desk takes a repair; possible while something is asked for, also after the closing. */
export const TAKE_REPAIR_PAGE: ActPage = {
  slug: 'lengkapi/loket',
  template: 'loket',
  action: 'case.complete',
  names: {
    text: 'keterangan',
    fileIds: 'berkas',
    'papers.proxyLetter': 'surat-kuasa',
    'papers.legalEntityDeed': 'akta',
    'papers.memberIdentities': 'ktp-anggota',
    'papers.signedForm': 'formulir',
    identityFileId: 'ktp',
    nationalId: 'nik',
    identityShown: 'diperlihatkan',
    purpose: 'tujuan',
    'purpose.text': 'tujuan_lain',
    access: 'cara',
    delivery: 'cara',
    format: 'cara',
    messageId: 'pesan',
    items: 'ada',
    reason: 'alasan',
  },
  words: ['keterangan', 'tujuan_lain', 'alasan'],
  model: async ({ tx, row, texts, now, form }) => {
    if (!takesRepair(row.status)) throw refused('not-in-this-state');
    const today = localDayOf(now);
    const asked = await askedItems(tx, row.id);
    const messages = await messagesSinceLetter(tx, row.id);
    const stored = (field: string): readonly { readonly name: string }[] => {
      const name = one(form, `simpan-${field}`).split('|').slice(1).join('|');
      return name === '' ? [] : [{ name }];
    };
    return {
      boxes: asked.map((item) => ({ value: item, text: texts.t(`requests.missing.${item}`) })),
      present: many(form, 'ada'),
      asked: asked.map((item) => texts.t(`requests.missing.${item}`)),
      isLate: row.status === 'closed_incomplete' || (row.repair_due_on !== null && today > row.repair_due_on),
      messages: messages.map(({ id, text, fileIds, at }) => ({
        value: id,
        text: texts.t('acts.loket.message', {
          date: texts.formats.date(localDayOf(at)),
          n: fileIds.length,
          text: text.length > 80 ? `${text.slice(0, 79)}…` : text,
        }),
      })),
      unsaid: unsaidChoices(texts, row),
      stored: { berkas: stored('berkas'), ktp: stored('ktp') },
      papers: PAPER_FIELDS.filter(([item]) => asked.includes(item)).map(([item, name]) => ({
        name,
        label: texts.t(`requests.missing.${item}`),
        stored: stored(name),
      })),
      kept: KEPT_FIELDS.map((name) => ({
        name: `simpan-${name}`,
        value: one(form, `simpan-${name}`),
      })).filter(({ value }) => value !== ''),
    };
  },
};
