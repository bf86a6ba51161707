import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormMarks } from '../../platform/http/form-marks.js';
import { fieldOf, formMatterOf, type PendingForm } from '../../platform/http/pending-form.js';
import { PendingForms } from '../../platform/http/pending-forms.js';
import { Views } from '../../platform/views/views.js';
import { TrackDoor } from './track-door.js';
import type { TrackSession } from './track-sessions.js';

interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What was typed into `/lacak`; the code never comes back. */
export interface LookupForm {
  readonly nomor: string;
  readonly kode: string;
}

/** What the page of the code knows beside its session. */
export interface CodeAsked {
  readonly ke: unknown;
  readonly mailed: boolean;
}

/**
 * The two pages that let a requester in, by number and code or by code alone. A form whose session ended while it was
 * written waits on them, and stands there again once the case is open.
 */
@Injectable()
export class DoorPages implements OnModuleInit {
  constructor(
    private readonly views: Views,
    private readonly door: TrackDoor,
    private readonly pending: PendingForms,
    private readonly marks: FormMarks,
  ) {}

  onModuleInit(): void {
    this.pending.addDoor({
      fits: (url) => /^(\/en)?\/(lacak|permohonan-saya|keberatan-saya)(\/|\?|$)/u.test(url),
      frame: () => ({ nav: 'track' }),
      subject: (request) => Promise.resolve(formMatterOf(request)),
      named: (request, form) =>
        Promise.resolve({ ...form, matter: this.marks.matterOf(fieldOf(request, '_csrf')) }),
      ask: async (request, reply, form) => {
        const session = await this.door.find(request);
        if (session === null) return this.lookup(request, reply, { nomor: '', kode: '' }, [], form);
        // Its case is not the one whose code would be asked for.
        if (form.matter != null && form.matter !== session.row.register_number)
          return this.door.giveBack(request, reply, session, form);
        return this.code(request, reply, session, { ke: '', mailed: false }, [], form);
      },
      other: '/lacak',
      foreign: 'other-case',
    });
  }

  lookup(
    request: FastifyRequest,
    reply: FastifyReply,
    values: LookupForm,
    errors: readonly FieldError[],
    turnedAway?: PendingForm,
  ): string {
    const title = this.views.for(request).t('tracking.lookup.title');
    const waiting = turnedAway ?? this.pending.carried(request);
    const nomor = values.nomor === '' && errors.length === 0 ? (waiting?.matter ?? '') : values.nomor;
    const model = { values: { ...values, nomor }, errors, ...this.pending.luggage(waiting) };
    return this.views.page(request, reply, 'tracking/lookup', model, {
      title,
      nav: 'track',
      hasErrors: errors.length > 0,
      ...this.frameOf(turnedAway, { indexed: true }),
    });
  }

  code(
    request: FastifyRequest,
    reply: FastifyReply,
    session: TrackSession,
    { ke, mailed }: CodeAsked,
    errors: readonly FieldError[],
    turnedAway?: PendingForm,
  ): string {
    const title = this.views.for(request).t('tracking.code.title');
    const model = {
      number: session.row.register_number,
      csrf: session.csrf,
      ke: typeof ke === 'string' ? ke.slice(0, 40) : '',
      mailed,
      errors,
      ...this.pending.luggage(turnedAway ?? this.pending.carried(request)),
    };
    return this.views.page(request, reply, 'tracking/code', model, {
      title,
      nav: 'track',
      hasErrors: errors.length > 0,
      ...this.frameOf(turnedAway, {}),
    });
  }

  // The address of a form that was turned away is no page of the other language.
  private frameOf(turnedAway: PendingForm | undefined, else_: object): object {
    return turnedAway === undefined ? else_ : { status: 401, languageLink: false };
  }
}
