import { localDayOf, parseLocalDate, type LocalDate } from '../../../law/local-date.js';
import { OBJECTION_GROUNDS } from '../../../law/objection-grounds.js';
import { objectionReplyDue, objectionReplyStart } from '../../../law/objection-windows.js';
import { EARLIEST_RECEIPT, PAPER_CHANNELS } from '../../../law/paper-intake.js';
import type { Ruleset } from '../../../law/ruleset.js';
import type { WorkingCalendar } from '../../../law/working-calendar.js';
import { dateBlock } from '../../../office/calendar/date-block.js';
import { nationalIdOf } from '../../../platform/http/text-rules.js';
import type { Texts } from '../../../platform/views/texts.js';
import { receiptOf, receivedDay, RECEIPT_NAMES } from '../../intake/pages/received-day.js';
import { objectionReplyCount } from '../../requests/case-counts.js';
import { PURPOSES } from '../../requests/filing-body.js';
import { many, one, typedOrNull, type ActForm } from '../../requests/pages/act-form.js';
import { keptFields, keptIds, keptNames } from '../../requests/pages/kept-files.js';

/** Files of one entry: attachments, and the scan of the stamp. */
export const MOST_ENTRY_FILES = 6;
/** What a form keeps of its files while it is shown again. */
export const KEPT = { many: 'lampiran', most: 5 } as const;

/** Body field to input. */
export const ENTRY_NAMES: Readonly<Record<string, string>> = {
  ...RECEIPT_NAMES,
  grounds: 'alasan',
  story: 'cerita',
  proxy: 'kuasa_nama',
  'proxy.name': 'kuasa_nama',
  'proxy.address': 'kuasa_alamat',
  'proxy.phone': 'kuasa_telepon',
  fileIds: 'lampiran',
  'requester.name': 'nama',
  'requester.nationalId': 'nik',
  'requester.address': 'alamat',
  'purpose.kind': 'tujuan',
  'purpose.text': 'tujuan_lain',
  purpose: 'tujuan',
  'requester.occupation': 'pekerjaan',
  'requester.email': 'email',
  'requester.phone': 'telepon',
  'requester.principal': 'kuasa_untuk',
  'requester.principal.name': 'kuasa_untuk',
  'requester.principal.address': 'kuasa_untuk_alamat',
  'requester.papers': 'lampiran',
  requester: 'nama',
  identityShown: 'diperlihatkan',
};

/** The body of `POST /api/v1/cases/{id}/object` as the form says it. */
export function entryBody(form: ActForm, receivedOn: string | null): Record<string, unknown> {
  return {
    ...receiptOf(form, receivedOn),
    grounds: many(form, 'alasan'),
    story: one(form, 'cerita'),
    proxy: proxyOf(form),
    fileIds: keptIds(form, 'lampiran'),
  };
}

/** The body of `POST /api/v1/objections/paper`: ground b, with the person. */
export function periodicEntryBody(form: ActForm, receivedOn: string | null): Record<string, unknown> {
  const typedId = typedOrNull(form, 'nik');
  const principal = principalOf(form);
  return {
    ...receiptOf(form, receivedOn),
    grounds: ['b'],
    story: one(form, 'cerita'),
    purpose: purposeOf(form),
    identityShown: typedOrNull(form, 'diperlihatkan'),
    fileIds: keptIds(form, 'lampiran'),
    language: 'id',
    requester: {
      kind: principal === null ? 'individual' : 'proxy',
      name: one(form, 'nama'),
      nationalId: typedId === null ? null : nationalIdOf(typedId),
      address: one(form, 'alamat'),
      email: typedOrNull(form, 'email'),
      phone: typedOrNull(form, 'telepon'),
      occupation: typedOrNull(form, 'pekerjaan'),
      principal,
    },
  };
}

/** A paper may leave it out: it came as it came. */
function purposeOf(form: ActForm): object | null {
  const kind = typedOrNull(form, 'tujuan');
  return kind === null ? null : { kind, text: kind === 'other' ? one(form, 'tujuan_lain') : null };
}

function principalOf(form: ActForm): object | null {
  const name = typedOrNull(form, 'kuasa_untuk');
  const address = typedOrNull(form, 'kuasa_untuk_alamat');
  return name === null && address === null ? null : { name: name ?? '', address };
}

function proxyOf(form: ActForm): object | null {
  const name = typedOrNull(form, 'kuasa_nama');
  const address = typedOrNull(form, 'kuasa_alamat');
  const phone = typedOrNull(form, 'kuasa_telepon');
  if (name === null && address === null && phone === null) return null;
  return { name: name ?? '', address: address ?? '', phone };
}

/** What both forms show: the ways it may have come, the grounds, the files kept, and the date that follows. */
export function entryModel(
  texts: Texts,
  form: ActForm,
  { calendar, rules, now }: { calendar: WorkingCalendar; rules: Ruleset; now: Date },
  openToday: readonly string[] | null,
): object {
  const today = localDayOf(now);
  const days = { receivedOn: typedDay(texts, form, today), enteredOn: today };
  const start = objectionReplyStart(days, rules);
  const due = objectionReplyDue(days, calendar, rules).date;
  const count = objectionReplyCount(start, due, calendar);
  return {
    channels: PAPER_CHANNELS.map((value) => ({ value, text: texts.t(`intake.channels.${value}`) })),
    grounds: OBJECTION_GROUNDS.map(({ ground }) => ({
      value: ground,
      text: `${ground}. ${texts.t(`objections.ground.${ground}`)}`,
      ...(openToday === null || openToday.includes(ground)
        ? {}
        : { hint: texts.t('objections.entry.not-open-today') }),
    })),
    purposes: PURPOSES.map((value) => ({ value, text: texts.t(`objections.purpose.${value}`) })),
    chosen: many(form, 'alasan'),
    kept: keptFields(form),
    stored: { bukti: keptNames(form, 'bukti'), lampiran: keptNames(form, 'lampiran') },
    reply: dateBlock(
      texts,
      calendar,
      { ...count, due, today, mood: { kind: 'running' } },
      { staff: true, foot: 'auto', label: texts.t('objections.entry.due') },
    ),
  };
}

/** The typed day of receipt, or today while none can be read. */
function typedDay(texts: Texts, form: ActForm, today: LocalDate): LocalDate {
  const typed = receivedDay(texts, form).day;
  const read = typed === null ? null : parseLocalDate(typed);
  return read === null || read > today || read < EARLIEST_RECEIPT ? today : read;
}
