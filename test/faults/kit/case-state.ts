import type { Outside, Row } from './outside.js';

/** What tells one case from the next: ids, numbers, moments, versions of the calendar, seals over them. */
const OWN_MARKS: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/giu, '#'],
  [/AMBON(-K)?-\d{4}-\d{6}/gu, 'NUMBER'],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00(:?00)?)?/gu, 'MOMENT'],
  [/"calendar":"?\d+"?/gu, '"calendar":"VERSION"'],
  [/date-moved:\d+:/gu, 'date-moved:VERSION:'],
  [/"sealed":"[\w-]{22}"/gu, '"sealed":"SEAL"'],
];

/**
 * All that the views tell of a case, in words that two cases with the same fate share. Moments stand only where the law
 * sets them (due rows); attempts to send are not part of it, for a crash may cost one more.
 */
export async function stateOfCase(outside: Outside, registerNumber: string): Promise<unknown> {
  const [found] = await outside.views<Row & { case_id: string }>(
    `SELECT case_id, status, agency_code, outcome, received_on, completeness_due_on::text, repair_due_on::text, due_on::text,
       due_kind, complete_at IS NOT NULL AS complete, extended_at IS NOT NULL AS extended, noticed_at IS NOT NULL AS noticed,
       closed_at IS NOT NULL AS closed, version FROM cases WHERE register_number = $1`,
    [registerNumber],
  );
  if (found === undefined) return 'no case';
  const { case_id: id, ...head } = found;
  return shared({
    head,
    due: await outside.views(
      `SELECT kind, stage, to_char(due_at, 'YYYY-MM-DD"t"HH24:MI') AS due, outcome, effective_at = due_at AS on_time
       FROM due_rows WHERE case_id = $1 ORDER BY kind, stage, due_at`,
      [id],
    ),
    mails: await outside.views(
      'SELECT kind, effect_key, state FROM outbox WHERE case_id = $1 ORDER BY kind, effect_key',
      [id],
    ),
    trail: await outside.views(
      `SELECT seq, event, actor_kind, agency_code, facts FROM audit WHERE case_id = $1 ORDER BY seq`,
      [id],
    ),
    // A letter's bytes differ from one person to the next; what somebody sent is kept as it was.
    files: await outside.views(
      `SELECT purpose, type, CASE WHEN purpose <> 'letter' THEN content_bytes END AS bytes FROM files WHERE case_id = $1
       ORDER BY purpose, type`,
      [id],
    ),
  });
}

/** The same with the marks of its own rubbed out. */
export function shared(what: unknown): unknown {
  const plain = OWN_MARKS.reduce((text, [mark, word]) => text.replace(mark, word), JSON.stringify(what));
  return JSON.parse(plain);
}
