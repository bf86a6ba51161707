import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { AddressObject } from 'mailparser';
import { Config } from '../config/config.js';
import { mailFolder } from './mail-sink.js';

/** A mail that the local sink took. */
export interface StoredMail {
  /** Name of its file without `.eml`. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  /** When the sink took it, ISO 8601 by the machine's clock. */
  readonly at: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
}

const FILE = /^(\d{13})-[0-9a-f]{8}\.eml$/;
const REMEMBERED = 20_000;

/** Reads what the local sink stored, oldest first. A file never changes, so each is parsed once. */
@Injectable()
export class Mailbox {
  private readonly parsed = new Map<string, StoredMail>();

  constructor(private readonly config: Config) {}

  async list(): Promise<readonly StoredMail[]> {
    const names = (await readdir(mailFolder(this.config)).catch(() => []))
      .filter((name) => FILE.test(name))
      .sort();
    const mails: StoredMail[] = [];
    for (const name of names) mails.push(await this.read(name));
    return mails;
  }

  /** One mail by its id, or null. */
  async find(id: string): Promise<StoredMail | null> {
    const name = `${id}.eml`;
    if (!FILE.test(name)) return null;
    return this.read(name).catch(() => null);
  }

  /** The bytes as they came, or null. */
  async source(id: string): Promise<Buffer | null> {
    const name = `${id}.eml`;
    if (!FILE.test(name)) return null;
    return readFile(join(mailFolder(this.config), name)).catch(() => null);
  }

  private async read(name: string): Promise<StoredMail> {
    const known = this.parsed.get(name);
    if (known !== undefined) return known;
    const mail = await parse(name, await readFile(join(mailFolder(this.config), name)));
    if (this.parsed.size >= REMEMBERED) this.parsed.clear();
    this.parsed.set(name, mail);
    return mail;
  }
}

async function parse(name: string, source: Buffer): Promise<StoredMail> {
  // Loaded with the first mail that somebody reads: the programs of a city have no mailbox.
  const { simpleParser } = await import('mailparser');
  const mail = await simpleParser(source, { skipImageLinks: true, skipTextToHtml: true });
  return {
    id: name.replace(/\.eml$/, ''),
    to: addresses(mail.to),
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    at: new Date(Number(FILE.exec(name)?.[1] ?? 0)).toISOString(),
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : '',
    attachments: mail.attachments.map((file) => ({
      name: file.filename ?? '',
      type: file.contentType,
      bytes: file.size,
    })),
  };
}

function addresses(field: AddressObject | AddressObject[] | undefined): string {
  const list = field === undefined ? [] : Array.isArray(field) ? field : [field];
  return list.flatMap((one) => one.value.map(({ address }) => address ?? '')).join(', ');
}
