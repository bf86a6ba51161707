import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { requireSession } from '../../office/staff/session-source.js';
import { goOn } from '../../office/staff/visitor.js';
import { ConfirmClock } from './confirm-clock.js';

/** `/admin/jam`: the word of an admin that the time is right. Asked for on `/admin` after a jump. */
@Controller('admin/jam')
export class ClockController {
  constructor(private readonly confirmClock: ConfirmClock) {}

  @Post()
  @Action('admin.view')
  async confirm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.confirmClock.run(requireSession(request).actor);
    return goOn(reply, '/admin');
  }
}
