import { Controller, Get, Post } from '@nestjs/common';
import { Action } from '../../../office/access/action.js';
import { AgencyDirectory } from '../../../office/agencies/agencies.queries.js';
import { StaffQueries } from '../../../office/staff/staff.queries.js';
import { City } from '../../../platform/config/city.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { VersionedBody } from '../../requests/case-acts.js';
import { one, typedOrNull } from '../../requests/pages/act-form.js';
import { ActPages, formOf } from '../../requests/pages/act-pages.js';
import { CorrectRouting } from '../correct-routing.js';
import { HandBack } from '../hand-back.js';
import { RemindHolder } from '../remind-holder.js';
import { AssignBody, HandBackBody } from '../routing.dto.js';
import { assignPage } from './assign.page.js';
import { handBackPage, remindPage } from './hand-back.page.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';

/** Who gives a case to whom, as pages. */
@Controller('petugas/kasus/:id')
export class RoutingPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly agencies: AgencyDirectory,
    private readonly staff: StaffQueries,
    private readonly city: City,
    private readonly correctRouting: CorrectRouting,
    private readonly handBack: HandBack,
    private readonly remindHolder: RemindHolder,
  ) {}

  @Get('tugaskan')
  @Action('case.assign')
  choose(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, assignPage(this.agencies, this.city, 'tugaskan'));
  }

  @Post('tugaskan')
  @FormAgain('acts.tugaskan.title')
  @Action('case.assign')
  assign(@Door() door: ActDoor): Promise<string> {
    return this.hand(door, 'tugaskan');
  }

  @Get('teruskan')
  @Action('case.assign')
  chooseAnother(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, assignPage(this.agencies, this.city, 'teruskan'));
  }

  @Post('teruskan')
  @FormAgain('acts.tugaskan.title')
  @Action('case.assign')
  handOn(@Door() door: ActDoor): Promise<string> {
    return this.hand(door, 'teruskan');
  }

  private hand(door: ActDoor, slug: 'tugaskan' | 'teruskan'): Promise<string> {
    const form = formOf(door.request.body);
    const chosen = one(form, 'instansi');
    const agency = chosen === 'lain' ? one(form, 'instansi-lain') : chosen;
    return this.pages.submit(door, assignPage(this.agencies, this.city, slug), form, {
      type: AssignBody,
      body: { agency, reason: one(form, 'alasan') },
      run: (tx, row, sent) => this.correctRouting.run(tx, row, sent.agency, sent.reason),
    });
  }

  @Get('kembalikan')
  @Action('case.hand-back')
  wrongAgency(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, handBackPage(this.agencies));
  }

  /** The case is out of sight afterwards: the way goes on to the queue. */
  @Post('kembalikan')
  @FormAgain('acts.kembalikan.title')
  @Action('case.hand-back')
  back(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    return this.pages.submit(door, handBackPage(this.agencies), form, {
      type: HandBackBody,
      body: { reason: one(form, 'alasan'), suggestedAgency: typedOrNull(form, 'saran') },
      run: (tx, row, sent) => this.handBack.run(tx, row, sent.reason, sent.suggestedAgency ?? null),
      goTo: '/petugas',
    });
  }

  @Get('ingatkan')
  @Action('case.remind')
  reminder(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, remindPage(this.staff));
  }

  @Post('ingatkan')
  @FormAgain('acts.ingatkan.title')
  @Action('case.remind')
  remind(@Door() door: ActDoor): Promise<string> {
    return this.pages.submit(door, remindPage(this.staff), formOf(door.request.body), {
      type: VersionedBody,
      body: {},
      run: (tx, row) => this.remindHolder.run(tx, row),
    });
  }
}
