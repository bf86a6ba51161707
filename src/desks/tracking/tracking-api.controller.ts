import { Body, Controller, Get, Headers, HttpCode, Ip, Param, Post, Req, Res } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ObjectionRow } from '../../cases/objections/objection-row.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import { namedPapers } from '../../cases/requests/named-papers.js';
import { saidLater, saysAnything } from '../../cases/requests/statement-fields.js';
import { Action } from '../../office/access/action.js';
import { serveFile } from '../../platform/files/serve-file.js';
import { languageOfProgram } from '../../platform/http/problem.filter.js';
import { invalid, notFound } from '../../platform/http/problems.js';
import { validated } from '../../platform/http/validate.js';
import { readIdempotencyKey } from '../../platform/idempotency/idempotency.js';
import { Views } from '../../platform/views/views.js';
import { CitizenActs, type Answering, type CitizenCall } from './citizen-acts.js';
import { CitizenDocuments, type ObjectionAnswer } from './citizen-documents.js';
import { DocumentLinks } from './document-links.js';
import { FindCase } from './find-case.js';
import { FindObjection } from './find-objection.js';
import { ownObjectionAnswer } from './own-objection-answer.js';
import { OwnObjectionActs } from './own-objection-acts.js';
import { OwnObjections } from './own-objection.queries.js';
import { FreeObjectionBody, PreparedObjectionBody } from './objection-acts.dto.js';
import {
  CompleteActBody,
  ContactActBody,
  MessageActBody,
  TrackingBody,
  WithdrawActBody,
} from './tracking-api.dto.js';
import { trackingAnswer, type TrackingAnswer } from './tracking-answer.js';
import { TrackedCases, type StoryRows } from './tracked-case.queries.js';
import { ApiRoute } from '../../platform/http/openapi-note.js';

/** What an act of a program comes with; nothing of it is checked yet. */
interface Incoming {
  readonly request: FastifyRequest;
  readonly body: unknown;
  readonly key: unknown;
}

/** Tracking for programs and the requester's acts (`contract.md` section 3). Every kind of no is the same 404. */
@Controller('api/v1/tracking')
export class TrackingApiController {
  constructor(
    private readonly findCase: FindCase,
    private readonly findObjection: FindObjection,
    private readonly own: OwnObjections,
    private readonly ownActs: OwnObjectionActs,
    private readonly cases: TrackedCases,
    private readonly acts: CitizenActs,
    private readonly documents: CitizenDocuments,
    private readonly links: DocumentLinks,
    private readonly views: Views,
  ) {}

  @Post()
  @HttpCode(200)
  @Action('tracking.view')
  @ApiRoute('Tells how a request stands', { body: TrackingBody })
  async track(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Ip() network: string,
  ): Promise<TrackingAnswer> {
    const typed = validated(TrackingBody, body);
    const own = await this.ownObjection(typed, network);
    if (own !== null)
      return ownObjectionAnswer(this.textsOf(request), await this.own.read(own.id), this.links);
    const known = { number: typed.registerNumber, code: typed.trackingCode, network };
    const found = await this.findCase.byCodeWith<StoryRows>(known, this.cases.story);
    if (found === null) throw notFound();
    const tracked = await this.cases.told(found.row, found.told);
    return trackingAnswer(this.textsOf(request), tracked, this.links);
  }

  @Post('complete')
  @HttpCode(200)
  @Action('tracking.act')
  @ApiRoute('Repairs an incomplete request', { body: CompleteActBody, repeatable: true })
  async complete(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Headers('idempotency-key') key: unknown,
  ): Promise<TrackingAnswer> {
    const { call, fields } = await this.open({ request, body, key }, 'complete', CompleteActBody);
    const { identity, identityFileId, ...given } = fields.requester ?? {};
    const person = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
    const completion = {
      text: fields.text ?? '',
      fileIds: fields.fileIds ?? [],
      papers: namedPapers(fields.papers),
      person,
      identityFileId: identityFileId ?? null,
      identityKind: identity ?? null,
      said: saidLater(fields),
    };
    const isEmpty =
      completion.text === '' &&
      completion.fileIds.length === 0 &&
      completion.papers.length === 0 &&
      completion.identityFileId === null &&
      Object.keys(person).length === 0 &&
      !saysAnything(completion.said);
    if (isEmpty) throw invalid([{ field: 'text', code: 'missing', message: 'tracking.errors.repair' }]);
    return this.acts.complete(call, completion, this.answering(request));
  }

  @Post('message')
  @HttpCode(200)
  @Action('tracking.act')
  @ApiRoute('Writes to the office', { body: MessageActBody, repeatable: true })
  async message(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Headers('idempotency-key') key: unknown,
  ): Promise<TrackingAnswer> {
    const { call, fields } = await this.open({ request, body, key }, 'message', MessageActBody);
    const message = { text: fields.text, fileIds: fields.fileIds ?? [] };
    return this.acts.message(call, message, this.answering(request));
  }

  @Post('withdraw')
  @HttpCode(200)
  @Action('tracking.act')
  @ApiRoute('Withdraws the request, or by its own number an objection', {
    body: WithdrawActBody,
    repeatable: true,
  })
  async withdraw(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Headers('idempotency-key') key: unknown,
  ): Promise<TrackingAnswer> {
    const repeatKey = readIdempotencyKey(key);
    const typed = validated(WithdrawActBody, body);
    const reason = typed.reason ?? null;
    const own = await this.ownObjection(typed, request.ip);
    if (own !== null) {
      return this.ownActs.withdraw(own.id, { key: repeatKey, body, reason }, async (tx) =>
        ownObjectionAnswer(this.textsOf(request), await this.own.readIn(tx, own.id), this.links),
      );
    }
    const { call } = await this.open({ request, body, key }, 'withdraw', WithdrawActBody);
    const number = this.findCase.objectionNumberOf(typed.registerNumber);
    return number === null
      ? this.acts.withdraw(call, reason, this.answering(request))
      : this.acts.withdrawObjection(call, number, reason, this.answering(request));
  }

  @Post('contact')
  @HttpCode(200)
  @Action('tracking.act')
  @ApiRoute('Corrects the mail address', { body: ContactActBody, repeatable: true })
  async contact(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Headers('idempotency-key') key: unknown,
  ): Promise<TrackingAnswer> {
    const { call, fields } = await this.open({ request, body, key }, 'contact', ContactActBody);
    return this.acts.contact(call, fields.email, this.answering(request));
  }

  @Post('object')
  @HttpCode(201)
  @Action('tracking.act')
  @ApiRoute('Objects to the superior, or anew by the number of an objection without a request', {
    body: FreeObjectionBody,
    repeatable: true,
  })
  async object(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Headers('idempotency-key') key: unknown,
  ): Promise<ObjectionAnswer> {
    const isPrepared = typeof body === 'object' && body !== null && 'prepared' in body;
    if (isPrepared) {
      const { call } = await this.open({ request, body, key }, 'object', PreparedObjectionBody);
      return this.acts.object(call, { prepared: true }, (filed) => this.documents.objectionAnswer(filed));
    }
    const repeatKey = readIdempotencyKey(key);
    const typed = validated(FreeObjectionBody, body);
    const own = await this.ownObjection(typed, request.ip);
    if (own !== null) {
      // Who filed the first for somebody else has shown the authority then.
      if (typed.proxy != null)
        throw invalid([{ field: 'proxy', code: 'unknown-field', message: 'problems.fields.unknown-field' }]);
      const anew = { grounds: typed.grounds, story: typed.story, fileIds: typed.fileIds ?? [] };
      return this.ownActs.objectAnew(own.id, { key: repeatKey, body, anew }, (filed) =>
        this.documents.ownObjectionAnswer(filed),
      );
    }
    const { call, fields } = await this.open({ request, body, key }, 'object', FreeObjectionBody);
    const { grounds, story, proxy, fileIds } = fields;
    return this.acts.object(
      call,
      {
        prepared: false,
        grounds,
        story,
        proxy:
          proxy == null ? null : { name: proxy.name, address: proxy.address, phone: proxy.phone ?? null },
        fileIds: fileIds ?? [],
      },
      (filed) => this.documents.objectionAnswer(filed),
    );
  }

  @Get('documents/:token')
  @Action('tracking.view')
  @ApiRoute('Hands out a document by its link')
  async document(
    @Param('token') token: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return serveFile(reply, await this.documents.byLink(token));
  }

  /** The objection without a request that number and code open; null when the number is a case's. Throws 404. */
  private async ownObjection(body: TrackingBody, network: string): Promise<ObjectionRow | null> {
    const door = await this.findObjection.byCode(body.registerNumber, body.trackingCode, network);
    if (door.is === 'shut') throw notFound();
    return door.is === 'open' ? door.objection : null;
  }

  private async find(body: TrackingBody, network: string): Promise<CaseRow> {
    const row = await this.findCase.byCode(body.registerNumber, body.trackingCode, network);
    if (row === null) throw notFound();
    return row;
  }

  private async open<Fields extends TrackingBody>(
    { request, body, key }: Incoming,
    act: CitizenCall['act'],
    type: ClassConstructor<Fields>,
  ): Promise<{ readonly call: CitizenCall; readonly fields: Fields }> {
    const repeatKey = readIdempotencyKey(key);
    const fields = validated(type, body);
    const row = await this.find(fields, request.ip);
    return { call: { row, act, key: repeatKey, body }, fields };
  }

  private answering(request: FastifyRequest): Answering<TrackingAnswer> {
    return async (tx, row) =>
      trackingAnswer(this.textsOf(request), await this.cases.readIn(tx, row), this.links);
  }

  private textsOf(request: FastifyRequest) {
    return this.views.in(languageOfProgram(request));
  }
}
