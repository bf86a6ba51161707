import { fault, type Step } from '../step.js';

export const REQUESTER_CHOICES = ['individual', 'proxy', 'group', 'legalEntity'] as const;

/** Step 5: who asks; decides which papers step 6 wants (PerKI 1/2021 art. 27). */
export const requesterStep: Step = {
  path: '5',
  number: 5,
  name: 'requester',
  title: 'filing.requester.title',
  uploads: [],
  applies: () => true,
  read: (typed, answers) => ({
    ...answers,
    requesterKind: typed.choice('pemohon', REQUESTER_CHOICES),
    foreign: typed.ticked('asing'),
  }),
  faults: ({ requesterKind }) => (requesterKind === '' ? [fault('pemohon', 'requester-kind')] : []),
};
