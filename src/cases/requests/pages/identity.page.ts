import type { OpenRequester } from '../../../office/requesters/requesters.js';
import type { TextPart } from '../../../platform/views/parts/case-parts.js';
import type { FactRow } from '../../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../../platform/views/texts.js';
import type { Tx } from '../../../platform/database/tx.js';
import type { ActPage } from './act-page.js';
import { momentWords } from './case-dates.js';

/** How long an opened identity stays open to the person who gave the reason. */
const OPEN_MINUTES = 10;

/** `.../identitas`: the desk opens who asks, with a reason that is recorded. */
export const IDENTITY_PAGE: Omit<ActPage, 'model'> = {
  slug: 'identitas',
  action: 'case.identity',
  names: { reason: 'alasan', how: 'cara', nationalId: 'nik' },
  words: ['alasan'],
};

/** When this person opened the identity of the case, if it is still open. */
export async function openedAt(tx: Tx, caseId: string): Promise<Date | null> {
  const rows = await tx.query<{ at: Date }>(
    `SELECT effective_at AS at FROM audit
     WHERE case_id = $1 AND event = 'identity-opened' AND actor_id = $2
       AND effective_at > $3::timestamptz - interval '${String(OPEN_MINUTES)} minutes'
     ORDER BY seq DESC LIMIT 1`,
    [caseId, tx.actor.id, await tx.now()],
  );
  return rows[0]?.at ?? null;
}

/** The rows of an opened identity. */
export function identityRows(
  texts: Texts,
  caseId: string,
  { person, kind, identityFileId, verified }: OpenRequester,
  now: Date,
): readonly FactRow[] {
  const t = (key: string): string => texts.t(`acts.identitas.${key}`);
  const none = t('none');
  const rows: FactRow[] = [
    { label: t('name'), parts: [{ text: person.name, strong: true }] },
    { label: t('kind'), value: texts.t(`acts.identitas.kinds.${kind}`) },
    { label: t('national-id'), value: person.nationalId ?? none },
    { label: t('address'), value: person.address },
    { label: t('email'), value: person.email ?? none },
    { label: t('phone'), value: person.phone ?? none },
  ];
  if (person.occupation !== null) rows.push({ label: t('occupation'), value: person.occupation });
  if (person.decreeNumber !== null) rows.push({ label: t('decree'), value: person.decreeNumber });
  if (person.principal !== null) rows.push({ label: t('principal'), value: person.principal.name });
  if (person.members.length > 0)
    rows.push({ label: t('members'), value: person.members.map((member) => member.name).join(', ') });
  if (identityFileId !== null) {
    const open: TextPart = {
      text: t('open-paper'),
      href: `/petugas/kasus/${caseId}/berkas/${identityFileId}`,
    };
    rows.push({ label: t('paper'), parts: [open] });
  }
  if (verified !== null) {
    const value = texts.t('acts.identitas.verified-when', {
      when: momentWords(texts, verified.at, now),
      how: verified.how,
    });
    rows.push({ label: t('verified'), value });
  }
  return rows;
}
