import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { MissingItem } from '../../../law/completeness.js';
import { Action } from '../../../office/access/action.js';
import { scopeOf } from '../../../office/access/policy.js';
import { CityRules } from '../../../office/calendar/city-rules.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { Database } from '../../../platform/database/database.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { Views } from '../../../platform/views/views.js';
import { CompleteRequest } from '../complete-request.js';
import { DeclareComplete } from '../declare-complete.js';
import { DeclareIncomplete } from '../declare-incomplete.js';
import { readCase } from '../open-case.js';
import { VersionedBody } from '../case-acts.js';
import { AcceptLateRepairBody, DeclareIncompleteBody } from '../request-acts.dto.js';
import { noticePaper } from '../notice-body.js';
import { many, one, typedOrNull, type ActFault, type ActForm } from './act-form.js';
import type { ActPage, ActStep } from './act-page.js';
import { ActPages, formOf } from './act-pages.js';
import { askedOf, COMPLETENESS_PAGE, completenessModel, readChecks } from './completeness.page.js';
import { identityStanding } from '../completeness.queries.js';
import { LATE_REPAIR_PAGE } from './late-repair.page.js';
import { Door, type ActDoor } from './act-door.js';
import { LetterPreviews } from './letter-previews.js';

/** Completeness as pages: the check, and a repair that came late. */
@Controller('petugas/kasus/:id')
export class CompletenessPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly database: Database,
    private readonly views: Views,
    private readonly rules: CityRules,
    private readonly declareComplete: DeclareComplete,
    private readonly declareIncomplete: DeclareIncomplete,
    private readonly completeRequest: CompleteRequest,
    private readonly previews: LetterPreviews,
  ) {}

  @Get('verifikasi')
  @Action('case.declare-complete')
  check(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, this.checkPage([]));
  }

  @Post('verifikasi')
  @FormAgain('acts.verifikasi.title')
  @Action('case.declare-complete')
  async decide(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    if (one(form, '_ulang') !== '') return this.pages.again(door, this.checkPage([]), form, []);
    const { missing, faults } = await this.checks(door, form);
    const page = this.checkPage(faults);
    if (missing.length === 0) {
      const step = {
        type: VersionedBody,
        body: {},
        run: (...[tx, row]: Parameters<DeclareComplete['run']>) => this.declareComplete.run(tx, row),
      };
      return this.pages.submit(door, page, form, step, faults);
    }
    return this.pages.submit(door, page, form, this.askingStep(form, missing), faults);
  }

  /** The letter that asks for what is missing, as it would go out; nothing is kept. Nothing missing, no letter. */
  @Post('verifikasi/pratinjau')
  @HttpCode(200)
  @Action('case.declare-incomplete')
  async preview(@Door() door: ActDoor): Promise<Buffer | string> {
    const form = formOf(door.request.body);
    const { missing, faults } = await this.checks(door, form);
    const page = this.checkPage(faults);
    if (missing.length === 0)
      return faults.length > 0
        ? this.pages.again(door, page, form, faults)
        : this.previews.none(door, page, form);
    return this.previews.show(door, page, form, this.askingStep(form, missing), faults);
  }

  @Get('lengkapi')
  @Action('case.accept-late-repair')
  late(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, LATE_REPAIR_PAGE);
  }

  @Post('lengkapi')
  @FormAgain('acts.lengkapi.title')
  @Action('case.accept-late-repair')
  accept(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    return this.pages.submit(door, LATE_REPAIR_PAGE, form, {
      type: AcceptLateRepairBody,
      body: { reason: one(form, 'alasan'), items: many(form, 'ada') },
      run: (tx, row, { reason, items }) =>
        this.completeRequest.acceptLate(tx, row, { reason, confirmed: items ?? null }),
    });
  }

  private askingStep(form: ActForm, missing: readonly MissingItem[]): ActStep<DeclareIncompleteBody> {
    return {
      action: 'case.declare-incomplete',
      type: DeclareIncompleteBody,
      body: {
        missing,
        note: one(form, 'catatan'),
        letterNumber: typedOrNull(form, 'nomor-surat'),
        handedOver: one(form, 'diserahkan') !== '',
      },
      run: (tx, row, sent) =>
        this.declareIncomplete.run(tx, row, {
          missing: sent.missing,
          note: sent.note ?? '',
          handedOver: sent.handedOver ?? false,
          ...noticePaper(sent),
        }),
      done: 'diminta',
    };
  }

  private checkPage(faults: readonly ActFault[]): ActPage {
    return {
      ...COMPLETENESS_PAGE,
      model: (sight) => completenessModel(sight, faults),
    };
  }

  private async checks(door: ActDoor, form: ActForm): Promise<ReturnType<typeof readChecks>> {
    const { actor } = requireSession(door.request);
    const { asked, rules } = await this.database.read(actor, scopeOf(actor), async (tx) => {
      const row = await readCase(tx, 'case.declare-complete', door.caseId);
      const ofCase = await this.rules.ofCase(row);
      return { asked: askedOf(await identityStanding(tx, row.requester_id), row, ofCase), rules: ofCase };
    });
    return readChecks(this.views.for(door.request), form, asked, rules);
  }
}
