import { Problem } from '../../platform/http/problems.js';

/** D12 `decline`: only Indonesian citizens and legal entities are requesters (UU 14/2008 art. 1(12)). */
export function declinedApplicant(): Problem {
  return new Problem(422, 'foreign-applicant', {}, [
    {
      field: 'requester.citizenship',
      code: 'foreign-applicant',
      message: 'problems.foreign-applicant',
    },
  ]);
}
