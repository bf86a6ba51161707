import type { City } from '../../platform/config/city.js';
import { pathInLanguage, type MessageParams } from '../../platform/views/language.js';
import type { Texts } from '../../platform/views/texts.js';

/** Values the longer texts of the site take: the desk, the terms of storage, links in the reader's language. */
export function siteParams(city: City, texts: Texts): MessageParams {
  const { language } = texts;
  const link = (path: string): string => pathInLanguage(path, language);
  return {
    office: city.siteName[language],
    place: city.place,
    commission: city.commission.name[language],
    address: city.desk.address,
    hours: city.desk.hours[language],
    phone: city.desk.phone,
    tel: `tel:${city.desk.phone.replace(/[^\d+]/g, '')}`,
    email: city.desk.email,
    mailto: `mailto:${city.desk.email}`,
    sheetCost: texts.formats.rupiah(city.costs.sheet),
    costDecree: city.costs.decree,
    payCash: city.costs.payment.cash[language],
    payTransfer: city.costs.payment.bankTransfer[language],
    payElectronic: city.costs.payment.eMoney[language],
    identityDays: city.retention.identityFileWorkingDaysAfterFinal,
    caseYears: city.retention.caseFileYears,
    draftDays: city.limits.draftDays,
    request: link('/permohonan'),
    track: link('/lacak'),
    objection: link('/keberatan'),
    costs: link('/biaya'),
    information: link('/informasi'),
    calculator: link('/hitung'),
  };
}

/** One explanation page: heading, lead, text of the catalogue, and the one thing to do next. */
export interface Article {
  readonly name: string;
  readonly heading?: string;
  readonly action?: { readonly text: string; readonly path: string };
  readonly back?: { readonly text: string; readonly path: string };
  readonly aside?: {
    readonly title: string;
    readonly text?: string;
    readonly linkText: string;
    readonly path: string;
  };
}

/** Pages that are text only, by their path. Keys are those of the catalogue. */
export const articles: Readonly<Record<string, Article>> = {
  '/keberatan': {
    name: 'objection',
    action: { text: 'site.objection.open', path: '/lacak' },
    aside: {
      title: 'site.objection.side-title',
      text: 'site.objection.side',
      linkText: 'site.objection.side-link',
      path: '/keberatan/berkala',
    },
  },
  '/standar-layanan': { name: 'standard', action: { text: 'site.home.file', path: '/permohonan' } },
  '/biaya': { name: 'costs', action: { text: 'site.home.file', path: '/permohonan' } },
  '/bantuan': {
    name: 'help',
    aside: { title: 'site.help.tools', linkText: 'site.help.calculator', path: '/hitung' },
  },
  '/privasi': { name: 'privacy' },
  '/aksesibilitas': { name: 'accessibility' },
};
