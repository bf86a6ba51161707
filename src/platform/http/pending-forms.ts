import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Vault } from '../crypto/vault.js';
import type { PageFrame } from '../views/frame.js';
import type { Texts } from '../views/texts.js';
import { Views } from '../views/views.js';
import { fieldOf, formMatterOf, isOwnPath, readPendingForm, type PendingForm } from './pending-form.js';
import { filesOf, hiddenFields, shownFields, wordsOf } from './resend-fields.js';

/** Name of the hidden field in which the pages of a door carry a pending form along. */
export const CARRIED_FIELD = 'titipan';

/** Why a form stands here again; each has its sentences under `resend.<reason>`. */
export type ResendReason =
  | 'expired'
  | 'key-reused'
  | 'key-missing'
  | 'other-role'
  | 'other-person'
  | 'other-case'
  | 'signed-in'
  | 'password-first'
  | 'opened';

/** Reasons for which a form is shown to nobody and waits on: it belongs to somebody or something else. */
type Foreign = Extract<ResendReason, 'other-person' | 'other-case'>;

/** The way in of a part of the program: its frame, and its page that asks who comes. */
export interface FormDoor {
  /** Whether an address stands behind it. */
  fits(url: string): boolean;
  frame(request: FastifyRequest, texts: Texts): Partial<PageFrame>;
  /** The form with whose it is, where the door tells people apart. */
  named?(request: FastifyRequest, form: PendingForm): Promise<PendingForm>;
  /** The page that lets somebody in, with the form in a hidden field. */
  ask(request: FastifyRequest, reply: FastifyReply, form: PendingForm): Promise<string> | string;
  /** Where somebody goes who must come in as another person or to another case. */
  readonly other: string;
  /** Number of the case that a form would reach if it were sent now; null where there is none or it is not to be told. */
  subject(request: FastifyRequest, form: PendingForm): Promise<string | null>;
  /** What it means here that a form was shown for another than who is in now. */
  readonly foreign: Foreign;
}

/** What the page of a form that did not arrive says and sends. */
export interface Resend {
  readonly reason: ResendReason;
  readonly status: number;
  /** Value for `_csrf`; null for a visitor. */
  readonly token: string | null;
  readonly frame?: Partial<PageFrame>;
  /** What the form is about, in words: the case that it will reach. */
  readonly about?: string | null;
  /** Whose case or account is open; default: that of the request's session. */
  readonly matter?: string | null;
}

const PLACE = 'http|pending form';

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
      carriedWords:
        isHidden || form.isUnseen === true ? [] : wordsOf(form).map((text) => text.split(/\r?\n/u)),
    };
  }

  /** The page of a form that did not arrive. A form of another case or account is never offered to who is in now. */
  page(request: FastifyRequest, reply: FastifyReply, form: PendingForm, resend: Resend): string {
    const door = this.doorOf(request);
    const open = resend.matter === undefined ? formMatterOf(request) : resend.matter;
    const isForeign = form.matter != null && open !== null && form.matter !== open;
    if (isForeign && door !== undefined)
      return this.foreign(request, reply, form, { ...resend, reason: door.foreign });
    if (resend.reason === 'other-person') return this.foreign(request, reply, form, resend);
    const texts = this.views.for(request);
    const { reason, token, about = null } = resend;
    const isAgain = form.kind?.again === true;
    return this.draw(request, reply, resend, {
      ...this.luggage(form),
      about,
      name: form.kind == null ? null : texts.t(form.kind.title),
      isAgain,
      other: reason === 'other-role' ? (door?.other ?? null) : null,
      action: form.action,
      isMultipart: form.isMultipart,
      fields: isAgain ? [] : shownFields(texts, form),
      hidden: hiddenFields(form, token, reason === 'key-missing'),
      files: filesOf(form),
    });
  }

  // It waits on, and its words are nobody's to see.
  private foreign(request: FastifyRequest, reply: FastifyReply, form: PendingForm, resend: Resend): string {
    const open = resend.matter === undefined ? formMatterOf(request) : resend.matter;
    return this.draw(request, reply, resend, {
      ...this.luggage({ ...form, isUnseen: true }),
      other: this.doorOf(request)?.other ?? null,
      numbers: resend.reason === 'other-case' ? { of: form.matter ?? '', open: open ?? '' } : {},
    });
  }

  private draw(request: FastifyRequest, reply: FastifyReply, resend: Resend, model: object): string {
    const texts = this.views.for(request);
    const frame = { ...this.doorOf(request)?.frame(request, texts), ...resend.frame };
    const { reason, status } = resend;
    const layout = `layouts/${frame.staff === undefined ? 'public' : 'staff'}.njk`;
    const options = { title: texts.t(`resend.${reason}.title`), languageLink: false, ...frame, status };
    return this.views.page(
      request,
      reply,
      'errors/resend',
      { numbers: {}, ...model, layout, reason },
      options,
    );
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
