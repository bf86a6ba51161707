import { letterName } from '../../cases/requests/pages/letter-names.js';
import { maySeeIdentity } from '../../office/access/policy.js';
import type { Actor } from '../../platform/database/scope.js';
import type { TextPart } from '../../platform/views/parts/case-parts.js';
import type { FactRow } from '../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import type { CaseObjection, SimilarCase } from './case-page.queries.js';
import type { CaseReading } from './case-reading.js';
import { subjectOf } from './case-standing.js';
import type { TimelineFacts } from './case-timeline.page.js';
import { queueHref, type QueuePlace } from './queue-address.js';
import { openableFiles, waitingFiles, type StaffFile } from './staff-files.js';

/** What the rows are made of. */
export interface CaseFacts {
  readonly actor: Actor;
  readonly reading: CaseReading;
  readonly place: QueuePlace;
  readonly similar: readonly SimilarCase[];
  readonly objections: readonly CaseObjection[];
  readonly timeline: TimelineFacts;
}

/** The subject as heading: a long question is cut at a word. */
export function headingOf(question: string): string {
  const subject = subjectOf(question);
  if (subject.length >= question.replace(/\s+/gu, ' ').trim().length) return subject;
  return `${subject.replace(/\s+\S*$/u, '')}…`;
}

/** What is known of the case, row by row: whom it lies with, what is asked, how it is to be given, what belongs to it. */
export function factRowsOf(texts: Texts, facts: CaseFacts): readonly FactRow[] {
  const { reading, actor } = facts;
  const { row } = reading;
  const said = (label: string, value: string): FactRow => ({
    label: texts.t(`workspace.case.${label}`),
    value,
  });
  const listed = (label: string, parts: readonly TextPart[]): readonly FactRow[] =>
    parts.length === 0 ? [] : [{ label: texts.t(`workspace.case.${label}`), parts }];
  const desk = maySeeIdentity(actor);
  const purpose = texts.t(`workspace.purpose.${row.purpose_kind}`);
  return [
    ...(desk || actor.roles.includes('supervisor') ? [said('agency', agencyWords(texts, facts))] : []),
    ...listed('items', itemParts(texts, reading)),
    said('purpose', row.purpose_text === null ? purpose : `${purpose}: ${row.purpose_text}`),
    said('access', accessWords(texts, reading)),
    ...(row.standing === 'statutory'
      ? []
      : [said('standing', texts.t(`workspace.standing.${row.standing}`))]),
    said('channel', texts.t(`workspace.filter.channels.${row.channel}`)),
    ...listed('files', fileParts(texts, reading, actor)),
    ...(desk ? listed('whole', wholeParts(reading)) : []),
    ...(desk ? listed('receipt', receiptParts(reading)) : []),
    ...(desk ? listed('letters', letterParts(texts, reading)) : []),
    ...listed('requester', requesterParts(texts, reading, actor)),
    ...listed('parts', relatedParts(texts, facts, reading.parts)),
    ...listed('group', relatedParts(texts, facts, reading.group)),
    ...listed(
      'objections',
      facts.objections.map((one) => objectionPart(texts, one)),
    ),
    ...listed('similar', similarParts(texts, facts)),
  ];
}

function agencyWords(texts: Texts, { reading, timeline }: CaseFacts): string {
  const { agency_code: code, part_count: parts } = reading.row;
  if (code !== null) return timeline.agencyName(code);
  return texts.t(`workspace.queue.${parts > 0 ? 'several-agencies' : 'no-agency'}`);
}

/** What was asked point by point, once there is more than one point. */
function itemParts(texts: Texts, { items }: CaseReading): readonly TextPart[] {
  if (items.length <= 1) return [];
  return items.flatMap((item) => [
    { text: `${String(item.position)}. ${item.text}`, line: true },
    { text: texts.t(`workspace.outcome.${item.outcome ?? 'open'}`), muted: true },
  ]);
}

/** The request that this case is a part of. */
function wholeParts({ row }: CaseReading): readonly TextPart[] {
  if (row.parent_id === null) return [];
  return [{ text: numberOfWhole(row.register_number), href: `/petugas/kasus/${row.parent_id}` }];
}

/** A request in parts has one receipt: that of the whole, on the page of each part too. */
function receiptParts({ row }: CaseReading): readonly TextPart[] {
  if (row.parent_id === null && row.part_count === 0) return [];
  const whole = row.parent_id ?? row.id;
  return [{ text: numberOfWhole(row.register_number), href: `/petugas/kasus/${whole}/tanda-bukti` }];
}

/** `AMBON-2026-000123` of its part `AMBON-2026-000123/1`. */
function numberOfWhole(number: string): string {
  return number.replace(/\/\d$/u, '');
}

/** The other parts of a divided request, or the requests answered together with it. */
function relatedParts(
  texts: Texts,
  { timeline }: CaseFacts,
  cases: CaseReading['parts'],
): readonly TextPart[] {
  return cases.flatMap((other) => [
    { text: other.registerNumber, href: `/petugas/kasus/${other.id}`, line: true },
    { text: texts.t(`common.staff-status.${other.status}`).toLowerCase() },
    ...(other.agency === null ? [] : [{ text: timeline.agencyName(other.agency), muted: true }]),
  ]);
}

/** What is to be carried out by its name: an order, or what both sides agreed on (decision 0089). */
export function carryOutKey({ agreed }: Pick<CaseObjection, 'agreed'>): string {
  return `objections.pages.carry-out${agreed ? '-agreed' : ''}`;
}

function objectionPart(texts: Texts, one: CaseObjection): TextPart {
  const standing = texts.t(one.ordered ? carryOutKey(one) : `objections.pages.status.${one.status}`);
  return {
    href: `/petugas/keberatan/${one.id}`,
    text: `${one.register_number} (${standing.toLowerCase()})`,
  };
}

function similarParts(texts: Texts, { similar, place }: CaseFacts): readonly TextPart[] {
  return similar.flatMap((other) => [
    {
      text: other.register_number.slice(other.register_number.lastIndexOf('-') + 1),
      href: queueHref(place, { path: `/petugas/kasus/${other.id}` }),
      line: true,
    },
    {
      text: `${headingOf(other.question)} (${texts.t(`common.staff-status.${other.status}`).toLowerCase()})`,
    },
  ]);
}

/** Issued letters, each with its number and whether it is signed; they name the person, so they are the desk's. */
function letterParts(texts: Texts, { row, letters }: CaseReading): TextPart[] {
  return letters.flatMap(({ id, kind, number, signedAt }) => [
    { text: letterName(texts, kind), href: `/petugas/kasus/${row.id}/surat/${id}`, line: true },
    {
      text: texts.t(`workspace.case.letter-${signedAt === null ? 'unsigned' : 'signed'}`, {
        number: number ?? '-',
      }),
      muted: true,
    },
  ]);
}

function accessWords(texts: Texts, { row }: CaseReading): string {
  if (row.access === 'inspect') return texts.t('workspace.case.inspect');
  if (row.access === 'unstated') return texts.t('workspace.purpose.unstated');
  return texts.t('workspace.case.copy', {
    format: texts.t(`workspace.format.${row.format ?? 'unstated'}`),
    delivery: texts.t(`workspace.delivery.${row.delivery ?? 'unstated'}`),
  });
}

function fileParts(texts: Texts, reading: CaseReading, actor: Actor): TextPart[] {
  const base = `/petugas/kasus/${reading.row.id}/berkas`;
  const isDesk = maySeeIdentity(actor);
  const parts: TextPart[] = openableFiles(actor, reading.files)
    .filter(({ purpose }) => purpose !== 'letter')
    .flatMap((file, index) => [
      {
        text: file.name ?? texts.t('workspace.case.attachment', { n: index + 1 }),
        href: `${base}/${file.id}`,
        line: true,
      },
      {
        text: fileFacts(texts, file, reading),
        muted: true,
      },
      ...(isDesk && file.purpose === 'attachment' && !file.identityFree
        ? [{ text: texts.t('workspace.case.clear-file'), href: `${base}/${file.id}/bebas-identitas` }]
        : []),
    ]);
  const waiting = waitingFiles(reading.files);
  if (!isDesk && waiting > 0)
    parts.push({ text: texts.t('workspace.case.waiting-files', { n: waiting }), muted: true });
  return parts;
}

/** Kind and size; of what an order brought also which order it was, and the day. */
function fileFacts(
  texts: Texts,
  { id, purpose, bytes }: StaffFile,
  { handedOver: handed, papers }: CaseReading,
): string {
  const paper = papers.find(({ fileId }) => fileId === id);
  const facts = texts.t('workspace.case.file-facts', {
    kind: texts.t(
      paper === undefined ? `workspace.file-purpose.${purpose}` : `tracking.missing.${paper.item}`,
    ),
    size: texts.formats.bytes(bytes),
  });
  const order = handed.find(({ fileIds }) => fileIds.includes(id));
  if (order === undefined) return facts;
  const by = texts.t(`workspace.handed-over.${order.by}`, { number: order.number });
  return texts.t('workspace.case.file-given', { facts, by, date: texts.formats.date(order.on) });
}

/** Closed for everybody; the desk alone may open it with a reason that is recorded. */
function requesterParts(texts: Texts, reading: CaseReading, actor: Actor): TextPart[] {
  if (!maySeeIdentity(actor)) return [{ text: texts.t('workspace.case.requester-closed') }];
  const verified = texts.t(
    reading.identityVerified ? 'workspace.case.identity-checked' : 'workspace.case.identity-unchecked',
  );
  return [
    { text: `${texts.t('workspace.case.closed')} ${verified}` },
    {
      text: texts.t('workspace.case.open-identity'),
      href: `/petugas/kasus/${reading.row.id}/identitas`,
    },
  ];
}
