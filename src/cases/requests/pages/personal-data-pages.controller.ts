import { Controller, Get, Post } from '@nestjs/common';
import {
  AFFECTED_DATA,
  DATA_RIGHTS,
  INCIDENT_CAUSES,
  INCIDENT_MEASURES,
} from '../../../law/personal-data.js';
import { Action } from '../../../office/access/action.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import type { Texts } from '../../../platform/views/texts.js';
import { readTypedDate } from '../../../platform/views/typed-date.js';
import { NotifyIncidentBody, RecordDataRequestBody } from '../personal-data.dto.js';
import { PersonalData } from '../personal-data.js';
import { Door, type ActDoor } from './act-door.js';
import { many, one, type ActForm } from './act-form.js';
import type { ActPage } from './act-page.js';
import { ActPages, formOf } from './act-pages.js';

const DONE_PAGE: ActPage = {
  slug: 'data-pribadi',
  action: 'case.record-data-request',
  names: { right: 'hak' },
  words: [],
  model: ({ texts, form }) => ({
    chosen: one(form, 'hak'),
    rights: optionsOf(texts, 'acts.data-pribadi.rights', DATA_RIGHTS),
  }),
};

const INCIDENT_PAGE: ActPage = {
  slug: 'insiden',
  action: 'case.notify-incident',
  names: { affected: 'data', happenedOn: 'tanggal', cause: 'sebab', measures: 'tindakan' },
  words: [],
  model: ({ texts, form }) => ({
    affected: optionsOf(texts, 'mail.words.affected', AFFECTED_DATA),
    causes: optionsOf(texts, 'mail.words.cause', INCIDENT_CAUSES),
    measures: optionsOf(texts, 'mail.words.measures', INCIDENT_MEASURES),
    chosen: { affected: many(form, 'data'), cause: one(form, 'sebab'), measures: many(form, 'tindakan') },
    day: dayFields(form),
  }),
};

/** The desk's acts on the personal data of a case, as pages. */
@Controller('petugas/kasus/:id')
export class PersonalDataPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly personalData: PersonalData,
  ) {}

  @Get('data-pribadi')
  @Action('case.record-data-request')
  doing(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, DONE_PAGE);
  }

  @Post('data-pribadi')
  @FormAgain('acts.data-pribadi.title')
  @Action('case.record-data-request')
  done(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    return this.pages.submit(door, DONE_PAGE, form, {
      type: RecordDataRequestBody,
      body: { right: one(form, 'hak') },
      run: (tx, row, { right }) => this.personalData.recordDone(tx, row, right),
    });
  }

  @Get('insiden')
  @Action('case.notify-incident')
  telling(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, INCIDENT_PAGE);
  }

  @Post('insiden')
  @FormAgain('acts.insiden.title')
  @Action('case.notify-incident')
  tell(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    const typed = readTypedDate(dayFields(form));
    return this.pages.submit(door, INCIDENT_PAGE, form, {
      type: NotifyIncidentBody,
      body: {
        affected: many(form, 'data'),
        happenedOn: typed.ok ? typed.date : '',
        cause: one(form, 'sebab'),
        measures: many(form, 'tindakan'),
      },
      run: (tx, row, body) => this.personalData.notifyIncident(tx, row, body),
    });
  }
}

function dayFields(form: ActForm): { day: string; month: string; year: string } {
  return { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') };
}

function optionsOf(
  texts: Texts,
  room: string,
  codes: readonly string[],
): readonly { value: string; text: string }[] {
  return codes.map((value) => ({ value, text: texts.t(`${room}.${value}`) }));
}
