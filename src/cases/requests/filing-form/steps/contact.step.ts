import { isPlainText, phoneOf } from '../../../../platform/http/text-rules.js';
import { parseMailAddress } from '../../../../platform/mail/mail-address.js';
import type { FieldFault } from '../../../../platform/http/problems.js';
import type { DraftAnswers } from '../draft.js';
import { fault, lengthOf, type Step } from '../step.js';

/** Step 7: where news goes. The law asks for a mail address or a telephone number, and for a postal address. */
export const contactStep: Step = {
  path: '7',
  number: 7,
  name: 'contact',
  title: 'filing.contact.title',
  uploads: [],
  applies: () => true,
  read: (typed, answers) => ({
    ...answers,
    email: typed.line('email').slice(0, 300),
    withoutEmail: typed.ticked('tanpa_email'),
    phone: typed.line('telepon').slice(0, 60),
    address: typed.text('alamat').slice(0, 2_000),
    occupation: typed.line('pekerjaan').slice(0, 500),
    language: typed.choice('bahasa', ['id', 'en']) === 'en' ? 'en' : 'id',
  }),
  faults: (answers) => [...wayFaults(answers), ...textFaults(answers)],
};

function wayFaults({ email, withoutEmail, phone }: DraftAnswers): FieldFault[] {
  const faults: FieldFault[] = [];
  if (email === '' && !withoutEmail) faults.push(fault('email', 'email-missing'));
  if (email !== '' && (email.length > 254 || parseMailAddress(email) === null))
    faults.push(fault('email', 'email'));
  if (phone !== '' && phoneOf(phone) === null) faults.push(fault('telepon', 'phone'));
  else if (phone === '' && email === '' && withoutEmail) faults.push(fault('telepon', 'phone-missing'));
  return faults;
}

function textFaults({ address, occupation }: DraftAnswers): FieldFault[] {
  const faults: FieldFault[] = [];
  const length = lengthOf(address.trim());
  if (length < 5) faults.push(fault('alamat', 'address'));
  else if (length > 300) faults.push(fault('alamat', 'address-long'));
  else if (!isPlainText(address, true)) faults.push(fault('alamat', 'signs'));
  if (lengthOf(occupation) > 100) faults.push(fault('pekerjaan', 'occupation-long'));
  else if (!isPlainText(occupation, false)) faults.push(fault('pekerjaan', 'signs'));
  return faults;
}
