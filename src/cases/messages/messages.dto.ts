import { Paragraphs } from '../../platform/http/field-rules.js';
import { VersionedBody } from '../requests/case-acts.js';

const LONGEST_MESSAGE = 4000;

/** `message` of staff. */
export class StaffTextBody extends VersionedBody {
  @Paragraphs({
    min: 1,
    max: LONGEST_MESSAGE,
    missing: 'messages.errors.text',
    tooLong: 'messages.errors.text-long',
  })
  text!: string;
}

/** `note` of staff. */
export class StaffNoteBody extends VersionedBody {
  @Paragraphs({
    min: 1,
    max: LONGEST_MESSAGE,
    missing: 'messages.errors.note',
    tooLong: 'messages.errors.text-long',
  })
  text!: string;
}
