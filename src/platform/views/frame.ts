import { type City } from '../config/city.js';
import { type Language } from './language.js';

/** The city as templates see it, in the language of the page. */
export interface CityTexts {
  /** `Pemerintah Kota Ambon`. */
  readonly name: string;
  /** `PPID Kota Ambon`. */
  readonly siteName: string;
  readonly shortName: string;
  readonly place: string;
  readonly domain: string;
  readonly commission: string;
  readonly desk: {
    readonly address: string;
    readonly hours: string;
    readonly hoursLines: readonly string[];
    readonly phone: string;
    /** Digits for `tel:`. */
    readonly tel: string;
    readonly email: string;
    /** Plain link, or null when the city has none. */
    readonly whatsappHref: string | null;
    readonly whatsapp: string;
  };
}

/** Picks the words of one language out of config/city.yaml. */
export function cityTexts(city: City, language: Language): CityTexts {
  const { desk } = city;
  const hours = desk.hours[language];
  const whatsapp = desk.whatsapp.replace(/\D/g, '');
  return {
    name: city.name[language],
    siteName: city.siteName[language],
    shortName: city.shortName,
    place: city.place,
    domain: city.domain,
    commission: city.commission.name[language],
    desk: {
      address: desk.address,
      hours,
      hoursLines: hours.split(/, (?=[A-Z])/),
      phone: desk.phone,
      tel: desk.phone.replace(/[^\d+]/g, ''),
      email: desk.email,
      whatsappHref: whatsapp === '' ? null : `https://wa.me/${whatsapp}`,
      whatsapp: desk.whatsapp,
    },
  };
}

export type PublicNav = 'search' | 'file' | 'track' | 'help' | 'none';

export interface StaffNavItem {
  readonly href: string;
  readonly text: string;
  readonly current?: boolean;
  readonly count?: number;
}

/** Frame of the rooms behind the sign-in. */
export interface StaffFrame {
  /** `Ruang petugas`, `Meja PPID`, `Ruang pengawas`, `Atasan PPID`, `Pengaturan`. */
  readonly room: string;
  readonly nav: readonly StaffNavItem[];
  /** `Rina M., Dinas Pendidikan`; null before sign-in. */
  readonly person: string | null;
  readonly profileHref?: string;
  /** Where the sign-out form posts to, with its anti-forgery value. */
  readonly signOutAction?: string;
  readonly csrf?: string;
  /** True for those who look after the program: what is wrong with it stands above their pages. */
  readonly seesAlarms?: boolean;
}

/** Something that lasts and is wrong with the program; `key` below `health.alarms` of the catalogue. */
export interface Alarm {
  readonly key: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** What a page tells the frame beside its own model. */
export interface PageFrame {
  /** The page's own title, already in its language, without city or mark. */
  readonly title: string;
  readonly language?: Language;
  readonly nav?: PublicNav;
  /** Path of the request with its query: for the language link, and `Perlu diperbaiki` stays on it. */
  readonly path?: string;
  readonly hasErrors?: boolean;
  readonly trace?: string;
  readonly staff?: StaffFrame;
  /** False where no page in the other language exists (filed forms, staff). */
  readonly languageLink?: boolean;
  /** False keeps the page out of search engines: all but the public site. */
  readonly indexed?: boolean;
}
