import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { scopeOf } from '../../../office/access/policy.js';
import { CityRules } from '../../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../../office/calendar/current-calendar.js';
import { StoredFiles } from '../../../office/documents/stored-files.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { staffFrame } from '../../../office/staff/staff-frame.js';
import { newId } from '../../../platform/crypto/new-id.js';
import { Database } from '../../../platform/database/database.js';
import { NOTHING } from '../../../platform/database/scope.js';
import { serveFile } from '../../../platform/files/serve-file.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { notFound, Problem } from '../../../platform/http/problems.js';
import { checked } from '../../../platform/http/validate.js';
import { readIdempotencyKey } from '../../../platform/idempotency/idempotency.js';
import { Views } from '../../../platform/views/views.js';
import { receivedDay, spokenFault } from '../../intake/pages/received-day.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';
import { formFaults, one, type ActFault, type ActForm } from '../../requests/pages/act-form.js';
import type { ActPage } from '../../requests/pages/act-page.js';
import { ActPages, goTo } from '../../requests/pages/act-pages.js';
import { ActUploads } from '../../requests/pages/act-uploads.js';
import { withKept } from '../../requests/pages/kept-files.js';
import { EnterObjection } from '../enter-objection.js';
import { EnteredObjectionBody, EnteredPeriodicBody } from '../entered-objection.dto.js';
import { isObjectionId } from '../objection-acts.js';
import { ObjectionLinks } from '../objection-links.js';
import { readTarget } from '../objection-row.js';
import { OpenObjectionGrounds } from '../open-objection-grounds.js';
import { PrintObjectionForm } from '../print-objection-form.js';
import {
  ENTRY_NAMES,
  entryBody,
  entryModel,
  KEPT,
  MOST_ENTRY_FILES,
  periodicEntryBody,
} from './entry-form.js';
import { entryPage } from './entry.page.js';

const ALONE = '/petugas/keberatan/baru';

/** The desk enters objections that came on paper or by word, and prints their form. */
@Controller('petugas')
export class DeskEntryController {
  private readonly entry: ActPage;

  constructor(
    grounds: OpenObjectionGrounds,
    private readonly pages: ActPages,
    private readonly uploads: ActUploads,
    private readonly views: Views,
    private readonly database: Database,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly enter: EnterObjection,
    private readonly links: ObjectionLinks,
    private readonly forms: PrintObjectionForm,
    private readonly files: StoredFiles,
  ) {
    this.entry = entryPage(grounds);
  }

  @Get('kasus/:id/keberatan')
  @Action('case.object')
  show(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, this.entry);
  }

  @Post('kasus/:id/keberatan')
  @FormAgain('acts.keberatan.title')
  @Action('case.object')
  async object(@Door() door: ActDoor): Promise<string> {
    const { form, day, faults } = await this.read(door.request);
    let entered: string | null = null;
    return this.pages.submit(
      door,
      this.entry,
      one(form, '_hitung') === '' ? form : { ...form, _ulang: '1' },
      {
        type: EnteredObjectionBody,
        body: entryBody(form, day),
        run: async (tx, row, body) => {
          entered = (await this.enter.toRequest(tx, row, body)).id;
        },
        done: 'terdaftar',
        get goTo() {
          return entered === null ? `/petugas/kasus/${door.caseId}` : `/petugas/keberatan/${entered}`;
        },
      },
      faults,
    );
  }

  /** Ground b, without a request. */
  @Get('keberatan/baru')
  @Action('objection.enter')
  alone(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.draw(request, reply, {}, [], newId());
  }

  @Post('keberatan/baru')
  @FormAgain('objections.pages.alone-title')
  @Action('objection.enter')
  async enterAlone(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { form, day, faults } = await this.read(request);
    const key = one(form, '_kunci') === '' ? newId() : one(form, '_kunci');
    if (one(form, '_hitung') !== '' || one(form, '_ulang') !== '')
      return this.draw(request, reply, form, [], key);
    const texts = this.views.for(request);
    const { value, faults: found } = checked(EnteredPeriodicBody, periodicEntryBody(form, day));
    const errors = [...faults, ...formFaults(texts, found, ENTRY_NAMES)];
    if (errors.length > 0) return this.draw(request, reply, form, errors, key);
    try {
      const { actor } = requireSession(request);
      const { id } = await this.enter.alone(value, actor, readIdempotencyKey(key));
      return goTo(reply, `${this.links.workPath(id)}?selesai=terdaftar`);
    } catch (error) {
      if (!(error instanceof Problem) || error.faults.length === 0) throw error;
      return this.draw(request, reply, form, formFaults(texts, error.faults, ENTRY_NAMES), key);
    }
  }

  /** The statement of objection with its number and day, to print and hand out. It names the person. */
  @Get('keberatan/:id/formulir.pdf')
  @Action('objection.form')
  async form(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { actor } = requireSession(request);
    if (!isObjectionId(id)) throw notFound();
    const printed = await this.database.transaction(actor, scopeOf(actor), async (tx) => {
      const target = await readTarget(tx, id);
      if (target === null) throw notFound();
      return this.forms.print(tx, target, await this.enter.codeOf(tx, id));
    });
    return serveFile(reply, { ...printed, type: 'application/pdf' });
  }

  /** A file or letter of an objection that no request stands behind; they name the person. */
  @Get('keberatan/:id/berkas/:file')
  @Action('objection.form')
  async file(
    @Param('id') id: string,
    @Param('file') fileId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { actor } = requireSession(request);
    if (!isObjectionId(id)) throw notFound();
    const file = await this.database.read(actor, scopeOf(actor), async (tx) => {
      const own = await this.files.ofObjection(tx, id);
      if (!own.some((one) => one.id === fileId)) throw notFound();
      return this.files.read(tx, fileId);
    });
    return serveFile(reply, file);
  }

  private async read(request: FastifyRequest): Promise<{
    readonly form: ActForm;
    readonly day: string | null;
    readonly faults: readonly ActFault[];
  }> {
    const sent = await this.uploads.readAny(request, MOST_ENTRY_FILES);
    const form = withKept(sent.form, sent.files, KEPT);
    const texts = this.views.for(request);
    const { day, faults } = receivedDay(texts, form);
    return {
      form,
      day,
      faults: [...sent.faults, ...faults, ...formFaults(texts, spokenFault(form), ENTRY_NAMES)],
    };
  }

  private async draw(
    request: FastifyRequest,
    reply: FastifyReply,
    form: ActForm,
    errors: readonly ActFault[],
    key: string,
  ): Promise<string> {
    const texts = this.views.for(request);
    const session = requireSession(request);
    const now = await this.database.read(session.actor, NOTHING, (tx) => tx.now());
    const { ruleset: rules } = await this.rules.current();
    const calendar = await this.calendar.under(rules);
    const model = {
      ...entryModel(texts, form, { calendar, rules, now }, null),
      ...{ values: form, errors, csrf: session.csrf, key, action: ALONE, backHref: '/petugas/keberatan' },
    };
    return this.views.page(request, reply, 'objections/entry', model, {
      title: texts.t('objections.entry.alone-title'),
      hasErrors: errors.length > 0,
      staff: staffFrame(texts, session, { current: '/petugas' }),
      languageLink: false,
    });
  }
}
