import type { TextPart } from '../../platform/views/parts/case-parts.js';
import type { StatusTag } from '../../platform/views/parts/status-tag.js';
import type { Texts } from '../../platform/views/texts.js';
import type { OutgoingCounts, OutgoingMail, OutgoingView } from './outgoing-mails.queries.js';
import type { AdminTable } from './table.js';

export interface OutgoingFacts {
  readonly now: Date;
  readonly sending: boolean;
  readonly counts: OutgoingCounts;
  readonly view: OutgoingView;
  readonly mails: readonly OutgoingMail[];
}

export const OUTGOING_VIEWS: readonly OutgoingView[] = ['semua', 'menunggu', 'ditolak'];

const COLUMNS = ['created', 'kind', 'case', 'state', 'attempts', 'next'] as const;

/** `/admin/kiriman`: is mail going out, what waits, what was refused. Never what is written in it. */
export function outgoingModel(texts: Texts, facts: OutgoingFacts): object {
  const { counts, sending } = facts;
  const figure = (key: keyof OutgoingCounts, tone?: 'late'): object => ({
    label: texts.t(`admin.outgoing.figures.${key}`),
    value: texts.formats.number(counts[key]),
    notes: [texts.t(`admin.outgoing.notes.${key}`)],
    ...(tone === undefined || counts[key] === 0 ? {} : { tone }),
  });
  return {
    asOf: texts.formats.dateTime(facts.now),
    findings: [sendingWords(texts, sending, counts)],
    figures: [figure('waiting'), figure('accepted'), figure('refused', 'late'), figure('printed')],
    action: {
      to: sending ? 'jeda' : 'jalan',
      text: texts.t(`admin.outgoing.${sending ? 'pause' : 'resume'}`),
    },
    tabs: {
      label: texts.t('admin.outgoing.views'),
      items: OUTGOING_VIEWS.map((view) => ({
        href: view === 'semua' ? '/admin/kiriman' : `/admin/kiriman?tampilan=${view}`,
        text: texts.t(`admin.outgoing.view.${view}`),
        current: view === facts.view,
      })),
    },
    table: facts.mails.length === 0 ? null : tableOf(texts, facts.mails),
  };
}

/** `Pengiriman berjalan. 3 email menunggu, 1 di antaranya dicoba lagi.` */
export function sendingWords(texts: Texts, sending: boolean, counts: OutgoingCounts): readonly TextPart[] {
  const rest =
    counts.retried > 0
      ? texts.t('admin.outgoing.waiting-retried', { n: counts.waiting, retried: counts.retried })
      : texts.t(`admin.outgoing.${counts.waiting === 0 ? 'waiting-none' : 'waiting'}`, { n: counts.waiting });
  return [
    { text: texts.t(`admin.outgoing.${sending ? 'running' : 'paused'}`), strong: true },
    { text: ` ${rest}` },
  ];
}

function tableOf(texts: Texts, mails: readonly OutgoingMail[]): AdminTable {
  return {
    id: 'daftar-kiriman',
    caption: texts.t('admin.outgoing.latest'),
    head: COLUMNS.map((column) => ({
      text: texts.t(`admin.outgoing.columns.${column}`),
      ...(column === 'attempts' ? { number: true } : {}),
    })),
    rows: mails.map((mail) => [
      { text: texts.formats.dateTimeShort(mail.created_at) },
      { text: texts.t(`admin.outgoing.kind.${mail.kind}`), header: true },
      { text: mail.register_number ?? texts.t('admin.outgoing.no-case') },
      { tag: stateTag(texts, mail) },
      { text: texts.formats.number(mail.attempts), number: true },
      { text: nextWords(texts, mail), muted: true },
    ]),
  };
}

function stateTag(texts: Texts, mail: OutgoingMail): StatusTag {
  const words = (key: string): string => texts.t(`admin.outgoing.state.${key}`);
  if (mail.state === 'accepted') return { text: words('accepted'), tone: 'plain' };
  if (mail.state === 'superseded') return { text: words('superseded'), tone: 'closed' };
  if (mail.state === 'undeliverable') return { text: words('printed'), tone: 'waiting', sign: 'waiting' };
  if (mail.state === 'refused') return { text: words('refused'), tone: 'late', sign: 'late' };
  return mail.attempts > 0
    ? { text: words('retried'), tone: 'soon', sign: 'near' }
    : { text: words('waiting'), tone: 'waiting', sign: 'waiting' };
}

function nextWords(texts: Texts, mail: OutgoingMail): string {
  if (mail.state === 'accepted')
    return mail.accepted_at === null ? '' : texts.formats.dateTimeShort(mail.accepted_at);
  if (mail.state === 'refused' || mail.state === 'undeliverable') return texts.t('admin.outgoing.task');
  if (mail.state === 'superseded') return '';
  return texts.t('admin.outgoing.next-attempt', { time: texts.formats.dateTimeShort(mail.next_attempt_at) });
}
