import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localDayOf, parseLocalDate, yearOf, type LocalDate } from '../../../law/local-date.js';
import { EARLIEST_RECEIPT, PAPER_CHANNELS } from '../../../law/paper-intake.js';
import { clocksAtFiling } from '../../../law/reply-clock.js';
import { REQUESTER_KINDS } from '../../../law/who-may-file.js';
import { timeLimit } from '../../../law/time-limits.js';
import { AgencyDirectory } from '../../../office/agencies/agencies.queries.js';
import { dateBlock } from '../../../office/calendar/date-block.js';
import { CityRules } from '../../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../../office/calendar/current-calendar.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { staffFrame } from '../../../office/staff/staff-frame.js';
import { Database } from '../../../platform/database/database.js';
import { NOTHING } from '../../../platform/database/scope.js';
import type { Texts } from '../../../platform/views/texts.js';
import { Views } from '../../../platform/views/views.js';
import { caseColumns, type CaseRow } from '../../requests/case-row.js';
import { CaseLinks } from '../../requests/case-links.js';
import { IDENTITIES } from '../../requests/filing-body.js';
import { one, type ActFault, type ActForm } from '../../requests/pages/act-form.js';
import { keptFields, keptNames } from '../../requests/pages/kept-files.js';
import { purposeChoices, wayChoices } from '../../requests/pages/statement-choices.js';
import { UPLOADS } from './intake-form.js';
import { receivedDay } from './received-day.js';
import { ALL } from '../../../platform/database/scope.js';

/** Inputs that stand folded until one of them is used or faulty. */
const FOLDED = [
  'nomor_sk',
  'pemberi_kuasa',
  'nik_pemberi_kuasa',
  'pemberi_kuasa_asing',
  'wali',
  'akta',
  'surat_kuasa',
  'ktp_anggota',
];

/** What the form shows: as typed, with faults, under the key of this filing. */
export interface IntakeSight {
  readonly form: ActForm;
  readonly errors: readonly ActFault[];
  readonly key: string;
}

/** Draws the form of the intake with the dates that follow, and the page after it. */
@Injectable()
export class IntakePage {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly agencies: AgencyDirectory,
    private readonly links: CaseLinks,
  ) {}

  async form(request: FastifyRequest, reply: FastifyReply, sight: IntakeSight): Promise<string> {
    const texts = this.views.for(request);
    const session = requireSession(request);
    const { form, errors } = sight;
    const now = await this.database.read(session.actor, NOTHING, (tx) => tx.now());
    const agencies = [...(await this.agencies.all())].filter(({ active }) => active);
    const t = (key: string): string => texts.t(`intake.${key}`);
    const choice = (group: string) => (value: string) => ({ value, text: t(`${group}.${value}`) });
    const folded =
      errors.some(({ field }) => FOLDED.includes(field)) || FOLDED.some((name) => one(form, name) !== '');
    const model = {
      values: form,
      errors,
      csrf: session.csrf,
      key: sight.key,
      channels: PAPER_CHANNELS.map(choice('channels')),
      purposes: purposeChoices(texts),
      ways: wayChoices(texts),
      agencies: agencies
        .map(({ code, shortName }) => ({ value: code, text: shortName }))
        .sort((a, b) => a.text.localeCompare(b.text, 'id')),
      kinds: REQUESTER_KINDS.map(choice('kinds')),
      identities: IDENTITIES.map(choice('identities')),
      stored: Object.fromEntries(UPLOADS.map((field) => [field, keptNames(form, field)])),
      kept: keptFields(form),
      folded,
      ...(await this.dates(texts, form, localDayOf(now))),
    };
    return this.views.page(request, reply, 'intake/new', model, {
      title: t('title'),
      hasErrors: errors.length > 0,
      staff: staffFrame(texts, session, { current: '/petugas/kasus/baru' }),
      languageLink: false,
    });
  }

  /** The page after the entry; null when the secret is not one of ours. */
  async entered(request: FastifyRequest, reply: FastifyReply, secret: string): Promise<string | null> {
    const caseId = this.links.caseOfReceipt(secret);
    if (caseId === null) return null;
    const texts = this.views.for(request);
    const session = requireSession(request);
    const row = await this.database.read(session.actor, ALL, async (tx) => {
      const rows = await tx.query<CaseRow>(`SELECT ${caseColumns('c')} FROM cases c WHERE c.id = $1`, [
        caseId,
      ]);
      return rows[0] ?? null;
    });
    if (row === null) return null;
    const day = (date: LocalDate | null): string =>
      date === null ? texts.t('intake.entered.no-date') : texts.formats.date(date);
    const model = {
      number: row.register_number,
      receiptHref: `/permohonan/terkirim/tanda-bukti.pdf?p=${encodeURIComponent(secret)}`,
      caseHref: `/petugas/kasus/${caseId}`,
      factRows: [
        { label: texts.t('intake.entered.received'), value: day(row.received_on) },
        { label: texts.t('intake.entered.check'), value: day(row.completeness_due_on) },
        { label: texts.t('intake.entered.due'), value: day(row.due_on) },
      ],
    };
    return this.views.page(request, reply, 'intake/entered', model, {
      title: texts.t('intake.entered.title'),
      staff: staffFrame(texts, session, { current: '/petugas/kasus/baru' }),
      languageLink: false,
    });
  }

  /** The dates that the typed day of receipt brings; from today while none can be read. */
  private async dates(texts: Texts, form: ActForm, today: LocalDate): Promise<object> {
    const typed = receivedDay(texts, form).day;
    const read = typed === null ? null : parseLocalDate(typed);
    const receivedOn = read === null || read > today || read < EARLIEST_RECEIPT ? today : read;
    const { ruleset } = await this.rules.inForceOn(receivedOn);
    const calendar = await this.calendar.under(ruleset);
    const clocks = clocksAtFiling({ receivedOn, enteredOn: today }, calendar, ruleset);
    const workingDays = timeLimit('reply', receivedOn).length;
    return {
      date: dateBlock(
        texts,
        calendar,
        { start: receivedOn, workingDays, today, mood: { kind: 'running' }, due: clocks.replyDue.date },
        {
          staff: true,
          label: texts.t('intake.side.due'),
          foot: texts.t('intake.side.counted', { date: texts.formats.dateShort(receivedOn) }),
        },
      ),
      afterwards: [
        {
          label: texts.t('intake.side.check'),
          date: texts.formats.dateShort(clocks.completenessDue.date),
          strong: true,
        },
        { label: texts.t('intake.side.register'), words: String(yearOf(today)) },
        { label: texts.t('intake.side.receipt'), words: texts.t('intake.side.printed') },
      ],
    };
  }
}
