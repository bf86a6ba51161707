import { fault, type Step } from '../step.js';

export const FROM_LIST = 'daftar';
export const UNKNOWN_AGENCY = 'tidak-tahu';

/** Step 2: who is thought to hold it. A proposal: routing never moves the clock. */
export const agencyStep: Step = {
  path: '2',
  number: 2,
  name: 'agency',
  title: 'filing.agency.title',
  uploads: [],
  applies: () => true,
  read: (typed, answers) => {
    const chosen = typed.line('instansi').slice(0, 40);
    const listed = typed.line('instansi_daftar').slice(0, 40);
    const fromList = chosen === FROM_LIST || (chosen === '' && listed !== '');
    return { ...answers, agency: fromList ? (listed === '' ? FROM_LIST : listed) : chosen };
  },
  faults: ({ agency }) => (agency === '' || agency === FROM_LIST ? [fault('instansi', 'agency')] : []),
};
