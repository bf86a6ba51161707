import { readFileSync } from 'node:fs';
import { keptResult } from '../kept/kept-result.js';
import { parseMailAddress } from '../mail/mail-address.js';
import { projectFile } from './project-files.js';
import { parseYaml } from './yaml.js';
import { YamlReader } from './yaml-reader.js';

/** A text in both languages of the pages. */
export interface Bilingual {
  readonly id: string;
  readonly en: string;
}

/** Somebody who signs: name, title, and staff number (NIP). */
export interface Signatory {
  readonly name: string;
  readonly title: Bilingual;
  readonly staffNumber: string;
}

export interface Desk {
  /** Code of the agency that houses the PPID desk. */
  readonly agency: string;
  readonly address: string;
  readonly hours: Bilingual;
  /** `HH:MM` in WIT, Monday to Thursday and on Friday. */
  readonly closes: { readonly weekdays: string; readonly friday: string };
  readonly phone: string;
  readonly fax: string;
  readonly email: string;
  readonly whatsapp: string;
}

/** Sizes in bytes, times in the unit that the name carries. */
export interface CityLimits {
  readonly supportingFiles: number;
  readonly fileBytes: number;
  readonly answerFileBytes: number;
  readonly imagePixels: number;
  readonly draftDays: number;
  readonly filingsPerNetworkPerHour: number;
  readonly filingsPerMailPerDay: number;
  readonly filingsPerIdentityPerDay: number;
  readonly trackingFailuresPerNumber: number;
  readonly uploadsPerNetworkPerHour: number;
}

/** What belongs to the city: config/city.yaml, read once at boot, frozen, injected by this class. */
export abstract class City {
  /** AMBON in AMBON-2026-000123. */
  abstract readonly registerPrefix: string;
  /** K in AMBON-K-2026-000007. */
  abstract readonly objectionInfix: string;
  /** Key of the register: one installation is one public body. */
  abstract readonly publicBody: string;
  abstract readonly name: Bilingual;
  abstract readonly shortName: string;
  abstract readonly place: string;
  abstract readonly office: Bilingual;
  abstract readonly siteName: Bilingual;
  abstract readonly letterhead: { readonly government: string; readonly office: string };
  abstract readonly desk: Desk;
  /** The one true domain, printed in mails and letters. */
  abstract readonly domain: string;
  abstract readonly ppid: Signatory;
  abstract readonly superior: Signatory;
  abstract readonly commission: { readonly name: Bilingual; readonly address: string };
  abstract readonly answeredBy: 'agency' | 'desk';
  /** From `directScore` (0-1) a case goes to the agency at once. */
  abstract readonly routing: { readonly directScore: number };
  abstract readonly limits: CityLimits;
  /** Formats with {number}, {sub}, {romanMonth}, {month}, {year}. */
  abstract readonly numberFormats: {
    readonly letter: string;
    readonly decree: string;
    readonly testSheet: string;
    readonly receipt: string;
  };
  /** Standard costs (PerKI 1/2021 art. 37-38); `sheet` in rupiah for one printed sheet. */
  abstract readonly costs: {
    readonly decree: string;
    readonly sheet: number;
    readonly payment: {
      readonly cash: Bilingual;
      readonly bankTransfer: Bilingual;
      readonly eMoney: Bilingual;
    };
  };
  abstract readonly retention: {
    readonly identityFileWorkingDaysAfterFinal: number;
    readonly caseFileYears: number;
    readonly auditYears: number;
  };
}

/**
 * Reads config/city.yaml.
 * @throws Error naming file and key of what is missing, wrong or unknown.
 */
export function loadCity(file: string = projectFile('config', 'city.yaml')): City {
  const text = readFileSync(file, 'utf8');
  const document = keptResult({ name: 'city', inputs: [text], make: () => parseYaml(text) });
  const city = YamlReader.open('config/city.yaml', document).whole(readCity);
  if (!/^[A-Z][A-Z0-9]{1,11}$/.test(city.registerPrefix)) {
    throw new Error('config/city.yaml: registerPrefix must be 2 to 12 capitals or digits');
  }
  if (!/^[A-Z]{1,3}$/.test(city.objectionInfix)) {
    throw new Error('config/city.yaml: objectionInfix must be 1 to 3 capitals');
  }
  for (const time of Object.values(city.desk.closes)) {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
      throw new Error('config/city.yaml: desk.closes holds times as HH:MM');
  }
  if (parseMailAddress(city.desk.email) === null) {
    throw new Error('config/city.yaml: desk.email is not a plain mail address');
  }
  return freezeDeep(city);
}

function readCity(yaml: YamlReader): City {
  return {
    registerPrefix: yaml.text('registerPrefix'),
    objectionInfix: yaml.text('objectionInfix'),
    publicBody: yaml.text('publicBody'),
    name: yaml.part('name', bilingual),
    shortName: yaml.text('shortName'),
    place: yaml.text('place'),
    office: yaml.part('office', bilingual),
    siteName: yaml.part('siteName', bilingual),
    letterhead: yaml.part('letterhead', (part) => ({
      government: part.text('government'),
      office: part.text('office'),
    })),
    desk: yaml.part('desk', desk),
    domain: yaml.text('domain'),
    ppid: yaml.part('ppid', signatory),
    superior: yaml.part('superior', signatory),
    commission: yaml.part('commission', (part) => ({
      name: part.part('name', bilingual),
      address: part.text('address'),
    })),
    answeredBy: yaml.word('answeredBy', ['agency', 'desk']),
    routing: yaml.part('routing', (part) => ({
      directScore: part.number('directScore', { min: 0, max: 1 }),
    })),
    limits: yaml.part('limits', limits),
    numberFormats: yaml.part('numberFormats', (part) => ({
      letter: part.text('letter'),
      decree: part.text('decree'),
      testSheet: part.text('testSheet'),
      receipt: part.text('receipt'),
    })),
    costs: yaml.part('costs', (part) => ({
      decree: part.text('decree'),
      sheet: part.wholeNumber('sheet', { min: 0, max: 1_000_000 }),
      payment: part.part('payment', (ways) => ({
        cash: ways.part('cash', bilingual),
        bankTransfer: ways.part('bankTransfer', bilingual),
        eMoney: ways.part('eMoney', bilingual),
      })),
    })),
    retention: yaml.part('retention', (part) => ({
      identityFileWorkingDaysAfterFinal: count(part, 'identityFileWorkingDaysAfterFinal'),
      caseFileYears: count(part, 'caseFileYears'),
      auditYears: count(part, 'auditYears'),
    })),
  };
}

function desk(yaml: YamlReader): Desk {
  return {
    agency: yaml.text('agency'),
    address: yaml.text('address'),
    hours: yaml.part('hours', bilingual),
    closes: yaml.part('closes', (part) => ({
      weekdays: part.text('weekdays'),
      friday: part.text('friday'),
    })),
    phone: yaml.text('phone'),
    fax: yaml.text('fax'),
    email: yaml.text('email'),
    whatsapp: yaml.text('whatsapp'),
  };
}

function limits(yaml: YamlReader): CityLimits {
  return {
    supportingFiles: count(yaml, 'supportingFiles'),
    fileBytes: count(yaml, 'fileBytes'),
    answerFileBytes: count(yaml, 'answerFileBytes'),
    imagePixels: count(yaml, 'imagePixels'),
    draftDays: count(yaml, 'draftDays'),
    filingsPerNetworkPerHour: count(yaml, 'filingsPerNetworkPerHour'),
    filingsPerMailPerDay: count(yaml, 'filingsPerMailPerDay'),
    filingsPerIdentityPerDay: count(yaml, 'filingsPerIdentityPerDay'),
    trackingFailuresPerNumber: count(yaml, 'trackingFailuresPerNumber'),
    uploadsPerNetworkPerHour: count(yaml, 'uploadsPerNetworkPerHour'),
  };
}

function count(yaml: YamlReader, key: string): number {
  return yaml.wholeNumber(key, { min: 1, max: 1_000_000_000 });
}

function bilingual(yaml: YamlReader): Bilingual {
  return { id: yaml.text('id'), en: yaml.text('en') };
}

function signatory(yaml: YamlReader): Signatory {
  return {
    name: yaml.text('name'),
    title: yaml.part('title', bilingual),
    staffNumber: yaml.text('staffNumber'),
  };
}

function freezeDeep<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) freezeDeep(inner);
  }
  return Object.freeze(value);
}
