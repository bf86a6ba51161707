import { isPlainText } from '../../../../platform/http/text-rules.js';
import { FILE_KINDS } from '../../../../platform/files/file-kinds.js';
import { fault, lengthOf, type Step } from '../step.js';

const SHORTEST = 20;
const LONGEST = 4_000;
export const MOST_FILES = 5;

/** Step 1: what is asked, and files that help to find it. */
export const questionStep: Step = {
  path: '1',
  number: 1,
  name: 'question',
  title: 'filing.question.title',
  uploads: [{ field: 'lampiran', slot: 'files', allowed: FILE_KINDS }],
  applies: () => true,
  read: (typed, answers) => ({ ...answers, question: typed.text('rincian') }),
  faults: ({ question, files }) => {
    const length = lengthOf(question.trim());
    const faults = [];
    if (length === 0) faults.push(fault('rincian', 'question'));
    else if (length < SHORTEST) faults.push(fault('rincian', 'question-short'));
    else if (length > LONGEST) faults.push(fault('rincian', 'question-long-now', { n: length }));
    else if (!isPlainText(question, true)) faults.push(fault('rincian', 'signs'));
    if (files.length > MOST_FILES) faults.push(fault('lampiran', 'files-many'));
    return faults;
  },
};

/** A question that seems to hold a NIK: the reader is told, nothing is refused. */
export function mentionsNationalId(question: string): boolean {
  return /(?<!\d)\d{16}(?!\d)/u.test(question.replace(/(?<=\d)[ .-](?=\d)/gu, ''));
}
