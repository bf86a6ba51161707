import type { Texts } from '../../platform/views/texts.js';

/** `surat-keterangan-tidak-lengkap-AMBON-2026-000001.pdf`: what people see of a letter in their folder. */
export function letterFileName(texts: Texts, kind: string, registerNumber: string): string {
  const key = `acts.surat.kinds.${kind}`;
  const words = texts.t(texts.has(key) ? key : 'acts.surat.kinds.other').toLowerCase();
  return `${words.replaceAll(/[^a-z]+/gu, '-')}-${registerNumber.replaceAll('/', '-')}.pdf`;
}
