import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DayRow } from '../../src/law/free-days.js';
import { localDate } from '../../src/law/local-date.js';
import { cityDays } from '../law/city-calendar.js';
import type { TestApp } from '../support/app.js';
import { expectStatus, type Answer, type HttpClient } from '../support/http-client.js';

/** A line of what a decree moves. */
export interface Affected {
  readonly registerNumber: string;
  readonly from: string;
  readonly to: string;
  readonly earlier: boolean;
  readonly clocks: readonly { readonly clock: string; readonly from: string; readonly to: string }[];
}

export interface DecreeAnswer {
  readonly id: string | null;
  readonly state: string;
  readonly affected: readonly Affected[];
  readonly firm: readonly { readonly registerNumber: string; readonly clock: string; readonly on: string }[];
  readonly notes: readonly { readonly field: string; readonly code: string; readonly message: string }[];
}

export const HEADER = 'date,kind,name_id,name_en,decree,decree_date,change';

/** The CSV of a real decree, from `test/calendar/decrees`. */
export function decreeFile(name: string): string {
  return readFileSync(path.join('test/calendar/decrees', `${name}.csv`), 'utf8');
}

/** One row of a decree. */
export function decreeRow(date: string, change: 'add' | 'remove' = 'add', kind = 'one_off'): string {
  return `${date},${kind},Hari Uji ${date},Test day ${date},Keppres 99/2026,2026-11-20,${change}`;
}

/** The two admins of accounts.json, signed in. */
export async function twoAdmins(app: TestApp): Promise<readonly [HttpClient, HttpClient]> {
  const file = readFileSync(path.join(app.dataDir, 'accounts.json'), 'utf8');
  const accounts = (JSON.parse(file) as { role: string; email: string; password: string }[]).filter(
    ({ role }) => role === 'admin',
  );
  const clients = await Promise.all(
    accounts.map(async ({ email, password }) => {
      const client = app.client();
      expectStatus(await client.post('/api/v1/session', { email, password }), 200);
      return client;
    }),
  );
  const [first, second] = clients;
  if (first === undefined || second === undefined) throw new Error('accounts.json has no two admins');
  return [first, second];
}

/** Sends the CSV of a decree. */
export function sendDecree<T = DecreeAnswer>(admin: HttpClient, csv: string, query = ''): Promise<Answer<T>> {
  return admin.post<T>(`/api/v1/calendar/decrees${query}`, csv, {
    headers: { 'content-type': 'text/csv' },
  });
}

/** Brings a decree in by one admin, applies it by the other and lets the counting end. */
export async function enactDecree(app: TestApp, csv: string): Promise<DecreeAnswer> {
  const [first, second] = await twoAdmins(app);
  const { id } = expectStatus(await sendDecree(first, csv), 201);
  const applied = expectStatus(
    await second.post<DecreeAnswer>(`/api/v1/calendar/decrees/${id ?? ''}/apply`),
    200,
  );
  await app.sweep();
  return applied;
}

/** Every year as its first decree had it, before any amendment (holidays-id.md). */
export function firstDecrees(): readonly DayRow[] {
  const later =
    /^(?:2022-04-29|2022-05-0[456]|2023-04-(?:19|20)|2023-06-(?:28|30)|2024-02-14|2024-11-27|2025-08-18)$/u;
  const renamed: Readonly<Record<string, string>> = {
    '2024-03-29': 'Wafat Isa Al Masih',
    '2024-05-09': 'Kenaikan Isa Al Masih',
  };
  const days = cityDays()
    .filter(({ date }) => !later.test(date))
    .map((day): DayRow => {
      const nameId = renamed[day.date] ?? day.nameId;
      return day.date === '2022-07-10' ? { ...day, date: localDate('2022-07-09') } : { ...day, nameId };
    });
  const leave = days.find(({ date }) => date === '2023-04-25');
  if (leave === undefined) throw new Error('the leave of Lebaran 2023 is not in the file');
  return [...days, { ...leave, date: localDate('2023-04-26') }];
}

/** Makes these days the whole calendar, as an admin would: the city file that is loaded at each start leaves them be. */
export async function setCalendar(app: TestApp, days: readonly DayRow[]): Promise<void> {
  const [made] = await app.sql<{ version: number }>(
    `INSERT INTO calendar_versions (title, source_hash, loaded_at, loaded_by)
     VALUES ('first decrees', '\\x00', tenggat_now(), 'test') RETURNING version`,
  );
  const version = made?.version;
  await app.sql('UPDATE calendar_days SET removed_version = $1, admin_changed_at = tenggat_now()', [version]);
  await app.sql(
    `INSERT INTO calendar_days (date, kind, name_id, name_en, decree, decree_date, version, admin_changed_at)
     SELECT f.date, f.kind, f."nameId", f."nameEn", f.decree, f."decreeDate", $2, tenggat_now()
     FROM jsonb_to_recordset($1::jsonb) AS f(date date, kind text, "nameId" text, "nameEn" text, decree text,
       "decreeDate" date)
     ON CONFLICT (date, name_id) DO UPDATE SET removed_version = NULL, kind = excluded.kind`,
    [JSON.stringify(days), version],
  );
}

/** A second witness to the law's counting: walks day by day over plain ISO dates. */
export function countByHand(start: string, workingDays: number, free: ReadonlySet<string>): string {
  let day = new Date(`${start}T00:00:00Z`);
  for (let counted = 0; counted < workingDays;) {
    day = new Date(day.getTime() + 86_400_000);
    const weekday = day.getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !free.has(day.toISOString().slice(0, 10))) counted += 1;
  }
  return day.toISOString().slice(0, 10);
}
