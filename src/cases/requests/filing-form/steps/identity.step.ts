import { PHOTO_KINDS } from '../../../../platform/files/file-kinds.js';
import type { FieldFault } from '../../../../platform/http/problems.js';
import { isPlainText, nationalIdFault, nationalIdOf } from '../../../../platform/http/text-rules.js';
import type { DraftAnswers } from '../draft.js';
import { fault, lengthOf, type Step, type UploadSlot } from '../step.js';

const PHOTO: UploadSlot = { field: 'ktp', slot: 'identityFile', allowed: PHOTO_KINDS };
const PROXY: UploadSlot = { field: 'surat_kuasa', slot: 'proxyLetter', allowed: PHOTO_KINDS };
const PRINCIPAL: UploadSlot = { field: 'ktp_pemberi_kuasa', slot: 'principalPaper', allowed: PHOTO_KINDS };
const MEMBERS: UploadSlot = { field: 'ktp_anggota', slot: 'memberIdentities', allowed: PHOTO_KINDS };
const DEED: UploadSlot = { field: 'akta', slot: 'deed', allowed: PHOTO_KINDS };

/** Step 6: name, identity and the papers of the kind of requester. */
export const identityStep: Step = {
  path: '6',
  number: 6,
  name: 'identity',
  title: 'filing.identity.title',
  uploads: [PHOTO, PROXY, PRINCIPAL, MEMBERS, DEED],
  applies: () => true,
  read: (typed, answers) => ({
    ...answers,
    name: typed.line('nama'),
    identity: typed.choice('identitas', identityChoices(answers)),
    nationalId: typed.text('nik').trim(),
    principalName: typed.line('pemberi_kuasa'),
    principalNationalId: typed.text('nik_pemberi_kuasa').trim(),
    principalForeign: typed.ticked('pemberi_kuasa_asing'),
    decreeNumber: typed.line('nomor_sk'),
    stamped: typed.ticked('bermeterai'),
    guardianName: typed.line('wali'),
  }),
  faults: (answers) =>
    answers.requesterKind === 'legalEntity'
      ? entityFaults(answers)
      : [...nameFaults(answers, 'name'), ...personFaults(answers), ...paperFaults(answers)],
};

/** The ways to prove who one is, by kind of requester. */
export function identityChoices({ requesterKind, foreign }: DraftAnswers) {
  if (requesterKind === 'legalEntity') return ['deed', 'atDesk'] as const;
  if (foreign) return ['passport', 'atDesk'] as const;
  return requesterKind === 'individual'
    ? (['ktp', 'populationLetter', 'childCard', 'atDesk'] as const)
    : (['ktp', 'populationLetter', 'atDesk'] as const);
}

/** Fault of a typed NIK in the words of the form, or null. */
export function typedNationalIdFault(field: string, typed: string): FieldFault | null {
  const found = nationalIdFault(typed);
  if (found === null) return null;
  return found === 'length'
    ? fault(field, 'national-id-length', { n: nationalIdOf(typed).length })
    : fault(field, `national-id-${found}`);
}

function nameFaults({ name }: DraftAnswers, missing: 'name' | 'entity-name'): FieldFault[] {
  if (name === '') return [fault('nama', missing)];
  if (lengthOf(name) > 150) return [fault('nama', 'name-long')];
  return isPlainText(name, false) ? [] : [fault('nama', 'signs')];
}

function personFaults(answers: DraftAnswers): FieldFault[] {
  const { identity, nationalId, identityFile } = answers;
  const known = identityChoices(answers).some((choice) => choice === identity);
  if (!known) return [fault('identitas', 'identity')];
  const wrong = nationalId === '' ? null : typedNationalIdFault('nik', nationalId);
  if (identity === 'atDesk') return wrong === null ? [] : [wrong];
  // A passport has no NIK, and a child may not know it: the card or the family register shows it.
  const mayLack = identity === 'passport' || identity === 'childCard';
  const missing = nationalId === '' && !mayLack ? [fault('nik', 'national-id-missing')] : [];
  const faults = [...missing, ...(wrong === null ? [] : [wrong]), ...guardianFaults(answers)];
  return identityFile === null ? [...faults, fault('ktp', 'identity-file')] : faults;
}

function guardianFaults({ identity, guardianName }: DraftAnswers): FieldFault[] {
  if (identity !== 'childCard') return [];
  const fits = guardianName !== '' && lengthOf(guardianName) <= 150 && isPlainText(guardianName, false);
  return fits ? [] : [fault('wali', 'guardian')];
}

// Papers may be shown at the desk; what is uploaded need not be.
function paperFaults(answers: DraftAnswers): FieldFault[] {
  const { requesterKind, identity } = answers;
  const faults: FieldFault[] = [];
  if (requesterKind === 'proxy') {
    if (answers.principalName === '' || lengthOf(answers.principalName) > 150)
      faults.push(fault('pemberi_kuasa', 'principal'));
    const wrong =
      answers.principalNationalId === ''
        ? null
        : typedNationalIdFault('nik_pemberi_kuasa', answers.principalNationalId);
    if (wrong !== null) faults.push(wrong);
  }
  if (identity === 'atDesk' || requesterKind === 'individual') return faults;
  if (requesterKind === 'proxy' && answers.principalPaper === null)
    faults.push(fault('ktp_pemberi_kuasa', 'principal-paper'));
  if (answers.proxyLetter === null) faults.push(fault('surat_kuasa', 'proxy-letter'));
  if (requesterKind === 'group' && answers.memberIdentities === null)
    faults.push(fault('ktp_anggota', 'member-identities'));
  return faults;
}

function entityFaults(answers: DraftAnswers): FieldFault[] {
  const faults = nameFaults(answers, 'entity-name');
  if (answers.identity !== 'deed' && answers.identity !== 'atDesk')
    faults.push(fault('identitas', 'identity'));
  if (lengthOf(answers.decreeNumber) < 3) faults.push(fault('nomor_sk', 'decree-number'));
  else if (lengthOf(answers.decreeNumber) > 100) faults.push(fault('nomor_sk', 'decree-number-long'));
  if (answers.identity === 'deed' && answers.deed === null) faults.push(fault('akta', 'deed'));
  return faults;
}
