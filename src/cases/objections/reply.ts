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
