import type { WorkingCalendar } from '../../law/working-calendar.js';
import { missingNotice } from '../../office/calendar/missing-decree.js';
import type { HealthReport } from '../../platform/health/health-registry.js';
import type { TextPart } from '../../platform/views/parts/case-parts.js';
import type { StatusTag } from '../../platform/views/parts/status-tag.js';
import type { Texts } from '../../platform/views/texts.js';
import type { AccountCounts } from './account-list.queries.js';
import { yearsCovered } from './calendar.page.js';
import type { AuditCheck } from './last-audit-check.js';
import type { OutgoingCounts } from './outgoing-mails.queries.js';
import { sendingWords } from './outgoing.page.js';
import type { AdminTable } from './table.js';
import { checkWords } from './trail.page.js';

export interface OverviewFacts {
  readonly now: Date;
  readonly sending: boolean;
  readonly mails: OutgoingCounts;
  readonly accounts: AccountCounts;
  readonly check: AuditCheck | null;
  readonly calendar: WorkingCalendar;
  readonly agencies: number;
  readonly health: HealthReport;
}

/** `/admin`: three sentences, four figures, and the state of the program's parts. */
export function overviewModel(texts: Texts, facts: OverviewFacts): object {
  const { accounts, mails } = facts;
  const figure = (key: string, value: number, href: string, note: string): object => ({
    label: texts.t(`admin.overview.figures.${key}`),
    value: texts.formats.number(value),
    href,
    notes: [note],
  });
  return {
    asOf: texts.formats.dateTime(facts.now),
    missing: missingNotice(texts, facts.calendar, facts.now),
    clock: clockAsk(texts, facts),
    findings: [
      sendingWords(texts, facts.sending, mails),
      [
        ...checkWords(texts, facts.check),
        { text: ' ' },
        { text: texts.t('admin.overview.to-trail'), href: '/admin/audit' },
      ],
      calendarWords(texts, facts),
    ],
    figures: [
      figure('accounts', accounts.active, '/admin/pengguna', accountsNote(texts, accounts)),
      figure('waiting', mails.waiting, '/admin/kiriman?tampilan=menunggu', texts.t('admin.overview.waiting')),
      figure('refused', mails.refused, '/admin/kiriman?tampilan=ditolak', texts.t('admin.overview.refused')),
      figure('agencies', facts.agencies, '/admin/instansi', texts.t('admin.overview.agencies')),
    ],
    health: healthTable(texts, facts.health),
  };
}

/** After a jump of the database's clock: what time it tells, and whether that is right. */
function clockAsk(texts: Texts, { now, health }: OverviewFacts): object | null {
  const { status, figures = {} } = health.checks['clockJump'] ?? { status: 'ok' };
  if (status === 'ok') return null;
  return {
    text: texts.t('admin.overview.clock', {
      minutes: Math.round(Math.abs(figures['jumpSeconds'] ?? 0) / 60),
      time: texts.formats.dateTime(now),
    }),
    action: texts.t('admin.overview.clock-right'),
  };
}

function calendarWords(texts: Texts, { calendar }: OverviewFacts): readonly TextPart[] {
  return [
    { text: texts.t('admin.overview.calendar'), strong: true },
    {
      text: ` ${texts.t('admin.overview.calendar-rest', {
        years: yearsCovered(texts, calendar),
        version: calendar.version,
      })}`,
    },
  ];
}

function accountsNote(texts: Texts, { closed, waiting }: AccountCounts): string {
  return texts.t('admin.overview.accounts', { closed, waiting });
}

const TONES: Readonly<Record<HealthReport['status'], StatusTag['tone']>> = {
  ok: 'plain',
  warn: 'soon',
  fail: 'late',
};

function healthTable(texts: Texts, health: HealthReport): AdminTable {
  return {
    id: 'keadaan',
    caption: texts.t('admin.overview.health'),
    head: [
      { text: texts.t('admin.overview.columns.part') },
      { text: texts.t('admin.overview.columns.state') },
      { text: texts.t('admin.overview.columns.meaning') },
    ],
    rows: Object.entries(health.checks).map(([name, { status, alarm, figures }]) => [
      { text: partWords(texts, name), header: true },
      {
        tag: {
          text: texts.t(`admin.overview.state.${status}`),
          tone: TONES[status],
          ...(status === 'ok' ? {} : { sign: status === 'fail' ? ('late' as const) : ('near' as const) }),
        },
      },
      {
        text:
          alarm === undefined
            ? texts.t(`admin.overview.meaning.${status}`)
            : texts.t(`health.alarms.${name}.${alarm}`, figures),
        muted: true,
      },
    ]),
  };
}

function partWords(texts: Texts, name: string): string {
  const key = `admin.overview.part.${name}`;
  return texts.has(key) ? texts.t(key) : name;
}
