import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../config/yaml.js';
import { keptResult } from '../kept/kept-result.js';
import { bindUnits } from './bind-units.js';
import { fillNumbers } from './fill-numbers.js';
import { languages, type Language } from './language.js';

/** Private-use signs around a text that fell back to Indonesian; the page turns them into `lang="id"`. */
export const FALLBACK_START = '\ue000';
export const FALLBACK_END = '\ue001';

type Entries = ReadonlyMap<string, string | readonly string[]>;

/**
 * Every sentence a page, mail or refusal shows, by key `<room>.<path>`, one file a room and language
 * (`templates/messages/<language>/<room>.yaml`). Loaded once, with the numbers of the law filled in (`fillNumbers`); a key
 * that does not exist throws.
 */
export class Catalogue {
  private constructor(private readonly entries: Readonly<Record<Language, Entries>>) {}

  static load(folder: string): Catalogue {
    const rooms = { id: readRooms(folder, 'id'), en: readRooms(folder, 'en') };
    return new Catalogue(
      keptResult({
        name: 'messages',
        inputs: languages.flatMap((language) =>
          rooms[language].flatMap(({ room, text }) => [language, room, text]),
        ),
        make: () => ({ id: collectRooms(rooms.id), en: collectRooms(rooms.en) }),
      }),
    );
  }

  keys(language: Language): string[] {
    return [...this.entries[language].keys()];
  }

  has(key: string): boolean {
    return this.entries.id.has(key);
  }

  /** The raw sentence; English falls back to Indonesian between the two fallback signs. */
  message(language: Language, key: string): string {
    const found = this.find(language, key);
    if (typeof found !== 'string') throw new Error(`Message ${key} is a list`);
    return found;
  }

  /** The raw sentences of a list. */
  messages(language: Language, key: string): readonly string[] {
    const found = this.find(language, key);
    if (typeof found === 'string') throw new Error(`Message ${key} is not a list`);
    return found;
  }

  private find(language: Language, key: string): string | readonly string[] {
    const own = this.entries[language].get(key);
    if (own !== undefined) return own;
    const source = this.entries.id.get(key);
    if (source === undefined) throw new Error(`No message ${key} in templates/messages/id`);
    const marked = (text: string): string => `${FALLBACK_START}${text}${FALLBACK_END}`;
    return typeof source === 'string' ? marked(source) : source.map(marked);
  }
}

/** The file of a room in one language, as written. */
interface Room {
  readonly room: string;
  readonly text: string;
}

function readRooms(folder: string, language: Language): readonly Room[] {
  const files = join(folder, language);
  if (!existsSync(files)) return [];
  return readdirSync(files)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({
      room: file.slice(0, -'.yaml'.length),
      text: readFileSync(join(files, file), 'utf8'),
    }));
}

/** Reads the rooms of one language; a key given twice in a file is refused by the parser. */
function collectRooms(rooms: readonly Room[]): Entries {
  const entries = new Map<string, string | readonly string[]>();
  for (const { room, text } of rooms) collect(entries, room, parseYaml(text) ?? {});
  return entries;
}

function collect(entries: Map<string, string | readonly string[]>, key: string, value: unknown): void {
  if (Array.isArray(value)) {
    entries.set(
      key,
      value.map((item) => sentenceOf(key, String(item))),
    );
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) collect(entries, `${key}.${name}`, inner);
  } else if (typeof value === 'string') {
    entries.set(key, sentenceOf(key, value.trim()));
  } else {
    throw new Error(`Message ${key} is not a text; put it in quotes`);
  }
}

function sentenceOf(key: string, text: string): string {
  return bindUnits(fillNumbers(`Message ${key}`, text));
}
