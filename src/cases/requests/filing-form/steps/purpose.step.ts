import { isPlainText } from '../../../../platform/http/text-rules.js';
import { PURPOSES } from '../../filing-body.js';
import { fault, lengthOf, type Step } from '../step.js';

/** Step 3: what the information is for (UU 14/2008 art. 4(3)); no ground to refuse. */
export const purposeStep: Step = {
  path: '3',
  number: 3,
  name: 'purpose',
  title: 'filing.purpose.title',
  uploads: [],
  applies: () => true,
  read: (typed, answers) => ({
    ...answers,
    purpose: typed.choice('tujuan', PURPOSES),
    purposeText: typed.text('tujuan_lain'),
  }),
  faults: ({ purpose, purposeText }) => {
    if (purpose === '') return [fault('tujuan', 'purpose')];
    if (purpose !== 'other') return [];
    const length = lengthOf(purposeText.trim());
    if (length < 5) return [fault('tujuan_lain', 'purpose-text')];
    if (length > 500) return [fault('tujuan_lain', 'purpose-text-long')];
    return isPlainText(purposeText, true) ? [] : [fault('tujuan_lain', 'signs')];
  },
};
