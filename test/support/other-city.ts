import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** What the program looks for beside itself and nobody changes. */
const SHARED = ['node_modules', 'templates', 'assets', 'styles'];

/** A copy of the built project whose `config/city.yaml` has these lines otherwise. Resolves to its folder. */
export async function projectWithCity(lines: Readonly<Record<string, string>>): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tenggat-city-'));
  for (const name of SHARED) await fs.symlink(path.join(root, name), path.join(folder, name));
  for (const name of ['dist', 'config'])
    await fs.cp(path.join(root, name), path.join(folder, name), { recursive: true });
  await fs.copyFile(path.join(root, 'package.json'), path.join(folder, 'package.json'));
  const file = path.join(folder, 'config', 'city.yaml');
  let text = await fs.readFile(file, 'utf8');
  for (const [key, value] of Object.entries(lines)) {
    const line = new RegExp(`^${key}: .*$`, 'mu');
    if (!line.test(text)) throw new Error(`config/city.yaml has no line ${key}`);
    text = text.replace(line, `${key}: ${value}`);
  }
  await fs.writeFile(file, text);
  return folder;
}
