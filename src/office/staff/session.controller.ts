import { Body, Controller, Delete, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../platform/http/problems.js';
import { validated } from '../../platform/http/validate.js';
import type { Role } from '../../platform/database/scope.js';
import { Action } from '../access/action.js';
import { SessionCookie } from './session-cookie.js';
import { staffSession } from './session-source.js';
import { SessionBody } from './sign-in.dto.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';
import { knockOf } from './visitor.js';
import { ApiRoute } from '../../platform/http/openapi-note.js';

/** Who is signed in now. */
interface SessionAnswer {
  readonly roles: readonly Role[];
  readonly agency: string | null;
  readonly name: string;
}

/** Sign-in of programs. Wrong, unknown, disabled and paused are one 401 `sign-in-failed`. */
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    private readonly cookie: SessionCookie,
  ) {}

  @Post()
  @HttpCode(200)
  @Action('session.open')
  @ApiRoute('Signs in', { body: SessionBody })
  async open(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const { email, password, code } = validated(SessionBody, body);
    const answer = await this.signIn.withPassword(
      { email, password, code: code ?? null },
      knockOf(request, this.cookie),
    );
    if (answer.kind === 'code-wanted') throw new Problem(401, 'code-wanted');
    if (answer.kind === 'no') throw new Problem(401, 'sign-in-failed');
    const { roles, agency, name, secret } = answer.entered;
    this.cookie.set(reply, secret);
    return { roles, agency, name };
  }

  @Delete()
  @HttpCode(204)
  @Action('session.close')
  @ApiRoute('Signs out')
  async close(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const session = staffSession(request);
    if (session !== null) await this.signOut.end(session);
    this.cookie.clear(reply);
  }
}
