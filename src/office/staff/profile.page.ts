import type { Texts } from '../../platform/views/texts.js';
import type { PartLink } from '../../platform/views/parts/date-block.js';
import type { FactRow } from '../../platform/views/parts/staff-parts.js';
import type { StaffSession } from './session-source.js';
import { IDLE_MINUTES, LONGEST_MINUTES, type SessionView } from './sessions.js';
import type { PageError } from './sign-in.page.js';

/** The person's own page. */
export interface ProfileModel {
  readonly csrf: string;
  readonly factRows: readonly FactRow[];
  readonly security: readonly FactRow[];
  readonly keysOn: boolean;
  /** What has just been done, in a sentence; null = nothing. */
  readonly done: string | null;
}

const DONE = ['sandi', 'kode', 'pintasan', 'sesi'];

/** `done` is the word after `?selesai=`; unknown words say nothing. */
export function profileModel(texts: Texts, session: StaffSession, done: unknown): ProfileModel {
  const { name, roles } = session.actor;
  const role = roles.map((one) => texts.t(`staff.roles.${one}`)).join(', ');
  return {
    csrf: session.csrf,
    factRows: [
      { label: texts.t('staff.profile.name'), value: name ?? '' },
      {
        label: texts.t('staff.profile.role'),
        value: session.isHead ? texts.t('staff.profile.head', { role }) : role,
      },
      {
        label: texts.t('staff.profile.agency'),
        value: session.agencyShortName ?? texts.t('staff.profile.whole-city'),
      },
    ],
    security: securityRows(texts, session),
    keysOn: session.keysOn,
    done: typeof done === 'string' && DONE.includes(done) ? texts.t(`staff.done.${done}`) : null,
  };
}

function securityRows(texts: Texts, session: StaffSession): readonly FactRow[] {
  const link = (href: string, key: string): PartLink => ({ href, text: texts.t(key) });
  const factor = session.hasSecondFactor ? 'on' : 'off';
  return [
    {
      label: texts.t('staff.profile.password'),
      parts: [{ text: texts.t('staff.profile.change-password'), href: '/petugas/profil/sandi' }],
    },
    {
      label: texts.t('staff.profile.factor'),
      value: texts.t(`staff.profile.factor-${factor}`),
      change: link(
        '/petugas/profil/kode',
        session.hasSecondFactor ? 'staff.profile.replace-factor' : 'staff.profile.set-factor',
      ),
    },
    {
      label: texts.t('staff.profile.sessions'),
      value: texts.t('staff.profile.sessions-words'),
      change: link('/petugas/sesi', 'staff.profile.see-sessions'),
    },
  ];
}

/** One line of the list of sessions. */
export interface SessionRow {
  readonly id: string;
  readonly device: string;
  readonly since: string;
  readonly lastSeen: string;
  readonly isThis: boolean;
}

export interface SessionsModel {
  readonly csrf: string;
  readonly rows: readonly SessionRow[];
  readonly others: number;
  readonly idleMinutes: number;
  readonly longestHours: number;
  readonly done: string | null;
}

export function sessionsModel(
  texts: Texts,
  session: StaffSession,
  sessions: readonly SessionView[],
  done: boolean,
): SessionsModel {
  const current = session.sessionHash.toString('hex');
  const rows = sessions.map((one) => ({
    id: one.id,
    device: deviceOf(texts, one.userAgent),
    since: texts.formats.dateTimeShort(one.createdAt),
    lastSeen: texts.formats.dateTimeShort(one.lastSeenAt),
    isThis: one.id === current,
  }));
  return {
    csrf: session.csrf,
    rows,
    others: rows.filter((row) => !row.isThis).length,
    idleMinutes: IDLE_MINUTES,
    longestHours: LONGEST_MINUTES / 60,
    done: done ? texts.t('staff.done.sesi') : null,
  };
}

// In this order: Edge and Opera also call themselves Chrome, Chrome also calls itself Safari, Android also Linux.
const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Opera Mini', 'Opera Mini'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

/** `Chrome, Windows` from what the browser says of itself; `Program` for anything else. */
export function deviceOf(texts: Texts, userAgent: string): string {
  const browser = BROWSERS.find(([mark]) => userAgent.includes(mark))?.[1];
  const system = SYSTEMS.find(([mark]) => userAgent.includes(mark))?.[1];
  if (browser === undefined) return texts.t('staff.sessions.program');
  return system === undefined ? browser : `${browser}, ${system}`;
}

/** The change of a password; what was typed is never given back. */
export interface PasswordModel {
  readonly csrf: string;
  /** True after a one-time password: the page says why it is shown. */
  readonly isForced: boolean;
  readonly shortest: number;
  readonly errors: readonly PageError[];
}

/** The set-up of a second factor. */
export interface FactorModel {
  readonly csrf: string;
  /** In groups of four, for typing. */
  readonly secret: string;
  readonly address: string;
  readonly sealed: string;
  readonly isReplacement: boolean;
  readonly errors: readonly PageError[];
}
