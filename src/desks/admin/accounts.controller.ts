import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { AccountRefusal } from '../../office/staff/account-rules.js';
import { AddAccount } from '../../office/staff/add-account.js';
import { DisableAccount } from '../../office/staff/disable-account.js';
import { ResetAccount } from '../../office/staff/reset-account.js';
import { requireSession } from '../../office/staff/session-source.js';
import { goOn } from '../../office/staff/visitor.js';
import { newId } from '../../platform/crypto/new-id.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING } from '../../platform/database/scope.js';
import { notFound } from '../../platform/http/problems.js';
import { checked, validated } from '../../platform/http/validate.js';
import { Idempotency, readIdempotencyKey } from '../../platform/idempotency/idempotency.js';
import { Views } from '../../platform/views/views.js';
import { AccountList, type AccountRow } from './account-list.queries.js';
import { accountFaults, accountWish, withRoleList } from './account-wish.js';
import { AccountForm, PlainForm } from './accounts.dto.js';
import { accountFormModel, accountModel, accountsModel, type FormError } from './accounts.page.js';
import { adminPage } from './admin-pages.js';
import { OneTimeNote } from './one-time-note.js';

const ROUTE = 'POST /admin/pengguna/baru';
const CURRENT = '/admin/pengguna';

/** `/admin/pengguna`: who has an account; adding, resetting and closing one. */
@Controller('admin/pengguna')
export class AccountsController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly list: AccountList,
    private readonly agencies: AgencyDirectory,
    private readonly idempotency: Idempotency,
    private readonly addAccount: AddAccount,
    private readonly resetAccount: ResetAccount,
    private readonly disableAccount: DisableAccount,
    private readonly note: OneTimeNote,
  ) {}

  @Get()
  @Action('admin.view')
  async all(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { actor } = requireSession(request);
    const rows = await this.database.read(actor, NOTHING, (tx) => this.list.all(tx));
    const texts = this.views.for(request);
    const title = texts.t('admin.accounts.title');
    return adminPage(this.views, request, reply, {
      name: 'accounts',
      model: accountsModel(texts, rows),
      title,
      current: CURRENT,
    });
  }

  @Get('baru')
  @Action('admin.view')
  newAccount(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.form(request, reply, new AccountForm(), []);
  }

  @Post('baru')
  @Action('admin.view')
  async add(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const { value, faults } = checked(AccountForm, withRoleList(body));
    if (faults.length > 0)
      return this.form(
        request,
        reply,
        value,
        faults.map(({ field, message, values }) => ({ field, message: texts.t(message, values ?? {}) })),
      );
    const wish = accountWish(value);
    const open = (await this.agencies.active()).map((agency) => agency.code);
    const broken = accountFaults(wish, open).map(({ field, message }) => ({
      field,
      message: texts.t(message),
    }));
    if (broken.length > 0) return this.form(request, reply, value, broken);
    const session = requireSession(request);
    try {
      const fresh: { password?: string } = {};
      const { staffId } = await this.once(request, value, async () => {
        const { id, password } = await this.addAccount.run(wish, session.actor);
        fresh.password = password;
        return { staffId: id };
      });
      // A repeat of the same form: the account is there, its password is kept nowhere.
      if (fresh.password === undefined) return goOn(reply, `${CURRENT}/${staffId}`);
      this.note.put(reply, session, { staffId, password: fresh.password });
    } catch (error) {
      if (!(error instanceof AccountRefusal)) throw error;
      return this.form(request, reply, value, [
        { field: 'email', message: texts.t('admin.errors.email-taken') },
      ]);
    }
    return goOn(reply, '/admin/pengguna/sandi');
  }

  /** Shown once: the answer takes the password out of the browser. */
  @Get('sandi')
  @Action('admin.view')
  async password(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const made = this.note.take(request, reply, requireSession(request));
    const row = made === null ? null : await this.find(request, made.staffId);
    if (made === null || row === null) return goOn(reply, CURRENT);
    const texts = this.views.for(request);
    reply.header('cache-control', 'no-store');
    return adminPage(this.views, request, reply, {
      name: 'one-time-password',
      model: { name: row.name, email: row.email, password: made.password, href: `${CURRENT}/${row.id}` },
      title: texts.t('admin.password.title'),
      current: CURRENT,
    });
  }

  @Get(':id')
  @Action('admin.view')
  async one(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const row = await this.find(request, id);
    if (row === null) return goOn(reply, CURRENT);
    const texts = this.views.for(request);
    const isOwn = requireSession(request).actor.id === row.id;
    return adminPage(this.views, request, reply, {
      name: 'account',
      model: accountModel(texts, row, isOwn),
      title: row.name,
      current: CURRENT,
    });
  }

  @Post(':id/setel-ulang')
  @Action('admin.view')
  async reset(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    validated(PlainForm, body);
    const session = requireSession(request);
    const row = await this.account(request, id);
    // An admin changes the own password in the profile; a reset here would end this very session.
    if (row.id === session.actor.id) throw notFound();
    const { password } = await this.resetAccount.run(row.email, session.actor);
    this.note.put(reply, session, { staffId: row.id, password });
    return goOn(reply, '/admin/pengguna/sandi');
  }

  @Post(':id/tutup')
  @Action('admin.view')
  async disable(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    validated(PlainForm, body);
    const { actor } = requireSession(request);
    const row = await this.account(request, id);
    if (row.id === actor.id) throw notFound();
    await this.disableAccount.run(row.email, actor);
    return goOn(reply, `${CURRENT}/${row.id}`);
  }

  private async form(
    request: FastifyRequest,
    reply: FastifyReply,
    form: AccountForm,
    errors: readonly FormError[],
  ): Promise<string> {
    const texts = this.views.for(request);
    const key = form._kunci ?? newId();
    return adminPage(this.views, request, reply, {
      name: 'account-form',
      model: { ...accountFormModel(texts, form, await this.agencies.active(), errors), key },
      title: texts.t('admin.accounts.add'),
      current: CURRENT,
      hasErrors: errors.length > 0,
    });
  }

  /** A double click makes one account. Only its id is kept for the repeat. */
  private once(
    request: FastifyRequest,
    form: AccountForm,
    work: () => Promise<{ staffId: string }>,
  ): Promise<{ staffId: string }> {
    const { actor } = requireSession(request);
    const { _csrf: _, _kunci: key, ...body } = form;
    const repeat = { route: ROUTE, account: actor.id ?? '', key: readIdempotencyKey(key), body };
    return this.database.transaction(actor, NOTHING, (tx) => this.idempotency.once(tx, repeat, work));
  }

  private async account(request: FastifyRequest, id: string): Promise<AccountRow> {
    const row = await this.find(request, id);
    if (row === null) throw notFound();
    return row;
  }

  private find(request: FastifyRequest, id: string): Promise<AccountRow | null> {
    const { actor } = requireSession(request);
    return this.database.read(actor, NOTHING, (tx) => this.list.byId(tx, id));
  }
}
