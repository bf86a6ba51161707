import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { newId } from '../crypto/new-id.js';
import { Vault } from '../crypto/vault.js';
import type { PageFrame } from '../views/frame.js';
import type { Texts } from '../views/texts.js';
import { Views } from '../views/views.js';
import { fieldOf, isOwnPath, readPendingForm, type PendingForm } from './pending-form.js';

/** Name of the hidden field in which the pages of a door carry a pending form along. */
export const CARRIED_FIELD = 'titipan';

/** Why a form stands here again; each has its sentences under `resend.<reason>`. */
export type ResendReason =
  | 'expired'
  | 'key-reused'
  | 'key-missing'
  | 'other-role'
  | 'other-person'
  | 'signed-in'
  | 'password-first'
  | 'opened';

/** The way in of a part of the program: its frame, and its page that asks who comes. */
export interface FormDoor {
  /** Whether an address stands behind it. */
  fits(url: string): boolean;
  frame(request: FastifyRequest, texts: Texts): Partial<PageFrame>;
  /** The form with whose it is, where the door tells people apart. */
  named?(request: FastifyRequest, form: PendingForm): Promise<PendingForm>;
  /** The page that lets somebody in, with the form in a hidden field. */
  ask(request: FastifyRequest, reply: FastifyReply, form: PendingForm): Promise<string> | string;
  /** Where somebody goes who must come in as another person; null where there is nothing such. */
  readonly other: string | null;
}

/** What the page of a form that did not arrive says and sends. */
export interface Resend {
  readonly reason: ResendReason;
  readonly status: number;
  /** Value for `_csrf`; null for a visitor. */
  readonly token: string | null;
  readonly frame?: Partial<PageFrame>;
  /** Whose case, account or matter the way in has opened. */
  readonly about?: string | null;
}

const PLACE = 'http|pending form';
/** A value without blanks up to this length is a choice, a number or a name of something; the form keeps it hidden. */
const LONGEST_CHOICE = 60;
/** Signs of a line, between those of a phone and those of a desk. */
const LONG_LINE = 60;

/**
 * Typed text is never lost: a form that was turned away before its act ran (nobody signed in, an old form value, a
 * repeat key of other contents) comes back as a page that says why and holds what was typed, to be sent on by a press
 * of the person. Through a sign-in it travels sealed in a hidden field. Nothing is kept here and nothing sent by itself;
 * what is sent again goes the normal way with its normal checks.
 */
@Injectable()
export class PendingForms {
  private readonly doors: FormDoor[] = [];

  constructor(
    private readonly views: Views,
    private readonly vault: Vault,
    private readonly config: Config,
  ) {}

  addDoor(door: FormDoor): void {
    this.doors.push(door);
  }

  doorOf(request: FastifyRequest): FormDoor | undefined {
    return this.doors.find((door) => door.fits(request.url));
  }

  /** The form of a request that is turned away, or the one that it carried along; null when there is none. */
  async of(request: FastifyRequest): Promise<PendingForm | null> {
    if (this.isFromElsewhere(request)) return null;
    const carried = this.carried(request);
    if (carried !== null) return carried;
    const form = await readPendingForm(request);
    return form === null ? null : ((await this.doorOf(request)?.named?.(request, form)) ?? form);
  }

  /** The form that a page of a door carried along; null for none, a forged one, and from another site. */
  carried(request: FastifyRequest): PendingForm | null {
    const sealed = fieldOf(request, CARRIED_FIELD);
    if (sealed === '' || this.isFromElsewhere(request)) return null;
    try {
      const opened = this.vault.open(Buffer.from(sealed, 'base64url'), PLACE).toString('utf8');
      const form = JSON.parse(opened) as PendingForm;
      const isOurs = isOwnPath(form.action) && this.doorOf(request)?.fits(form.action) === true;
      return isOurs ? form : null;
    } catch {
      // Any change of a sealed text ends here: it opens nothing.
      return null;
    }
  }

  /** What a page of a door shows and carries of a form; `isHidden` = carries only. */
  luggage(form: PendingForm | null, isHidden = false): object {
    if (form === null) return { carried: null };
    return {
      carried: this.vault.seal(JSON.stringify(form), PLACE).toString('base64url'),
      carriedWords: isHidden ? [] : wordsOf(form).map(({ value }) => value.split(/\r?\n/u)),
    };
  }

  /** The page of a form that did not arrive. */
  page(request: FastifyRequest, reply: FastifyReply, form: PendingForm, resend: Resend): string {
    const texts = this.views.for(request);
    const door = this.doorOf(request);
    const { reason, status, token, about = null } = resend;
    const frame = { ...door?.frame(request, texts), ...resend.frame };
    // Another person has come in: the form waits on, and its words are nobody's to see.
    const isHidden = reason === 'other-person';
    const model = {
      ...this.luggage(form, isHidden),
      layout: `layouts/${frame.staff === undefined ? 'public' : 'staff'}.njk`,
      reason,
      about,
      other: reason === 'other-role' || isHidden ? (door?.other ?? null) : null,
      action: form.action,
      isMultipart: form.isMultipart,
      words: wordsOf(form).map((word) => ({ ...word, label: labelOf(texts, word.name) })),
      hidden: hiddenOf(form, reason, token),
      files: filesOf(form),
    };
    const title = texts.t(`resend.${reason}.title`);
    return this.views.page(request, reply, 'errors/resend', model, {
      title,
      languageLink: false,
      ...frame,
      status,
    });
  }

  // What another site sends carries no words of the person's own.
  private isFromElsewhere(request: FastifyRequest): boolean {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined) return site !== 'same-origin' && site !== 'none';
    const { origin, host } = request.headers;
    if (origin === undefined || origin === new URL(this.config.publicUrl).origin) return false;
    return !(URL.canParse(origin) && new URL(origin).host === host);
  }
}

interface Hidden {
  readonly name: string;
  readonly value: string;
}

interface Word {
  readonly name: string;
  readonly id: string;
  readonly value: string;
  readonly rows: number;
}

/** What a person typed, to be read and changed; choices, numbers and names of things are sent along unseen. */
function wordsOf(form: PendingForm): readonly Word[] {
  return form.fields.flatMap(([name, value], index) =>
    isTyped(name, value) ? [{ name, id: `isian-${String(index + 1)}`, value, rows: rowsOf(value) }] : [],
  );
}

function isTyped(name: string, value: string): boolean {
  if (name.startsWith('_') || name === 'nama-berkas' || value.trim() === '') return false;
  return /\s/u.test(value.trim()) || value.length > LONGEST_CHOICE || TEXT_FIELDS.has(name);
}

/** Fields that hold a text however short it is. */
const TEXT_FIELDS: ReadonlySet<string> = new Set([
  ...['alasan', 'catatan', 'cerita', 'keterangan', 'penjelasan', 'perintah', 'pesan', 'rincian', 'teks'],
  ...['uraian', 'informasi', 'pencarian', 'alasan-biarkan', 'alasan-perpanjang'],
]);

function rowsOf(value: string): number {
  const lines = value.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / LONG_LINE), 0);
  return Math.min(14, Math.max(2, lines + 1));
}

function labelOf(texts: Texts, name: string): string {
  const key = `resend.fields.${name}`;
  return texts.t(texts.has(key) ? key : 'resend.fields.other');
}

/** Everything else as it was; the form's own value and its key against repeats are new. */
function hiddenOf(form: PendingForm, reason: ResendReason, token: string | null): readonly Hidden[] {
  const kept = form.fields.filter(([name, value]) => name !== '_kunci' && !isTyped(name, value));
  const isKeyed = reason === 'key-missing' || form.fields.some(([name]) => name === '_kunci');
  return [
    ...(token === null ? [] : [{ name: '_csrf', value: token }]),
    ...(isKeyed ? [{ name: '_kunci', value: newId() }] : []),
    ...kept.map(([name, value]) => ({ name, value })),
  ];
}

function filesOf(form: PendingForm): readonly { field: string; names: string; many: boolean }[] {
  const byField = new Map<string, string[]>();
  for (const { field, name } of form.files) byField.set(field, [...(byField.get(field) ?? []), name]);
  return [...byField].map(([field, names]) => ({ field, names: names.join(', '), many: names.length > 1 }));
}
