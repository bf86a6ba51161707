import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Sql = <T extends object>(text: string, params?: readonly unknown[]) => Promise<T[]>;

/** A hash over all rows of every table, by table: equal where equal rows are, in whatever order. */
export async function tableHashes(sql: Sql): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relpersistence = 'p' ORDER BY 1`,
  );
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    // What a restored system says of itself: that it is one, and quiet.
    const own = name === 'settings' ? `WHERE key NOT IN ('sending', 'restored')` : '';
    const [row] = await sql<{ hash: string }>(
      `SELECT count(*) || ' rows ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '-') AS hash
       FROM ${name} t ${own}`,
    );
    hashes[name] = row?.hash ?? '';
  }
  return hashes;
}

/** What a folder of files holds of its own system alone: uploads on their way, anchors of its own trail. */
const OWN = ['temp', 'anchors'];

/** SHA-256 of every object below a folder of files, by path. */
export async function fileHashes(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const hashes: Record<string, string> = {};
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || OWN.some((name) => path.startsWith(join(folder, name)))) continue;
    hashes[path.slice(folder.length + 1)] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return hashes;
}
