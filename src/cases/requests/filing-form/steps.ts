import type { DraftAnswers } from './draft.js';
import type { Step } from './step.js';
import { accessStep, deliveryStep } from './steps/access.step.js';
import { agencyStep } from './steps/agency.step.js';
import { contactStep } from './steps/contact.step.js';
import { identityStep } from './steps/identity.step.js';
import { purposeStep } from './steps/purpose.step.js';
import { questionStep } from './steps/question.step.js';
import { requesterStep } from './steps/requester.step.js';

/** The pages in their order; the check page comes after them. */
export const STEPS: readonly Step[] = [
  questionStep,
  agencyStep,
  purposeStep,
  accessStep,
  deliveryStep,
  requesterStep,
  identityStep,
  contactStep,
];

export const FORM = '/permohonan/baru';
export const CHECK_PATH = '8';
export const STEP_COUNT = 8;

/** The page of this path, or null. */
export function stepAt(path: string): Step | null {
  return STEPS.find((step) => step.path === path) ?? null;
}

/** The first page that is not done yet, or null when everything is there. */
export function firstOpenStep(answers: DraftAnswers): Step | null {
  return STEPS.find((step) => step.applies(answers) && step.faults(answers).length > 0) ?? null;
}

/** True when every page before this one is done. */
export function mayOpen(step: Step, answers: DraftAnswers): boolean {
  const open = firstOpenStep(answers);
  return open === null || STEPS.indexOf(step) <= STEPS.indexOf(open);
}

/** Path of the page after this one. */
export function pathAfter(step: Step, answers: DraftAnswers): string {
  const next = STEPS.slice(STEPS.indexOf(step) + 1).find((candidate) => candidate.applies(answers));
  return next?.path ?? CHECK_PATH;
}

/** Path of the page before this one, or null on the first. */
export function pathBefore(path: string, answers: DraftAnswers): string | null {
  const at = path === CHECK_PATH ? STEPS.length : STEPS.findIndex((step) => step.path === path);
  return (
    STEPS.slice(0, at)
      .reverse()
      .find((step) => step.applies(answers))?.path ?? null
  );
}
