import { maskedNationalId } from '../../office/requesters/person.js';
import type { City } from '../../platform/config/city.js';
import { pathInLanguage, type MessageParams } from '../../platform/views/language.js';
import type { FileRow, SummaryCard } from '../../platform/views/parts/case-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import type { OwnCase } from './own-data.js';
import { fileRow } from './status-answer.js';
import { linesOf } from './typed-text.js';

/** The request as it was filed. */
export interface ContentPage {
  readonly number: string;
  readonly card: SummaryCard;
  readonly files: readonly FileRow[];
}

export function contentCard(texts: Texts, { tracked }: OwnCase): ContentPage {
  const { row } = tracked;
  const how = [
    texts.t(row.access === 'unstated' ? 'objections.purpose.unstated' : `tracking.access.${row.access}`),
    row.delivery === null ? null : texts.t(`tracking.delivery.${row.delivery}`),
    row.format === null ? null : texts.t(`tracking.format.${row.format}`),
  ].filter((part) => part !== null);
  return {
    number: row.register_number,
    card: {
      title: texts.t('tracking.content.card'),
      rows: [
        { label: texts.t('tracking.content.question'), values: linesOf(row.question) },
        {
          label: texts.t('tracking.content.purpose'),
          value: row.purpose_text ?? texts.t(`objections.purpose.${row.purpose_kind}`),
        },
        { label: texts.t('tracking.content.how'), values: how },
        { label: texts.t('tracking.content.received'), value: texts.formats.dateTime(row.received_at) },
      ],
    },
    files: tracked.documents.filter(({ kind }) => kind === 'attachment').map((file) => fileRow(texts, file)),
  };
}

export interface OwnDataPage {
  readonly number: string;
  readonly card: SummaryCard;
  readonly jsonHref: string;
  readonly params: MessageParams;
}

/** What is known of the person, with the way to each right. */
export function ownDataPage(texts: Texts, { tracked, requester }: OwnCase, city: City): OwnDataPage {
  const { person } = requester;
  const { row } = tracked;
  const link = (path: string): string => pathInLanguage(path, texts.language);
  const label = (name: string): string => texts.t(`tracking.own-data.${name}`);
  return {
    number: row.register_number,
    card: {
      title: label('card'),
      rows: [
        { label: label('name'), value: person.name },
        {
          label: label('national-id'),
          value: person.nationalId === null ? null : maskedNationalId(person.nationalId),
        },
        { label: label('address'), value: person.address },
        {
          label: label('email'),
          value: person.email,
          change: { href: link('/permohonan-saya/email'), hidden: label('change-email') },
        },
        { label: label('phone'), value: person.phone },
        { label: label('occupation'), value: person.occupation },
        {
          label: label('identity'),
          value:
            requester.verified === null
              ? label('not-verified')
              : texts.t('tracking.own-data.verified', { date: texts.formats.date(requester.verified.at) }),
        },
      ],
    },
    jsonHref: link('/permohonan-saya/data-saya.json'),
    params: {
      number: row.register_number,
      phone: city.desk.phone,
      tel: `tel:${city.desk.phone.replace(/[^\d+]/gu, '')}`,
      email: city.desk.email,
      mailto: `mailto:${city.desk.email}`,
      address: city.desk.address,
      hours: city.desk.hours[texts.language],
      messages: link('/permohonan-saya/pesan'),
      privacy: link('/privasi'),
      identityDays: city.retention.identityFileWorkingDaysAfterFinal,
      caseYears: city.retention.caseFileYears,
    },
  };
}
