import { timingSafeEqual } from 'node:crypto';
import { Controller, Get, NotFoundException, Req, Res, SetMetadata } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { isFromThisMachine } from '../process/from-this-machine.js';
import { HealthRegistry } from './health-registry.js';
import { Metrics } from './metrics.js';

// The key of `@Action`, which lives a storey above; the policy's row lets everybody ask.
const Action = (): MethodDecorator => SetMetadata('tenggat:action', 'health.read');

/** For load balancers, monitors and the operator. */
@Controller()
export class HealthController {
  constructor(
    private readonly config: Config,
    private readonly health: HealthRegistry,
    private readonly metrics: Metrics,
  ) {}

  /** The process answers; nothing else is asked. */
  @Get('health/live')
  @Action()
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 when this process can be given work, else 503; each check by name. */
  @Get('health/ready')
  @Action()
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const report = await this.health.shared();
    if (report.status === 'fail') reply.header('retry-after', '5');
    await reply.code(report.status === 'fail' ? 503 : 200).send(report);
  }

  /** Prometheus text, for callers on this machine or with the token; for others the page does not exist. */
  @Get('metrics')
  @Action()
  async prometheus(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.mayRead(request)) throw new NotFoundException();
    const text = await this.metrics.text();
    await reply.header('content-type', this.metrics.contentType).send(text);
  }

  private mayRead(request: FastifyRequest): boolean {
    const token = this.config.metricsToken;
    if (token === null) return isFromThisMachine(request);
    const given = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
