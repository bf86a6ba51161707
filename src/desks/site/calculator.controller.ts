import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import ical, { ICalCalendarMethod } from 'ical-generator';
import { addCalendarDays, parseLocalDate, yearOf } from '../../law/local-date.js';
import { timeLimit } from '../../law/time-limits.js';
import { Action } from '../../office/access/action.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { LONGEST_EXPLANATION } from '../../office/calendar/explain-working-days.js';
import { City } from '../../platform/config/city.js';
import { notFound } from '../../platform/http/problems.js';
import { Views } from '../../platform/views/views.js';
import { countedResult, decreeLines, readCount, typedFor, type TypedCount } from './calculator.page.js';
import { Today } from './today.js';

type TypedQuery = Readonly<Record<string, unknown>>;

/** `/hitung`: anybody may count a term, day by day, and take its last day into a calendar. */
@Controller()
export class CalculatorController {
  constructor(
    private readonly views: Views,
    private readonly city: City,
    private readonly calendar: CurrentCalendar,
    private readonly today: Today,
  ) {}

  @Get(['/hitung', '/en/hitung'])
  @Action('site.view')
  async count(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: TypedQuery,
  ): Promise<string> {
    const texts = this.views.for(request);
    const calendar = await this.calendar.get();
    const today = await this.today.get();
    const values = typedOf(query) ?? typedFor(today, timeLimit('reply', today).length);
    const read = readCount(texts, values);
    const { coveredYears } = calendar;
    const model = {
      values,
      errors: read.ok ? [] : read.errors,
      ...(read.ok ? countedResult(texts, calendar, read.count) : { block: null, days: null }),
      decrees: decreeLines(texts, calendar, yearOf(today)),
      covered: texts.t('site.calculator.calendar-covered', {
        first: String(coveredYears[0] ?? ''),
        last: String(coveredYears.at(-1) ?? ''),
      }),
    };
    const options = {
      title: texts.t('site.calculator.title'),
      nav: 'help',
      hasErrors: !read.ok,
      indexed: true,
    } as const;
    return this.views.page(request, reply, 'site/calculator', model, options);
  }

  @Get(['/hitung/batas.ics', '/en/hitung/batas.ics'])
  @Action('site.view')
  async ics(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: TypedQuery,
  ): Promise<string> {
    const start = typeof query['dari'] === 'string' ? parseLocalDate(query['dari']) : null;
    const workingDays =
      typeof query['jumlah'] === 'string' && /^\d{1,3}$/.test(query['jumlah']) ? Number(query['jumlah']) : 0;
    if (start === null || workingDays < 1 || workingDays > LONGEST_EXPLANATION) throw notFound();
    const texts = this.views.for(request);
    const due = (await this.calendar.get()).dueDate(start, workingDays).date;
    const date = texts.formats.date(start);
    const file = ical({
      name: this.city.siteName[texts.language],
      method: ICalCalendarMethod.PUBLISH,
      prodId: { company: this.city.domain, product: 'Tenggat' },
    });
    file.createEvent({
      id: `hitung-${start}-${String(workingDays)}@${this.city.domain}`,
      start: due,
      end: addCalendarDays(due, 1),
      allDay: true,
      stamp: await this.today.now(),
      summary: texts.t('site.calculator.event', { n: workingDays, date }).replaceAll('\u00a0', ' '),
    });
    reply.header('content-type', 'text/calendar; charset=utf-8');
    reply.header('content-disposition', 'attachment; filename="batas.ics"');
    return `${file.toString()}\r\n`;
  }
}

/** The four fields as typed, or null when the page is opened without any. */
function typedOf(query: TypedQuery): TypedCount | null {
  const field = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.slice(0, 20) : '';
  };
  const typed = { day: field('hari'), month: field('bulan'), year: field('tahun'), count: field('jumlah') };
  return Object.values(typed).every((value) => value === '') && !('hari' in query) ? null : typed;
}
