import { type Language } from './language.js';

/** What the frame says about the city; the runtime's `City` (config/city.yaml) fulfils it. */
export interface FrameCity {
  /** `Kota Ambon`. */
  readonly name: string;
  /** `PPID Kota Ambon`. */
  readonly officeName: string;
  readonly deskAddress: string;
  readonly deskHours: string;
  readonly phone: string;
  readonly email: string;
  /** The one true domain, as letters and mails name it. */
  readonly domain: string;
  readonly whatsapp?: string | null;
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
