import { Controller, Get, Post } from '@nestjs/common';
import { Action } from '../../../office/access/action.js';
import { AgencyDirectory } from '../../../office/agencies/agencies.queries.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';
import { many, one } from '../../requests/pages/act-form.js';
import { ActPages, formOf } from '../../requests/pages/act-pages.js';
import { GroupBody, LeaveGroupBody, SplitBody } from '../families.dto.js';
import { GroupCases } from '../group-cases.js';
import { Groups } from '../groups.js';
import { SplitRequest } from '../split-request.js';
import { groupPage, leaveGroupPage } from './group.page.js';
import { partsOf, splitPage } from './split.page.js';

/** Splitting a request and grouping several, as pages. */
@Controller('petugas/kasus/:id')
export class FamilyPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly agencies: AgencyDirectory,
    private readonly splitRequest: SplitRequest,
    private readonly groups: Groups,
    private readonly groupCases: GroupCases,
  ) {}

  @Get('pecah')
  @Action('case.split')
  splitForm(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, splitPage(this.agencies));
  }

  @Post('pecah')
  @FormAgain('acts.pecah.title')
  @Action('case.split')
  split(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    if (one(form, 'tambah') !== '') return this.pages.again(door, splitPage(this.agencies), form, []);
    return this.pages.submit(door, splitPage(this.agencies), form, {
      type: SplitBody,
      body: { children: partsOf(form) },
      run: (tx, row, { children }) => this.splitRequest.run(tx, row, children),
    });
  }

  @Get('gabung')
  @Action('case.group')
  groupForm(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, groupPage(this.groups));
  }

  @Post('gabung')
  @FormAgain('acts.gabung.title')
  @Action('case.group')
  group(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    return this.pages.submit(door, groupPage(this.groups), form, {
      type: GroupBody,
      body: { caseIds: many(form, 'kasus'), reason: one(form, 'alasan') },
      run: (tx, row, { caseIds, reason }) => this.groupCases.run(tx, row, caseIds, reason),
    });
  }

  @Get('keluar-gabungan')
  @Action('case.ungroup')
  leaveForm(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, leaveGroupPage(this.groups));
  }

  @Post('keluar-gabungan')
  @FormAgain('acts.keluar-gabungan.title')
  @Action('case.ungroup')
  leave(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    return this.pages.submit(door, leaveGroupPage(this.groups), form, {
      type: LeaveGroupBody,
      body: { reason: one(form, 'alasan') },
      run: (tx, row, { reason }) => this.groupCases.leave(tx, row, reason),
    });
  }
}
