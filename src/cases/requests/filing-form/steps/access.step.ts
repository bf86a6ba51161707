import { DELIVERIES } from '../../filing-body.js';
import { fault, type Step } from '../step.js';

/** Step 4: a copy, or a look on the spot. */
export const accessStep: Step = {
  path: '4',
  number: 4,
  name: 'access',
  title: 'filing.access.title',
  uploads: [],
  applies: () => true,
  read: (typed, answers) => ({ ...answers, access: typed.choice('cara', ['copy', 'inspect']) }),
  faults: ({ access }) => (access === '' ? [fault('cara', 'access')] : []),
};

/** Step 4, second page: how a copy travels. */
export const deliveryStep: Step = {
  path: '4/salinan',
  number: 4,
  name: 'delivery',
  title: 'filing.delivery.title',
  uploads: [],
  applies: ({ access }) => access === 'copy',
  read: (typed, answers) => ({
    ...answers,
    delivery: typed.choice('salinan', DELIVERIES),
    format: typed.choice('bentuk', ['softcopy', 'hardcopy']),
  }),
  faults: ({ delivery, format }) => [
    ...(delivery === '' ? [fault('salinan', 'delivery')] : []),
    ...(format === '' ? [fault('bentuk', 'format')] : []),
  ],
};
