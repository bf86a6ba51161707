import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localDayOf, localDate } from '../../../law/local-date.js';
import { Action } from '../../../office/access/action.js';
import { AgencyDirectory } from '../../../office/agencies/agencies.queries.js';
import { CurrentCalendar } from '../../../office/calendar/current-calendar.js';
import { CityRules } from '../../../office/calendar/city-rules.js';
import { Requesters } from '../../../office/requesters/requesters.js';
import { Database } from '../../../platform/database/database.js';
import { requesterOf } from '../../../platform/database/scope.js';
import { serveFile } from '../../../platform/files/serve-file.js';
import { notFound } from '../../../platform/http/problems.js';
import { Idempotency } from '../../../platform/idempotency/idempotency.js';
import { pathInLanguage } from '../../../platform/views/language.js';
import { Views } from '../../../platform/views/views.js';
import { CaseLinks } from '../case-links.js';
import type { FilingAnswer } from '../filing.js';
import { PrintReceipt } from '../print-receipt.js';
import { FILING_ROUTE } from '../requests.controller.js';
import { Drafts } from './drafts.js';
import { FilingCookies } from './filing-cookies.js';
import { goTo } from './form-link.js';
import { receiptPage, type ReceiptSources } from './receipt.page.js';

const SENT = '/permohonan/terkirim';

/** The receipt of the request that this browser has sent: the same page however often it is loaded. */
@Controller()
export class ReceiptController {
  constructor(
    private readonly views: Views,
    private readonly cookies: FilingCookies,
    private readonly drafts: Drafts,
    private readonly links: CaseLinks,
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly requesters: Requesters,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly agencies: AgencyDirectory,
    private readonly receipts: PrintReceipt,
  ) {}

  /** Without a filing of this browser, or after its seven days: to `/lacak`. */
  @Get([SENT, `/en${SENT}`])
  @Action('request.file')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const sources = await this.read(this.cookies.receipt(request));
    if (sources === null) return goTo(reply, pathInLanguage('/lacak', texts.language));
    const { ruleset } = await this.rules.inForceOn(localDate(sources.answer.receivedOn));
    const calendar = await this.calendar.under(ruleset);
    const agency =
      sources.answer.agency === null ? null : await this.agencies.byCode(sources.answer.agency.code);
    const model = receiptPage(texts, calendar, { ...sources, agency });
    const title = texts.t('filing.receipt.title');
    return this.views.page(request, reply, 'filing/receipt', model, { title, nav: 'file' });
  }

  @Get(`${SENT}/tanda-bukti.pdf`)
  @Action('request.file')
  async pdf(@Query('p') secret: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    if (typeof secret !== 'string') throw notFound();
    return serveFile(reply, await this.receipts.ofFiling(secret));
  }

  /** *Keluar*, for shared computers. Needs no anti-forgery value: whoever makes somebody leave has gained nothing. */
  @Post([`${SENT}/keluar`, `/en${SENT}/keluar`])
  @Action('request.file')
  async leave(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const secret = this.cookies.draft(request);
    if (secret !== null && !this.cookies.isFromElsewhere(request)) await this.drafts.forget(secret);
    this.cookies.forgetAll(reply);
    return goTo(reply, this.views.languageOf(request) === 'en' ? '/en' : '/');
  }

  private async read(secret: string | null): Promise<Omit<ReceiptSources, 'agency'> | null> {
    const caseId = secret === null ? null : this.links.caseOfReceipt(secret);
    if (caseId === null) return null;
    return this.database.read(requesterOf(caseId), { kind: 'case', caseId }, async (tx) => {
      const answer = await this.idempotency.answerOfCase<FilingAnswer>(tx, FILING_ROUTE, caseId);
      if (answer === null) return null;
      const rows = await tx.query<{ requester_id: string }>('SELECT requester_id FROM cases WHERE id = $1', [
        caseId,
      ]);
      const requesterId = rows[0]?.requester_id;
      if (requesterId === undefined) return null;
      const { person } = await this.requesters.open(tx, requesterId);
      return { answer, email: person.email, today: localDayOf(await tx.now()) };
    });
  }
}
