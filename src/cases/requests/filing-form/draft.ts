/** A file that a draft holds; it lies in the file store until the request is sent. */
export interface DraftFile {
  readonly id: string;
  readonly name: string;
}

export type RequesterChoice = '' | 'individual' | 'proxy' | 'group' | 'legalEntity';
export type IdentityChoice = '' | 'ktp' | 'populationLetter' | 'childCard' | 'passport' | 'deed' | 'atDesk';

/** What was typed so far, as typed: a step judges it, but nothing typed is ever thrown away. */
export interface DraftAnswers {
  readonly question: string;
  readonly files: readonly DraftFile[];
  /** Code of an agency, `list` while nothing is chosen there yet, `unknown`, or empty. */
  readonly agency: string;
  readonly purpose: string;
  readonly purposeText: string;
  readonly access: string;
  readonly delivery: string;
  readonly format: string;
  readonly requesterKind: RequesterChoice;
  /** Not an Indonesian citizen or legal entity. */
  readonly foreign: boolean;
  readonly name: string;
  readonly identity: IdentityChoice;
  readonly nationalId: string;
  readonly identityFile: DraftFile | null;
  readonly proxyLetter: DraftFile | null;
  readonly stamped: boolean;
  readonly principalName: string;
  readonly principalNationalId: string;
  /** Whom the proxy acts for is no Indonesian citizen or legal entity. */
  readonly principalForeign: boolean;
  readonly principalPaper: DraftFile | null;
  readonly guardianName: string;
  readonly memberIdentities: DraftFile | null;
  readonly decreeNumber: string;
  readonly deed: DraftFile | null;
  readonly email: string;
  readonly withoutEmail: boolean;
  readonly phone: string;
  readonly address: string;
  readonly occupation: string;
  readonly language: 'id' | 'en';
}

/** A request that is being written. */
export interface Draft {
  readonly answers: DraftAnswers;
  /** Key that makes sending it twice the same as once. */
  readonly key: string;
  /** The question against automatic sending was answered; how often it was asked. */
  readonly proved: boolean;
  readonly asked: number;
  /** Address that the link to continue went to. */
  readonly savedTo: string | null;
}

export function emptyDraft(key: string, language: 'id' | 'en', question = ''): Draft {
  return {
    answers: {
      question,
      files: [],
      agency: '',
      purpose: '',
      purposeText: '',
      access: '',
      delivery: '',
      format: '',
      requesterKind: '',
      foreign: false,
      name: '',
      identity: '',
      nationalId: '',
      identityFile: null,
      proxyLetter: null,
      stamped: false,
      principalName: '',
      principalNationalId: '',
      principalForeign: false,
      principalPaper: null,
      guardianName: '',
      memberIdentities: null,
      decreeNumber: '',
      deed: null,
      email: '',
      withoutEmail: false,
      phone: '',
      address: '',
      occupation: '',
      language,
    },
    key,
    proved: false,
    asked: 0,
    savedTo: null,
  };
}

/** Slots that hold one paper each. */
export type PaperSlot = 'identityFile' | 'proxyLetter' | 'principalPaper' | 'memberIdentities' | 'deed';
export const PAPER_SLOTS: readonly PaperSlot[] = [
  'identityFile',
  'proxyLetter',
  'principalPaper',
  'memberIdentities',
  'deed',
];

/** Ids of every file of a draft. */
export function filesOf(answers: DraftAnswers): readonly string[] {
  const papers = PAPER_SLOTS.map((slot) => answers[slot]).filter((file) => file !== null);
  return [...answers.files, ...papers].map((file) => file.id);
}

/** The answers without files that are not there any more. */
export function withoutLostFiles(answers: DraftAnswers, present: ReadonlySet<string>): DraftAnswers {
  const kept = (file: DraftFile | null): DraftFile | null =>
    file !== null && present.has(file.id) ? file : null;
  return {
    ...answers,
    files: answers.files.filter((file) => present.has(file.id)),
    identityFile: kept(answers.identityFile),
    proxyLetter: kept(answers.proxyLetter),
    principalPaper: kept(answers.principalPaper),
    memberIdentities: kept(answers.memberIdentities),
    deed: kept(answers.deed),
  };
}
