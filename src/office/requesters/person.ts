/** A person or body as typed. It exists only sealed in the database and in memory while it is needed. */
export interface Person {
  readonly name: string;
  readonly nationalId: string | null;
  readonly address: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly occupation: string | null;
  readonly decreeNumber: string | null;
  readonly principal: {
    readonly name: string;
    readonly nationalId: string | null;
    readonly address: string;
  } | null;
  readonly members: readonly { readonly name: string; readonly nationalId: string | null }[];
  /** The parent or guardian of a minor without KTP. */
  readonly guardian?: { readonly name: string; readonly nationalId: string | null } | null;
}

export type IdentityKind = 'ktp' | 'populationLetter' | 'childCard' | 'passport' | 'atDesk';

/** A national id as it may be shown: only the last four digits. */
export function maskedNationalId(nationalId: string): string {
  return `************${nationalId.slice(-4)}`;
}

/**
 * The words of a name by which the desk may search, each with its beginnings of three letters and more; hashed, never
 * stored as they are.
 */
export function nameBeginnings(name: string): string[] {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 0);
  const beginnings = new Set<string>();
  for (const word of words.slice(0, 12)) {
    const signs = [...word].slice(0, 16);
    for (let length = Math.min(3, signs.length); length <= signs.length; length += 1) {
      beginnings.add(signs.slice(0, length).join(''));
    }
  }
  return [...beginnings];
}
