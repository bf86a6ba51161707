import type { TextPart } from '../../platform/views/parts/case-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import type { TrailRow } from './audit-trail.queries.js';
import type { AuditCheck } from './last-audit-check.js';
import type { AdminTable } from './table.js';

const COLUMNS = ['row', 'time', 'by', 'event', 'on', 'fingerprint'] as const;

/** `/admin/audit`: is the chain whole, and what happened last. */
export function trailModel(texts: Texts, check: AuditCheck | null, rows: readonly TrailRow[]): object {
  const table: AdminTable = {
    id: 'daftar-jejak',
    caption: texts.t('admin.trail.latest'),
    head: COLUMNS.map((column) => ({ text: texts.t(`admin.trail.columns.${column}`) })),
    rows: rows.map((row) => [
      { text: texts.formats.number(Number(row.id)), header: true },
      { text: texts.formats.dateTimeShort(row.recorded_at) },
      { text: row.actor_name ?? texts.t(`admin.trail.actor.${row.actor_kind}`) },
      { text: eventWords(texts, row.event) },
      { text: row.register_number ?? streamWords(texts, row.stream) },
      { text: row.fingerprint, muted: true },
    ]),
  };
  return { findings: [checkWords(texts, check)], table };
}

/** `Rantai jejak utuh, 184.207 baris, diperiksa Sel 24 Nov 10.00.` */
export function checkWords(texts: Texts, check: AuditCheck | null): readonly TextPart[] {
  if (check === null)
    return [
      { text: texts.t('admin.trail.unchecked'), strong: true },
      { text: ` ${texts.t('admin.trail.unchecked-rest')}` },
    ];
  const state = check.whole ? 'whole' : 'broken';
  return [
    { text: texts.t(`admin.trail.${state}`), strong: true },
    {
      text: ` ${texts.t(`admin.trail.${state}-rest`, {
        rows: texts.formats.number(check.rows),
        time: texts.formats.dateTime(check.at),
      })}`,
    },
  ];
}

// Events of a case have their words on the case page; those of the office have them here.
function eventWords(texts: Texts, event: string): string {
  const keys = [`admin.trail.events.${event}`, `workspace.events.${event}`];
  const known = keys.find((key) => texts.has(key));
  return known === undefined ? texts.t('admin.trail.unknown', { event }) : texts.t(known);
}

function streamWords(texts: Texts, stream: string): string {
  const key = `admin.trail.stream.${stream.split(':', 1)[0] ?? ''}`;
  return texts.t(texts.has(key) ? key : 'admin.trail.stream.office');
}
