import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  answerSuggestions,
  type RoutingSuggestionsAnswer,
} from '../../office/agencies/routing-suggestions.js';
import { Action } from '../../office/access/action.js';
import { languageOfProgram } from '../../platform/http/problem.filter.js';
import { validated } from '../../platform/http/validate.js';
import { CaseActs, VersionedBody } from '../requests/case-acts.js';
import type { StaffCaseAnswer } from '../requests/case-answers.js';
import { Call, type StaffCall } from '../requests/staff-call.js';
import { CorrectRouting } from './correct-routing.js';
import { HandBack } from './hand-back.js';
import { RemindHolder } from './remind-holder.js';
import { AgencySuggester } from '../../office/agencies/agency-suggester.js';
import { AssignBody, HandBackBody, SuggestionBody } from './routing.dto.js';
import { ApiRoute, StaffAct } from '../../platform/http/openapi-note.js';

/** Which agency a text belongs to, and who gives a case to whom. */
@Controller('api/v1')
export class RoutingController {
  constructor(
    private readonly acts: CaseActs,
    private readonly routing: AgencySuggester,
    private readonly correctRouting: CorrectRouting,
    private readonly handBack: HandBack,
    private readonly remindHolder: RemindHolder,
  ) {}

  @Post('routing/suggestions')
  @HttpCode(200)
  @Action('routing.suggest')
  @ApiRoute('Suggests an agency for a text', { body: SuggestionBody })
  suggest(@Req() request: FastifyRequest, @Body() body: unknown): RoutingSuggestionsAnswer {
    return answerSuggestions(validated(SuggestionBody, body).text, this.routing, languageOfProgram(request));
  }

  @Post('cases/:id/assign')
  @HttpCode(200)
  @Action('case.assign')
  @StaffAct('Gives a case to an agency', AssignBody)
  assign(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.assign', AssignBody, (tx, row, { agency, reason }) =>
      this.correctRouting.run(tx, row, agency, reason),
    );
  }

  @Post('cases/:id/hand-back')
  @HttpCode(200)
  @Action('case.hand-back')
  @StaffAct('Gives a case back to the desk', HandBackBody)
  back(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.hand-back', HandBackBody, (tx, row, { reason, suggestedAgency }) =>
      this.handBack.run(tx, row, reason, suggestedAgency ?? null),
    );
  }

  @Post('cases/:id/remind')
  @HttpCode(200)
  @Action('case.remind')
  @StaffAct('Reminds the holder', VersionedBody)
  remind(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.remind', VersionedBody, (tx, row) => this.remindHolder.run(tx, row));
  }
}
