import type { ObjectionOutcome } from '../../law/objection-grounds.js';
import type { Order } from '../../law/objection-reply.js';

/** The superior's decision as given. */
export interface Reply {
  readonly outcome: ObjectionOutcome;
  readonly reasons: string;
  readonly order: Order | null;
  /** Decree of exemption that goes with the letter where a refusal is confirmed (PerKI 1/2021 art. 44(3)). */
  readonly decreeNumber: string | null;
  readonly letterNumber: string | null;
  readonly signedFileId: string | null;
}

/** The same with the decree that it lifts, as far as the objection was granted (ground a); null where none is lifted. */
export interface IssuedReply extends Reply {
  readonly liftedDecree: string | null;
}
