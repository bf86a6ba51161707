import { owesDelivery, partToHandOver, type OwedPart } from '../../../law/delivery.js';
import { localDayOf } from '../../../law/local-date.js';
import { refused } from '../../../platform/http/problems.js';
import { one } from '../../requests/pages/act-form.js';
import type { ActPage, ActSight } from '../../requests/pages/act-page.js';
import { channelFits, DELIVERY_CHANNELS, PAYMENT_METHODS } from '../../../law/handover.js';
import type { Texts } from '../../../platform/views/texts.js';
import { hasFiles } from '../deliver-information.js';
import { hasPaper } from '../handover-faults.js';
import { moneyOf } from '../money.queries.js';
import { owedPartsOf } from '../owed-parts.queries.js';

/** `.../serahkan`: how and when the information reached the requester. Throws 409 while a cost is unpaid. */
export const DELIVERY_PAGE: ActPage = {
  slug: 'serahkan',
  action: 'case.deliver',
  event: 'deliver',
  names: {
    part: 'bagian',
    channel: 'cara',
    deliveredOn: 'tanggal',
    reference: 'nomor-kiriman',
    fileIds: 'berkas',
  },
  words: [],
  model: async (sight) => {
    const { tx, row, texts, form } = sight;
    if (!owesDelivery({ state: row.status, provideOn: row.provide_on })) throw refused('already-answered');
    const money = await moneyOf(tx, row.id);
    const owed = await owedPartsOf(tx, row);
    const isUnpaid = money.cost > money.paid;
    const first = partToHandOver(owed, { isUnpaid, named: null });
    if (!first.ok) throw refused(first.refusal);
    const possible = owed.filter(({ part }) => partToHandOver(owed, { isUnpaid, named: part }).ok);
    const grants = possible.some(({ part }) => part === 'granted');
    // Where both may be handed over, the channel is looked at with the part that is chosen.
    const hasHardcopy = grants && possible.length === 1 && (await hasPaper(tx, row.id));
    const fitting = DELIVERY_CHANNELS.filter((channel) =>
      channelFits(channel, { access: row.access, hasHardcopy }),
    );
    const isOptional = !fitting.includes('online') || (grants && (await hasFiles(tx, row.id)));
    const { part } = first.part;
    const expected = row.access === 'inspect' ? 'inspection' : (row.delivery ?? 'online');
    return {
      chosen: one(form, 'cara') || expected,
      channels: fitting.map((channel) => ({
        value: channel,
        text: texts.t(`acts.serahkan.channels.${channel}`),
      })),
      // Only what is sent has a number of its parcel.
      isSent: fitting.some((channel) => channel === 'post' || channel === 'courier'),
      filesLabel: `acts.serahkan.berkas${isOptional ? '-optional' : ''}`,
      parts:
        possible.length < 2
          ? []
          : possible.map((each) => ({ value: each.part, text: partWords(texts, each) })),
      chosenPart: one(form, 'bagian') || part,
      only: owed.length > 1 && possible.length === 1 ? texts.t(`acts.serahkan.only.${part}`) : null,
      day: typedDay(sight),
      reference: one(form, 'nomor-kiriman'),
    };
  },
};

function partWords(texts: Texts, { part, dueOn }: OwedPart): string {
  const words = texts.t(`acts.serahkan.parts.${part}`);
  return dueOn === null
    ? words
    : texts.t('acts.serahkan.part-by', { part: words, date: texts.formats.date(dueOn) });
}

/** `.../bayar`: what was paid; the page says what is still open. */
export const PAYMENT_PAGE: ActPage = {
  slug: 'bayar',
  action: 'case.record-payment',
  event: 'record-payment',
  names: { amount: 'jumlah', method: 'cara' },
  words: [],
  model: async ({ tx, row, texts, form }) => {
    const money = await moneyOf(tx, row.id);
    const open = Math.max(0, money.cost - money.paid);
    if (open === 0) throw refused('not-in-this-state');
    return {
      factRows: [
        { label: texts.t('acts.bayar.cost'), value: texts.formats.rupiah(money.cost) },
        { label: texts.t('acts.bayar.paid'), value: texts.formats.rupiah(money.paid) },
        { label: texts.t('acts.bayar.open'), parts: [{ text: texts.formats.rupiah(open), strong: true }] },
      ],
      amount: one(form, 'jumlah') || texts.formats.number(open),
      chosen: one(form, 'cara'),
      methods: PAYMENT_METHODS.map((method) => ({
        value: method,
        text: texts.t(`acts.bayar.methods.${method}`),
      })),
    };
  },
};

/** The three fields of the day: what was typed, else today. */
function typedDay({ form, now }: ActSight): { day: string; month: string; year: string } {
  const typed = { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') };
  if (Object.values(typed).some((part) => part !== '')) return typed;
  const [year = '', month = '', day = ''] = localDayOf(now).split('-');
  return { day: String(Number(day)), month: String(Number(month)), year };
}
