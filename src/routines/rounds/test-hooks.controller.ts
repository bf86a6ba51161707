import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { TestClock, type ClockMove } from '../../platform/clock/test-clock.js';
import { Config } from '../../platform/config/config.js';
import { notFound, Problem } from '../../platform/http/problems.js';
import { Mailbox } from '../../platform/mail/mailbox.js';
import { isFromThisMachine } from '../../platform/process/from-this-machine.js';
import { Rounds, type RoundResult } from './rounds.js';

/** `/_test`: only with TEST_HOOKS=on and from this machine; elsewhere these routes do not exist. */
@Controller('_test')
export class TestHooksController {
  constructor(
    private readonly config: Config,
    private readonly clock: TestClock,
    private readonly rounds: Rounds,
    private readonly mailbox: Mailbox,
  ) {}

  @Post('clock')
  @HttpCode(200)
  @Action('test.hooks')
  async moveClock(@Req() request: FastifyRequest, @Body() body: unknown): Promise<{ now: string }> {
    this.onlyForTests(request);
    const now = await this.clock.move(readMove(body)).catch((error: unknown) => {
      throw new Problem(422, 'bad-request', {}, [], {
        reason: error instanceof Error ? error.message : 'unreadable',
      });
    });
    await this.rounds.clockMoved(now);
    return { now: now.toISOString() };
  }

  @Post('sweep')
  @HttpCode(200)
  @Action('test.hooks')
  async sweep(@Req() request: FastifyRequest): Promise<RoundResult> {
    this.onlyForTests(request);
    return this.rounds.untilQuiet();
  }

  @Get('mail')
  @Action('test.hooks')
  async mail(@Req() request: FastifyRequest): Promise<readonly object[]> {
    this.onlyForTests(request);
    const mails = await this.mailbox.list();
    return mails.map(({ to, subject, messageId, at, text }) => ({ to, subject, messageId, at, text }));
  }

  private onlyForTests(request: FastifyRequest): void {
    if (!this.config.testHooks || !isFromThisMachine(request)) throw notFound();
  }
}

function readMove(body: unknown): ClockMove {
  const move = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  if (typeof move['advance'] === 'string') return { advance: move['advance'] };
  if (typeof move['set'] === 'string') return { set: move['set'] };
  if (move['reset'] === true) return { reset: true };
  throw new Problem(422, 'bad-request');
}
