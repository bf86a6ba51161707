import type { FastifyReply } from 'fastify';

/** What is needed to hand a file to a reader. */
export interface ServedFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/**
 * Answers with a file as a download that no browser runs: attachment, no sniffing, a sandbox in case it is opened all
 * the same. Who may have it has been asked before.
 */
export function serveFile(reply: FastifyReply, file: ServedFile): Buffer {
  reply.header('content-type', file.type);
  reply.header('content-disposition', disposition('attachment', file.name));
  reply.header('x-content-type-options', 'nosniff');
  reply.header('content-security-policy', "default-src 'none'; sandbox");
  reply.header('cache-control', 'private, no-store');
  return file.content;
}

/**
 * Answers with a letter that the program has printed itself, to be read in the browser: its reader of PDF does not run in
 * a sandbox. Never for what somebody uploaded.
 */
export function showLetter(reply: FastifyReply, letter: Omit<ServedFile, 'type'>): Buffer {
  reply.header('content-type', 'application/pdf');
  reply.header('content-disposition', disposition('inline', letter.name));
  reply.header('x-content-type-options', 'nosniff');
  reply.header('cache-control', 'private, no-store');
  return letter.content;
}

/** RFC 6266: a plain name for old readers, the real one in UTF-8. */
function disposition(how: 'attachment' | 'inline', name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/gu, '')
    .replace(/["\\%;]/gu, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain === '' ? 'berkas' : plain}"; filename*=UTF-8''${encoded}`;
}
