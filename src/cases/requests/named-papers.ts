import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { PAPER_ITEMS, type PaperItem } from '../../law/completeness.js';
import { Upload, Uploads } from '../../platform/http/field-rules.js';

const MOST_MEMBERS = 5;

/** A paper with the item of the letter of incompleteness that it is for. */
export interface NamedPaper {
  readonly item: PaperItem;
  readonly fileId: string;
}

/** The field of each paper on the pages; the identity has its own, which takes photos. */
export const PAPER_FIELDS = [
  ['proxyLetter', 'surat-kuasa'],
  ['legalEntityDeed', 'akta'],
  ['memberIdentities', 'ktp-anggota'],
  ['signedForm', 'formulir'],
] as const satisfies readonly (readonly [PaperItem, string])[];

/** `papers { identity?, proxyLetter?, ... }`: uploads by the item of the letter; of a group's members one or several. */
export class NamedPapersBody {
  @IsOptional()
  @Upload()
  identity?: string | null;

  @IsOptional()
  @Upload()
  proxyLetter?: string | null;

  @IsOptional()
  @Upload()
  legalEntityDeed?: string | null;

  @IsOptional()
  @Transform(({ value }: { readonly value: unknown }) => (typeof value === 'string' ? [value] : value))
  @Uploads(MOST_MEMBERS)
  memberIdentities?: string[] | null;

  @IsOptional()
  @Upload()
  signedForm?: string | null;
}

/** The papers of a body in the order of the law's list. */
export function namedPapers(body: NamedPapersBody | null | undefined): readonly NamedPaper[] {
  return PAPER_ITEMS.flatMap((item) =>
    [body?.[item] ?? []].flat().map((fileId): NamedPaper => ({ item, fileId })),
  );
}
