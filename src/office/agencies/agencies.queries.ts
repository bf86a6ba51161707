import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { RefreshedValue } from '../../platform/database/refreshed-value.js';

/** An agency as pages, mails and the API name it. */
export interface Agency {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly nameEn: string;
  readonly kind: string;
  readonly keywords: readonly string[];
  readonly active: boolean;
  /** What the agency tells people before they file; null = nothing. */
  readonly filingNotice: string | null;
}

const KNOWN_FOR_MILLISECONDS = 15_000;

/**
 * The agencies of the city, in the order of their list. Kept in the process and read again after 15 seconds, so that
 * naming one costs no statement; a change by an admin is seen everywhere within that time.
 */
@Injectable()
export class AgencyDirectory {
  private readonly known: RefreshedValue<ReadonlyMap<string, Agency>>;

  constructor(database: Database) {
    this.known = new RefreshedValue(KNOWN_FOR_MILLISECONDS, () => readAgencyRows(database));
  }

  /** Every agency, the closed ones too. */
  async all(): Promise<readonly Agency[]> {
    return [...(await this.known.get()).values()];
  }

  /** The agencies that take requests today. */
  async active(): Promise<readonly Agency[]> {
    return (await this.all()).filter((agency) => agency.active);
  }

  /** The agency with this code, or null. */
  async byCode(code: string): Promise<Agency | null> {
    return (await this.known.get()).get(code) ?? null;
  }

  /** Reads the rows now: after a load or an admin's change. */
  async refresh(): Promise<void> {
    await this.known.refresh();
  }
}

interface Row {
  readonly code: string;
  readonly name: string;
  readonly name_short: string;
  readonly name_en: string;
  readonly kind: string;
  readonly keywords: readonly string[];
  readonly active: boolean;
  readonly filing_notice: string | null;
}

async function readAgencyRows(database: Database): Promise<ReadonlyMap<string, Agency>> {
  const rows = await database.apart<Row>(
    `SELECT code, name, name_short, name_en, kind, keywords, active, filing_notice
     FROM agencies ORDER BY position, code`,
  );
  return new Map(
    rows.map((row) => [
      row.code,
      {
        code: row.code,
        name: row.name,
        shortName: row.name_short,
        nameEn: row.name_en,
        kind: row.kind,
        keywords: row.keywords,
        active: row.active,
        filingNotice: row.filing_notice,
      },
    ]),
  );
}
