import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FilePeriodicObjection } from '../../cases/objections/file-periodic-objection.js';
import { PeriodicBody } from '../../cases/objections/periodic-body.js';
import { Action } from '../../office/access/action.js';
import { FilingCaps } from '../../office/access/filing-caps.js';
import { City } from '../../platform/config/city.js';
import { checked } from '../../platform/http/validate.js';
import { languageOfPath } from '../../platform/views/language.js';
import { Views } from '../../platform/views/views.js';
import { errorsOf, formKey, newFormKey, pageErrors, type PageError } from './act-form.js';
import { FormDrafts } from './form-drafts.js';
import { ObjectionSessions } from './objection-sessions.js';
import { TrackCookie } from './track-cookie.js';
import { both, leadTo } from './track-door.js';
import { longTextOf } from './typed-text.js';

const PAGE = '/keberatan/berkala';
const FIELDS = ['nama', 'nik', 'alamat', 'email', 'telepon', 'cerita'] as const;
const NAMES: Readonly<Record<string, string>> = {
  story: 'cerita',
  requester: 'nama',
  'requester.name': 'nama',
  'requester.nationalId': 'nik',
  'requester.address': 'alamat',
  'requester.email': 'email',
  'requester.phone': 'telepon',
};

type Typed = Readonly<Record<(typeof FIELDS)[number], string>>;

/** `/keberatan/berkala`: ground b on one page, without a request; what is filed opens at once. */
@Controller()
export class PeriodicController {
  constructor(
    private readonly views: Views,
    private readonly city: City,
    private readonly file: FilePeriodicObjection,
    private readonly caps: FilingCaps,
    private readonly sessions: ObjectionSessions,
    private readonly cookie: TrackCookie,
    private readonly drafts: FormDrafts,
  ) {}

  @Get(both(PAGE))
  @Action('site.view')
  form(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.page(request, reply, typedOf({}), []);
  }

  @Post(both(PAGE))
  @Action('objection.file')
  async send(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<string> {
    const typed = typedOf(body);
    const texts = this.views.for(request);
    const sent = bodyOf(typed, languageOfPath(request.url));
    const { value, faults } = checked(PeriodicBody, sent);
    if (faults.length > 0) return this.page(request, reply, typed, pageErrors(texts, faults, NAMES));
    const { email, nationalId } = value.requester;
    await this.caps.hold(request.ip, email ?? null, nationalId ?? null);
    const key = formKey({ _kunci: longTextOf(body, '_kunci') });
    try {
      const repeat = { route: `POST ${PAGE}`, account: 'public', key, body: sent };
      const filed = await this.file.run(value, 'web', repeat);
      const secret = await this.sessions.begin(filed.id, 'content', this.cookie.read(request));
      this.cookie.set(reply, secret);
      const session = await this.sessions.find(secret);
      if (session !== null) await this.drafts.keep(session, 'periodic', { code: filed.trackingCode });
    } catch (error) {
      return this.page(request, reply, typed, errorsOf(texts, error, 'cerita', NAMES));
    }
    return leadTo(request, reply, '/keberatan-saya');
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    typed: Typed,
    errors: readonly PageError[],
  ): string {
    const texts = this.views.for(request);
    const model = {
      typed,
      errors,
      key: newFormKey(),
      commission: this.city.commission.name[texts.language],
    };
    const options = {
      title: texts.t('site.periodic.title'),
      nav: 'none',
      hasErrors: errors.length > 0,
      indexed: true,
    } as const;
    return this.views.page(request, reply, 'tracking/periodic', model, options);
  }
}

function typedOf(body: unknown): Typed {
  return Object.fromEntries(FIELDS.map((name) => [name, longTextOf(body, name)])) as Typed;
}

function bodyOf(typed: Typed, language: 'id' | 'en'): object {
  const given = (text: string): string | null => (text.trim() === '' ? null : text);
  return {
    grounds: ['b'],
    story: typed.cerita,
    language,
    requester: {
      kind: 'individual',
      name: typed.nama,
      nationalId: given(typed.nik),
      address: typed.alamat,
      email: given(typed.email),
      phone: given(typed.telepon),
    },
  };
}
