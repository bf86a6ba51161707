/** A filing body as contract.md section 3 has it. Specs of bad input spread over it with anything. */
export interface RequestBody {
  readonly informationRequested: string;
  readonly purpose: { readonly kind: string; readonly text: string | null };
  readonly agency: string | null;
  readonly access: string;
  readonly delivery: string;
  readonly format: string;
  readonly requester: Readonly<Record<string, unknown>>;
  readonly language: 'id' | 'en';
  readonly declarationAccepted: boolean;
  readonly mayPublish: boolean;
}

let counter = 0;

/** A well-formed national id of an adult; another one each time, because caps and files count by it. */
export function nationalId(): string {
  counter += 1;
  const day = String((counter % 28) + 1).padStart(2, '0');
  const year = String(60 + (counter % 40));
  return `817103${day}05${year}${String(counter % 10_000).padStart(4, '0')}`;
}

/** An address that nothing else in the file uses. */
export function mailAddress(): string {
  counter += 1;
  return `pemohon${String(counter)}@contoh.test`;
}

function individual(): Record<string, unknown> {
  return {
    kind: 'individual',
    name: 'Maria Latuconsina',
    nationalId: nationalId(),
    address: 'Jalan Pattimura Nomor 12, Kelurahan Ahusen, Kecamatan Sirimau',
    email: mailAddress(),
    phone: null,
  };
}

/** A valid request of a person to Dinas Pendidikan; each call has a person and mail address of its own. */
export function requestBody(overrides: Partial<RequestBody> = {}): RequestBody {
  return {
    informationRequested: 'Rincian penggunaan Dana BOS SMP Negeri 6 Ambon tahun 2025',
    purpose: { kind: 'research', text: null },
    agency: 'disdik',
    access: 'copy',
    delivery: 'online',
    format: 'softcopy',
    requester: individual(),
    language: 'id',
    declarationAccepted: true,
    mayPublish: false,
    ...overrides,
  };
}

/** Named variants of a valid request: `variants.toDukcapil()`. */
export const variants = {
  toDukcapil: (overrides: Partial<RequestBody> = {}) =>
    requestBody({
      agency: 'disdukcapil',
      informationRequested:
        'Jumlah blangko KTP elektronik yang diterima dan dicetak pada bulan Januari sampai Juni 2026',
      ...overrides,
    }),
  /** The system routes it; the words point clearly to Dinas Pendidikan. */
  unrouted: (overrides: Partial<RequestBody> = {}) => requestBody({ agency: null, ...overrides }),
  /** The system must leave it to the desk. */
  vague: (overrides: Partial<RequestBody> = {}) =>
    requestBody({
      agency: null,
      informationRequested: 'Saya ingin meminta semua data dan informasi yang ada, tolong dikirimkan',
      ...overrides,
    }),
  inEnglish: (overrides: Partial<RequestBody> = {}) => requestBody({ language: 'en', ...overrides }),
  identityAtDesk: (overrides: Partial<RequestBody> = {}) =>
    requestBody({ requester: { ...individual(), nationalId: null, identity: 'atDesk' }, ...overrides }),
  withoutMail: (overrides: Partial<RequestBody> = {}) =>
    requestBody({
      delivery: 'pickup',
      requester: { ...individual(), email: null, phone: '081234567890' },
      ...overrides,
    }),
  onPaper: (overrides: Partial<RequestBody> = {}) =>
    requestBody({ delivery: 'pickup', format: 'hardcopy', ...overrides }),
  legalEntity: (overrides: Partial<RequestBody> = {}) =>
    requestBody({
      requester: {
        ...individual(),
        kind: 'legalEntity',
        name: 'Yayasan Terang Maluku',
        decreeNumber: 'AHU-0012345.AH.01.04.Tahun 2020',
      },
      ...overrides,
    }),
  publicBody: (overrides: Partial<RequestBody> = {}) =>
    requestBody({
      requester: {
        ...individual(),
        kind: 'publicBody',
        name: 'Inspektorat Provinsi Maluku',
        nationalId: null,
      },
      ...overrides,
    }),
} as const;
