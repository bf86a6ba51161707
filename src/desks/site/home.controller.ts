import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { timeLimit } from '../../law/time-limits.js';
import { Action } from '../../office/access/action.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { dateBlock } from '../../office/calendar/date-block.js';
import { City } from '../../platform/config/city.js';
import { pathInLanguage } from '../../platform/views/language.js';
import { Views } from '../../platform/views/views.js';
import { figureSentence, homeRows } from './home.page.js';
import { ServiceFigures } from './service-figures.queries.js';
import { siteParams } from './site-pages.js';
import { Today } from './today.js';

/** The front door and the page before the form: both promise a date, counted for today. */
@Controller()
export class HomeController {
  constructor(
    private readonly views: Views,
    private readonly city: City,
    private readonly calendar: CurrentCalendar,
    private readonly today: Today,
    private readonly figures: ServiceFigures,
  ) {}

  @Get(['/', '/en'])
  @Action('site.view')
  async home(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const figures = await this.figures.thisYearRecently();
    const model = {
      block: await this.promise(request),
      answers: false,
      rows: homeRows(texts),
      figures: figures === null ? null : figureSentence(texts, figures),
    };
    return this.views.page(request, reply, 'site/home', model, {
      title: texts.t('site.home.title'),
      indexed: true,
    });
  }

  @Get(['/permohonan', '/en/permohonan'])
  @Action('site.view')
  async start(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const words = wordsOf(request.query);
    const first = pathInLanguage('/permohonan/baru', texts.language);
    const model = {
      block: await this.promise(request),
      params: siteParams(this.city, texts),
      startHref: words === '' ? first : `${first}?kata=${encodeURIComponent(words)}`,
    };
    const title = texts.t('site.request.title');
    return this.views.page(request, reply, 'site/request', model, { title, nav: 'file', indexed: true });
  }

  private async promise(request: FastifyRequest) {
    const texts = this.views.for(request);
    const today = await this.today.get();
    const facts = {
      start: today,
      today,
      workingDays: timeLimit('reply', today).length,
      mood: { kind: 'before' },
    } as const;
    return dateBlock(texts, await this.calendar.get(), facts, { foot: texts.t('site.home.extension') });
  }
}

/** Words carried over from the search, cut to what a search box takes. */
function wordsOf(query: unknown): string {
  const words = typeof query === 'object' && query !== null && 'kata' in query ? query.kata : '';
  return typeof words === 'string' ? words.slice(0, 200) : '';
}
