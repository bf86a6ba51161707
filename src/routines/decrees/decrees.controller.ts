import { Body, Controller, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import type { Decree } from '../../office/calendar/decrees.js';
import { requireSession } from '../../office/staff/session-source.js';
import { ApiRoute } from '../../platform/http/openapi-note.js';
import { languageOfProgram } from '../../platform/http/problem.filter.js';
import { invalid, Problem } from '../../platform/http/problems.js';
import { readIdempotencyKey } from '../../platform/idempotency/idempotency.js';
import { validated } from '../../platform/http/validate.js';
import type { Texts } from '../../platform/views/texts.js';
import { Views } from '../../platform/views/views.js';
import { DecreeDesk, type DecreePreview } from './decree-desk.js';
import { noteWords, stillProvisional } from './decree.page.js';
import { ApplyDecreeBody } from './decrees.dto.js';
import type { AffectedDate, FirmDate } from './moved-clocks.js';

/** Answer of the calendar's routes (`contract.md` section 3): who is affected, EARLIER dates first. */
export interface DecreeAnswer {
  /** Null for a preview, which is not kept. */
  readonly id: string | null;
  readonly state: Decree['state'];
  readonly affected: readonly AffectedDate[];
  /** Dates that stay and become certain. */
  readonly firm: readonly FirmDate[];
  readonly notes: readonly { readonly field: string; readonly code: string; readonly message: string }[];
}

const APPLY_WORDS: ReadonlySet<unknown> = new Set([undefined, '', 'true', 'false']);

/** `/api/v1/calendar/decrees`: a decree as CSV, brought in by one admin and applied by another. */
@Controller('api/v1/calendar/decrees')
export class DecreesController {
  constructor(
    private readonly desk: DecreeDesk,
    private readonly views: Views,
  ) {}

  @Post()
  @Action('calendar.propose')
  @ApiRoute('Brings in a decree on holidays; with apply=false only says what it would move', {
    staff: true,
    upload: 'text/csv',
    query: ['apply', 'fileId'],
  })
  async propose(
    @Body() body: unknown,
    @Query('apply') apply: unknown,
    @Query('fileId') fileId: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DecreeAnswer> {
    const { actor } = requireSession(request);
    const content = csvOf(body, request);
    const texts = this.views.in(languageOfProgram(request));
    // A mistyped `false` must not keep what was only to be looked at.
    if (!APPLY_WORDS.has(apply))
      throw invalid([{ field: 'apply', code: 'unknown-value', message: 'problems.fields.unknown-value' }]);
    const document = typeof fileId === 'string' ? fileId : null;
    if (apply === 'false') {
      reply.code(200);
      const seen = await this.desk.preview(actor, content, document);
      return { id: null, state: 'proposed', ...answerOf(texts, seen) };
    }
    // The contract names no key for this route: a client that sends one may repeat the call.
    const header = request.headers['idempotency-key'];
    const key = header === undefined ? null : readIdempotencyKey(header);
    const kept = await this.desk.propose(actor, content, document, key);
    reply.code(201);
    return { id: kept.id, state: kept.state, ...answerOf(texts, kept) };
  }

  @Post(':id/apply')
  @HttpCode(200)
  @Action('calendar.apply')
  @ApiRoute('Applies a decree that another person brought in, and counts every open case anew', {
    staff: true,
    body: ApplyDecreeBody,
  })
  async apply(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<DecreeAnswer> {
    const { affected } = validated(ApplyDecreeBody, body ?? {});
    const kept = await this.desk.apply(requireSession(request).actor, id, affected ?? null);
    const texts = this.views.in(languageOfProgram(request));
    return { id: kept.id, state: kept.state, ...answerOf(texts, kept) };
  }
}

function answerOf(texts: Texts, preview: DecreePreview): Pick<DecreeAnswer, 'affected' | 'firm' | 'notes'> {
  return {
    affected: preview.affected,
    firm: preview.firm,
    notes: [
      ...preview.gaps.map((gap) => ({
        field: `year ${String(gap.year)}`,
        code: 'year-not-whole',
        message: stillProvisional(texts, gap),
      })),
      ...preview.notes.map((note) => ({
        field: `line ${String(note.line)}`,
        code: note.code,
        message: noteWords(texts, note),
      })),
    ],
  };
}

function csvOf(body: unknown, request: FastifyRequest): Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (/^text\/csv\b/iu.test(request.headers['content-type'] ?? '')) return Buffer.alloc(0);
  throw new Problem(415, 'wrong-content-type');
}
