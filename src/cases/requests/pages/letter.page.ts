import { localDayOf, localTimeOf } from '../../../law/local-date.js';
import type { FileFacts } from '../../../office/documents/stored-files.js';
import type { FactRow } from '../../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../../platform/views/texts.js';
import type { CaseRow } from '../case-row.js';
import type { IssuedLetter } from '../letters.queries.js';
import { letterName } from './letter-names.js';

/** One issued letter: what it is, its number, both copies with their hash. */
export function letterModel(
  texts: Texts,
  row: CaseRow,
  letter: IssuedLetter,
  files: { readonly printed: FileFacts | null; readonly signed: FileFacts | null },
): object {
  const t = (key: string): string => texts.t(`acts.surat.${key}`);
  const copy = (label: string, file: FileFacts | null, none: string): readonly FactRow[] =>
    file === null
      ? [{ label: t(label), value: t(none) }]
      : [
          {
            label: t(label),
            parts: [
              { text: t('open'), href: `/petugas/kasus/${row.id}/berkas/${file.id}` },
              { text: `PDF, ${texts.formats.bytes(file.bytes)}`, muted: true },
            ],
          },
          { label: t(`${label}-hash`), value: file.sha256 },
        ];
  return {
    name: letterName(texts, letter.kind),
    isSigned: files.signed !== null,
    factRows: [
      { label: t('number'), value: letter.number ?? t('no-number') },
      {
        label: t('issued'),
        value: `${texts.formats.date(localDayOf(letter.issuedAt))}, ${localTimeOf(letter.issuedAt).slice(0, 5).replace(':', '.')} WIT`,
      },
      ...copy('printed', files.printed, 'printing'),
      ...copy('signed', files.signed, 'unsigned'),
    ] satisfies readonly FactRow[],
  };
}
