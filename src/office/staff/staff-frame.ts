import type { Role } from '../../platform/database/scope.js';
import type { StaffFrame, StaffNavItem } from '../../platform/views/frame.js';
import type { Texts } from '../../platform/views/texts.js';
import type { StaffSession } from './session-source.js';

/** What a page may tell the frame of staff pages. */
export interface FrameWish {
  /** Address of the current item of the main menu. */
  readonly current?: string;
  /** Numbers beside items of the main menu, by address. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** The frame of every page behind the sign-in: the person's room and menu, the name, and the way out. */
export function staffFrame(texts: Texts, session: StaffSession, wish: FrameWish = {}): StaffFrame {
  const { name, roles } = session.actor;
  const place = session.agencyShortName ?? texts.t(`staff.roles.${roomOf(roles)}`);
  return {
    room: texts.t(`staff.rooms.${roomOf(roles)}`),
    nav: menuOf(roles).map((item) => navItem(texts, item, wish)),
    person: `${shortName(name ?? '')}, ${place}`,
    profileHref: '/petugas/profil',
    signOutAction: '/petugas/keluar',
    csrf: session.csrf,
    seesAlarms: roles.some((role) => role === 'supervisor' || role === 'admin'),
  };
}

/** The role that gives a person's room its name, where somebody has several. */
function roomOf(roles: readonly Role[]): Role {
  const order: readonly Role[] = ['desk', 'officer', 'supervisor', 'superior', 'admin'];
  return order.find((role) => roles.includes(role)) ?? 'officer';
}

/** `Rina Matulessy` is `Rina M.`; one word stays as it is. */
export function shortName(name: string): string {
  const [first = '', ...others] = name.split(' ');
  const last = others.at(-1);
  return last === undefined ? first : `${first} ${last.charAt(0)}.`;
}

interface MenuItem {
  readonly href: string;
  readonly key: string;
}

const ADMIN_MENU: readonly MenuItem[] = [
  item('/admin', 'settings'),
  item('/admin/pengguna', 'accounts'),
  item('/admin/kiriman', 'outgoing'),
  item('/admin/instansi', 'agencies'),
  item('/admin/kalender', 'calendar'),
  item('/admin/aturan', 'rules'),
  item('/admin/audit', 'trail'),
];

const SUPERVISOR_MENU: readonly MenuItem[] = [
  item('/pengawas/sengketa', 'disputes'),
  item('/pengawas/register', 'register'),
  item('/pengawas/laporan', 'report'),
];

function menuOf(roles: readonly Role[]): readonly MenuItem[] {
  const has = (...any: Role[]): boolean => roles.some((role) => any.includes(role));
  return [
    ...(has('desk', 'officer') ? [item('/petugas', 'cases')] : []),
    ...(has('desk') ? [item('/petugas/kasus/baru', 'new-case')] : []),
    ...(has('desk', 'officer') ? [item('/petugas/tugas', 'tasks')] : []),
    ...(has('desk')
      ? [item('/petugas/pengecualian', 'exemptions'), item('/petugas/sengketa', 'disputes')]
      : []),
    ...(has('supervisor', 'superior')
      ? [item('/pengawas', 'board'), item('/pengawas/kasus', 'all-cases')]
      : []),
    ...(has('superior') ? [item('/pengawas/persetujuan', 'consents')] : []),
    ...(has('superior') ? [item('/pengawas/keberatan', 'objections')] : []),
    ...(has('supervisor') ? SUPERVISOR_MENU : []),
    ...(has('admin') ? ADMIN_MENU : []),
  ];
}

function item(href: string, key: string): MenuItem {
  return { href, key };
}

function navItem(texts: Texts, { href, key }: MenuItem, wish: FrameWish): StaffNavItem {
  const count = wish.counts?.[href];
  return {
    href,
    text: texts.t(`staff.menu.${key}`),
    current: wish.current === href,
    ...(count === undefined ? {} : { count }),
  };
}
