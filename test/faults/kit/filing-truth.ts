import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Filing } from './filing-load.js';
import type { Outside } from './outside.js';

interface CaseLine {
  readonly case_id: string;
  readonly register_number: string;
  readonly register_year: number;
  readonly register_seq: number;
  readonly clocks: string;
  readonly filed: number;
  readonly chain: string;
  readonly receipts: string;
}

/** Everything of a case that a filing must have left, in one look. */
const CASES = /* sql */ `
  SELECT c.case_id, c.register_number, c.register_year, c.register_seq,
    (SELECT string_agg(kind || ' ' || to_char(due_at AT TIME ZONE 'Asia/Jayapura', 'YYYY-MM-DD HH24:MI'), ', ' ORDER BY due_at, kind)
     FROM due_rows d WHERE d.case_id = c.case_id AND kind IN ('completeness-check', 'reply')) AS clocks,
    (SELECT count(*)::int FROM audit a WHERE a.case_id = c.case_id AND event = 'filed') AS filed,
    (SELECT string_agg(CASE WHEN a.seq = row_number THEN 'o' ELSE 'x' END, '') FROM (
       SELECT seq, row_number() OVER (ORDER BY seq) FROM audit WHERE case_id = c.case_id) a) AS chain,
    (SELECT string_agg(state, ',') FROM outbox o WHERE o.case_id = c.case_id AND kind = 'registered') AS receipts
  FROM cases c ORDER BY c.register_year, c.register_seq`;

/**
 * Holds what the clients were told against the database and the disk: each key one case, one number, its two clocks, its
 * audit row, one receipt that was accepted, and every file as it was sent; the numbers without a gap; nothing beyond.
 */
export async function faultsOfFilings(
  outside: Outside,
  filings: readonly Filing[],
  filesDir: string,
): Promise<string[]> {
  const cases = await outside.views<CaseLine>(CASES);
  const byNumber = new Map(cases.map((line) => [line.register_number, line]));
  const faults = [...wrongAnswers(filings), ...wrongNumbers(cases)];
  const told = new Set<string>();
  for (const filing of filings) {
    const [receipt] = filing.receipts;
    if (receipt === undefined) continue;
    const line = byNumber.get(receipt.registerNumber);
    if (line === undefined) faults.push(`${receipt.registerNumber} was promised and is lost`);
    else faults.push(...wrongCase(line, filing));
    if (told.has(receipt.registerNumber)) faults.push(`${receipt.registerNumber} was given to two keys`);
    told.add(receipt.registerNumber);
  }
  for (const { register_number: number } of cases)
    if (!told.has(number)) faults.push(`${number} belongs to no key: a filing was entered twice`);
  return [...faults, ...(await faultsOfFiles(outside, filesDir, filings))];
}

function wrongAnswers(filings: readonly Filing[]): string[] {
  return filings.flatMap(({ key, tries, receipts }) => {
    const refused = tries.filter(({ outcome }) => outcome === 'refused').map(({ status }) => status);
    const answers = new Set(receipts.map((receipt) => JSON.stringify(receipt)));
    return [
      ...(receipts.length === 0 ? [`${key} never got its receipt`] : []),
      ...(refused.length > 0 ? [`${key} was refused with ${refused.join(', ')}`] : []),
      ...(answers.size > 1 ? [`${key} got two different answers`] : []),
    ];
  });
}

function wrongNumbers(cases: readonly CaseLine[]): string[] {
  let last = { year: 0, seq: 0 };
  const faults: string[] = [];
  for (const { register_year: year, register_seq: seq, register_number: number } of cases) {
    const expected = last.year === year ? last.seq + 1 : 1;
    if (seq !== expected) faults.push(`${number} follows number ${String(expected - 1)}: a gap or a double`);
    last = { year, seq };
  }
  return faults;
}

function wrongCase(line: CaseLine, filing: Filing): string[] {
  const [receipt] = filing.receipts;
  const clocks = [
    `completeness-check ${dayAfter(receipt?.completenessDueDate ?? '')} 00:00`,
    `reply ${dayAfter(receipt?.dueDate ?? '')} 00:00`,
  ].join(', ');
  const expected: Readonly<Record<string, unknown>> = { clocks, filed: 1, receipts: 'accepted' };
  const found: Readonly<Record<string, unknown>> = { ...line };
  const faults = Object.entries(expected)
    .filter(([what, value]) => found[what] !== value)
    .map(
      ([what, value]) => `${line.register_number}: ${what} is ${String(found[what])}, not ${String(value)}`,
    );
  if (/x/u.test(line.chain)) faults.push(`${line.register_number}: its trail has a gap`);
  return faults;
}

/** A clock of the law runs to 24:00 of its last day. */
function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

interface FileLine {
  readonly file_id: string;
  readonly case_id: string | null;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: string;
  readonly content_sha256: string;
  readonly register_number: string | null;
}

/** Every row has its bytes on the disk, whole; and no filing has lost what was sent with it. */
export async function faultsOfFiles(
  outside: Outside,
  filesDir: string,
  filings: readonly Filing[] = [],
): Promise<string[]> {
  const rows = await outside.views<FileLine>(
    `SELECT f.file_id, f.case_id, f.path, f.sha256, f.bytes, f.content_sha256, c.register_number
     FROM files f LEFT JOIN cases c ON c.case_id = f.case_id`,
  );
  const faults: string[] = [];
  for (const row of rows) {
    const content = await fs.readFile(path.join(filesDir, row.path)).catch(() => null);
    if (content === null) faults.push(`file ${row.file_id} has a row and no bytes`);
    else if (content.length !== Number(row.bytes) || hashOf(content) !== row.sha256)
      faults.push(`file ${row.file_id} is not what its row says`);
  }
  const kept = new Set(rows.map((row) => `${row.register_number ?? ''} ${row.content_sha256}`));
  for (const { receipts, contents } of filings)
    for (const content of contents)
      if (receipts[0] !== undefined && !kept.has(`${receipts[0].registerNumber} ${content}`))
        faults.push(`${receipts[0].registerNumber} has lost the file that was sent with it`);
  return faults;
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
