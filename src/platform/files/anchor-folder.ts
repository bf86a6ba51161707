import { Injectable } from '@nestjs/common';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Config } from '../config/config.js';
import { readPrivateFile, writePrivateFile } from '../process/private-file.js';

/** Name of the folder in `FILES_DIR`, which all processes share and no user of the database can reach. */
export const ANCHORS = 'anchors';

/** Small texts that are kept outside the database, each written once and never again. */
@Injectable()
export class AnchorFolder {
  constructor(private readonly config: Config) {}

  /** Keeps a text under a name; false when that name is taken. */
  async keep(name: string, text: string): Promise<boolean> {
    return writePrivateFile(join(this.folder, name), text);
  }

  async has(name: string): Promise<boolean> {
    return (await readPrivateFile(join(this.folder, name))) !== null;
  }

  /** All texts, in the order of their names. */
  async texts(): Promise<readonly { readonly name: string; readonly text: string }[]> {
    const names = (await readdir(this.folder).catch(() => []))
      .filter((name) => name.endsWith('.json'))
      .sort();
    const texts = await Promise.all(names.map((name) => readPrivateFile(join(this.folder, name))));
    return names.map((name, at) => ({ name, text: texts[at] ?? '' }));
  }

  private get folder(): string {
    return join(this.config.filesDir, ANCHORS);
  }
}
