import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localDayOf, type LocalDate } from '../../../law/local-date.js';
import { timeLimit } from '../../../law/time-limits.js';
import { AgencyDirectory } from '../../../office/agencies/agencies.queries.js';
import { AgencySuggester } from '../../../office/agencies/agency-suggester.js';
import { CurrentCalendar } from '../../../office/calendar/current-calendar.js';
import { dateBlock } from '../../../office/calendar/date-block.js';
import { City } from '../../../platform/config/city.js';
import { Database } from '../../../platform/database/database.js';
import { NOTHING, PUBLIC } from '../../../platform/database/scope.js';
import type { FieldFault } from '../../../platform/http/problems.js';
import type { FieldFault as ShownFault } from '../../../platform/views/nunjucks-environment.js';
import type { Texts } from '../../../platform/views/texts.js';
import { Views } from '../../../platform/views/views.js';
import { checkCards } from './check.page.js';
import { FilingCookies } from './filing-cookies.js';
import type { Draft } from './draft.js';
import { meantAddress } from './email-slips.js';
import { formLink } from './form-link.js';
import type { Consents } from './request-body.js';
import { stepModel } from './step.page.js';
import type { Step } from './step.js';
import { CHECK_PATH, pathBefore, STEP_COUNT } from './steps.js';
import { SumQuestion, WORK_BITS, type Sum } from './sum-question.js';

/** Where a page of the form is shown. */
export interface FormPlace {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly secret: string;
  readonly draft: Draft;
  readonly faults: readonly FieldFault[];
}

/** The pages of the form: what is shown, never what is done. */
@Injectable()
export class FormPages {
  constructor(
    private readonly views: Views,
    private readonly cookies: FilingCookies,
    private readonly agencies: AgencyDirectory,
    private readonly suggester: AgencySuggester,
    private readonly calendar: CurrentCalendar,
    private readonly database: Database,
    private readonly sum: SumQuestion,
    private readonly city: City,
  ) {}

  /** One step. `back`: it was opened from the check page and returns there. */
  async step(place: FormPlace, step: Step, back: boolean): Promise<string> {
    const texts = this.views.for(place.request);
    const { answers } = place.draft;
    const before = back ? CHECK_PATH : pathBefore(step.path, answers);
    const model = {
      ...this.common(texts, place, step.number),
      ...stepModel(step, texts, answers, {
        agencies: await this.agencies.active(),
        suggester: this.suggester,
        questionHref: formLink(texts.language, '1', back),
      }),
      v: answers,
      action: formLink(texts.language, step.path),
      back,
      backHref: before === null ? this.startHref(texts) : formLink(texts.language, before),
    };
    return this.page(place, `filing/${step.name}`, model, texts.t(step.title));
  }

  /** The check page with consents and the question against automatic sending. */
  async check(place: FormPlace, consents: Consents): Promise<string> {
    const texts = this.views.for(place.request);
    const { answers } = place.draft;
    const before = pathBefore(CHECK_PATH, answers) ?? '1';
    const sum = this.sum.of(place.draft);
    const model = {
      ...this.common(texts, place, STEP_COUNT),
      cards: checkCards(texts, answers, await this.agencies.all()),
      suggestion: meantAddress(answers.email),
      consents,
      years: this.city.retention.caseFileYears,
      block: await this.promise(texts),
      sum: sum === null ? null : { words: sumWords(texts, sum), work: sum.work, bits: WORK_BITS },
      key: place.draft.key,
      action: formLink(texts.language, CHECK_PATH),
      backHref: formLink(texts.language, before),
    };
    return this.page(place, 'filing/check', model, texts.t('filing.check.title'));
  }

  private common(texts: Texts, { secret, faults }: FormPlace, number: number) {
    return {
      errors: shown(texts, faults),
      step: number,
      total: STEP_COUNT,
      csrf: this.cookies.csrf(secret),
    };
  }

  private page({ request, reply, faults }: FormPlace, name: string, model: object, title: string): string {
    const options = { title, nav: 'file', hasErrors: faults.length > 0 } as const;
    return this.views.page(request, reply, name, model, options);
  }

  private startHref(texts: Texts): string {
    return texts.language === 'en' ? '/en/permohonan' : '/permohonan';
  }

  private async promise(texts: Texts) {
    const today = await this.today();
    const workingDays = timeLimit('reply', today).length;
    const facts = { start: today, today, workingDays, mood: { kind: 'before' } } as const;
    const options = { label: texts.t('filing.check.due-label'), compact: true };
    return dateBlock(texts, await this.calendar.get(), facts, options);
  }

  private async today(): Promise<LocalDate> {
    return localDayOf(await this.database.read(PUBLIC, NOTHING, (tx) => tx.now()));
  }
}

/** Faults in the words of the page. */
export function shown(texts: Texts, faults: readonly FieldFault[]): ShownFault[] {
  return faults.map((fault) => ({
    field: fault.field === '' ? null : fault.field,
    message: texts.t(fault.message, fault.values ?? {}),
  }));
}

function sumWords(texts: Texts, { first, second }: Sum): string {
  const numbers = texts.list('filing.check.numbers');
  return texts.t('filing.check.sum', { first: numbers[first] ?? '', second: numbers[second] ?? '' });
}
