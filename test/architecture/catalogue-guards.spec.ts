import fs from 'node:fs/promises';
import path from 'node:path';
import { Catalogue } from '../../src/platform/views/catalogue.js';
import { checkCatalogues } from '../../src/platform/views/check-catalogues.js';
import { projectRoot } from './scratch-tree.js';

/** A copy of the texts, the templates and the sources that ask for them, with breaches planted. */
async function plantedTree(): Promise<string> {
  const folder = await fs.mkdtemp(path.join(projectRoot, '.cache', 'architecture-texts-'));
  for (const part of ['src', 'templates'])
    await fs.cp(path.join(projectRoot, part), path.join(folder, part), { recursive: true });
  const write = async (file: string, text: string): Promise<void> => {
    await fs.mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await fs.writeFile(path.join(folder, file), text);
  };
  await write(
    'templates/pages/planted/page.njk',
    "<p>{{ t('planted.nowhere') }} {{ t('planted.only-here') }}</p>",
  );
  await write('templates/messages/id/planted.yaml', "only-here: Hanya di sini\ncount: '{n} hari'\n");
  await write('templates/messages/en/planted.yaml', "count: '{days} days'\nonly-there: Only there\n");
  return folder;
}

/** The office works in Indonesian; what only its people see needs no English. */
const officeOnly =
  /^(common\.staff[.-]|acts\.|workspace\.|oversight\.|admin\.|(intake|refusals|reports|takeover)\.(?!errors\.))/;

describe('texts', () => {
  const clean = checkCatalogues(projectRoot);
  let planted: ReturnType<typeof checkCatalogues>;
  beforeAll(async () => {
    const folder = await plantedTree();
    planted = checkCatalogues(folder);
    await fs.rm(folder, { recursive: true });
  });

  it('are all there in Indonesian', () => {
    expect(clean.missing).toEqual([]);
  });

  it('name every mail that the outbox may show, and every letter that a requester may open', async () => {
    const catalogue = Catalogue.load(path.join(projectRoot, 'templates/messages'));
    const folders = async (of: string): Promise<string[]> => {
      const found = await fs.readdir(path.join(projectRoot, 'templates', of), { withFileTypes: true });
      return found.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    };
    // Printed by the desk, or for the office alone.
    const inside = new Set(['mail-letter', 'registers', 'report']);
    const asked = [
      ...(await folders('mail')).map((kind) => `admin.outgoing.kind.${kind}`),
      ...(await folders('letters'))
        .filter((kind) => !inside.has(kind))
        .map((kind) => `tracking.document.${kind}`),
    ];
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.filter((key) => !catalogue.has(key))).toEqual([]);
  });

  it('of citizens are all there in English too', () => {
    expect(clean.untranslated.filter((key) => !officeOnly.test(key))).toEqual([]);
    expect(clean.mismatched).toEqual([]);
  });

  it('are refused when a page asks for a sentence that is missing', () => {
    expect(planted.missing).toContain('planted.nowhere');
  });

  it('are refused when a sentence is not translated', () => {
    expect(planted.untranslated).toContain('planted.only-here');
  });

  it('are refused when the translation says other things', () => {
    expect(planted.mismatched).toEqual(expect.arrayContaining(['planted.count', 'planted.only-there']));
  });
});
