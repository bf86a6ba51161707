import { Controller, Get, Post, Req, Res } from '@nestjs/common';
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
import { withFiles } from './draft-files.js';
import { FormDrafts } from './form-drafts.js';
import { FormWithFiles } from './form-with-files.js';
import { ObjectionSessions } from './objection-sessions.js';
import {
  carriedFiles,
  PERIODIC_NAMES,
  periodicBody,
  periodicFaults,
  periodicFields,
  periodicPage,
  type PeriodicDraft,
} from './periodic.page.js';
import { TrackCookie } from './track-cookie.js';
import { both, leadTo } from './track-door.js';

const PAGE = '/keberatan/berkala';

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
    private readonly forms: FormWithFiles,
  ) {}

  @Get(both(PAGE))
  @Action('site.view')
  form(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.page(request, reply, { typed: periodicFields({}), files: [] }, []);
  }

  @Post(both(PAGE))
  @Action('objection.file')
  async send(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const form = await this.forms.read(request);
    const { files, faults: fileFaults, removed } = withFiles(form, carriedFiles(form.lists['simpan']));
    const draft = { typed: periodicFields(form.fields), files };
    if (removed) return this.page(request, reply, draft, []);
    const texts = this.views.for(request);
    const sent = periodicBody(draft, languageOfPath(request.url));
    const { value, faults } = checked(PeriodicBody, sent);
    const found = periodicFaults(faults, fileFaults);
    if (found.length > 0) return this.page(request, reply, draft, pageErrors(texts, found, PERIODIC_NAMES));
    const { email, nationalId } = value.requester;
    await this.caps.hold(request.ip, email ?? null, nationalId ?? null);
    // A form that is sent twice carries its files twice, under other ids: their names say that it is the same form.
    const body = { ...sent, fileIds: files.map(({ name }) => name) };
    const repeat = { route: `POST ${PAGE}`, account: 'public', key: formKey(form.fields), body };
    try {
      const filed = await this.file.run(value, 'web', repeat);
      const secret = await this.sessions.begin(filed.id, 'content', this.cookie.read(request));
      this.cookie.set(reply, secret);
      const session = await this.sessions.find(secret);
      if (session !== null) await this.drafts.keep(session, 'periodic', { code: filed.trackingCode });
    } catch (error) {
      return this.page(request, reply, draft, errorsOf(texts, error, 'cerita', PERIODIC_NAMES));
    }
    return leadTo(request, reply, '/keberatan-saya');
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    draft: PeriodicDraft,
    errors: readonly PageError[],
  ): string {
    const texts = this.views.for(request);
    const model = {
      ...periodicPage(texts, draft),
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
