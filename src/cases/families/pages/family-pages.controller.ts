import { Controller, Get, Post } from '@nestjs/common';
import { Action } from '../../../office/access/action.js';
import { AgencyDirectory } from '../../../office/agencies/agencies.queries.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';
import { ActPages, formOf } from '../../requests/pages/act-pages.js';
import { SplitBody } from '../families.dto.js';
import { SplitRequest } from '../split-request.js';
import { partsOf, splitPage } from './split.page.js';

/** Splitting a request and grouping several, as pages. */
@Controller('petugas/kasus/:id')
export class FamilyPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly agencies: AgencyDirectory,
    private readonly splitRequest: SplitRequest,
  ) {}

  @Get('pecah')
  @Action('case.split')
  splitForm(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, splitPage(this.agencies));
  }

  @Post('pecah')
  @Action('case.split')
  split(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    return this.pages.submit(door, splitPage(this.agencies), form, {
      type: SplitBody,
      body: { children: partsOf(form) },
      run: (tx, row, { children }) => this.splitRequest.run(tx, row, children),
    });
  }
}
