import { nationalIdOf } from '../../../platform/http/text-rules.js';
import { papersOf, type IdentityPaper } from '../../../law/who-may-file.js';
import type { DraftAnswers, DraftFile } from './draft.js';
import { UNKNOWN_AGENCY } from './steps/agency.step.js';

/** What is said on the check page itself. */
export interface Consents {
  readonly declared: boolean;
  readonly mayPublish: boolean;
  readonly maySurvey: boolean;
}

/** The body of a filing as the API takes it, from what the form holds; it is checked like any other. */
export function requestBodyOf(answers: DraftAnswers, consents: Consents): Record<string, unknown> {
  const isCopy = answers.access === 'copy';
  return {
    informationRequested: answers.question.trim(),
    purpose: {
      kind: answers.purpose,
      text: answers.purpose === 'other' ? answers.purposeText.trim() : null,
    },
    agency: answers.agency === UNKNOWN_AGENCY ? null : answers.agency,
    access: answers.access,
    delivery: isCopy ? answers.delivery : null,
    format: isCopy ? answers.format : null,
    fileIds: answers.files.map(({ id }) => id),
    requester: requesterOf(answers),
    language: answers.language,
    declarationAccepted: consents.declared,
    mayPublish: consents.mayPublish,
    maySurvey: consents.maySurvey,
  };
}

function requesterOf(answers: DraftAnswers): Record<string, unknown> {
  const isEntity = answers.requesterKind === 'legalEntity';
  const withCard = !isEntity && answers.identity !== 'atDesk';
  const typedId = isEntity || answers.nationalId === '' ? null : nationalIdOf(answers.nationalId);
  return {
    kind: answers.requesterKind,
    name: answers.name,
    identity: isEntity ? 'atDesk' : answers.identity,
    nationalId: typedId,
    identityFileId: withCard ? (answers.identityFile?.id ?? null) : null,
    address: answers.address.trim(),
    email: answers.email === '' ? null : answers.email,
    phone: answers.phone === '' ? null : answers.phone,
    occupation: answers.occupation === '' ? null : answers.occupation,
    decreeNumber: isEntity ? answers.decreeNumber : null,
    principal: answers.requesterKind === 'proxy' ? principalOf(answers) : null,
    citizenship: answers.foreign ? 'other' : 'WNI',
    guardian: answers.identity === 'childCard' ? { name: answers.guardianName } : null,
    papers: answers.identity === 'atDesk' ? null : papersIn(answers),
  };
}

function principalOf(answers: DraftAnswers): Record<string, unknown> {
  const typed = answers.principalNationalId;
  return {
    name: answers.principalName,
    nationalId: typed === '' ? null : nationalIdOf(typed),
    address: null,
    citizenship: answers.principalForeign ? 'other' : 'WNI',
  };
}

/** The papers that this kind of requester hands in; others may still lie in the draft. */
function papersIn(answers: DraftAnswers): readonly object[] {
  const { requesterKind, proxyLetter, principalPaper, memberIdentities, deed, stamped } = answers;
  const files: Readonly<Record<IdentityPaper, DraftFile | null>> = {
    proxyLetter,
    principalPaper,
    memberIdentity: memberIdentities,
    legalEntityDeed: deed,
  };
  if (requesterKind === '') return [];
  return papersOf(requesterKind).flatMap((paper) => {
    const file = files[paper];
    return file === null ? [] : [{ paper, fileId: file.id, ...(paper === 'proxyLetter' ? { stamped } : {}) }];
  });
}
