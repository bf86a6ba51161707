import type { ClassConstructor } from 'class-transformer';
import type { RequestEvent } from '../../../law/next-state.js';
import type { PolicyAction } from '../../../office/access/policy.js';
import type { Actor } from '../../../platform/database/scope.js';
import type { Tx } from '../../../platform/database/tx.js';
import type { Texts } from '../../../platform/views/texts.js';
import type { VersionedBody } from '../case-acts.js';
import type { CaseRow } from '../case-row.js';
import type { ActForm } from './act-form.js';
import type { DatedCase } from './case-dates.js';

/** What the builder of a page sees: the case at this moment, and what was typed. */
export interface ActSight extends DatedCase {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly texts: Texts;
  /** Empty when the page is opened; what was typed when it is shown again. */
  readonly form: ActForm;
}

/** One act as a page: where it stands, who may, and how its form becomes the body of the act. */
export interface ActPage {
  /** Last part of its address; also names its template under `pages/acts/` and its texts under `acts.`. */
  readonly slug: string;
  /** Only where the template has another name. */
  readonly template?: string;
  readonly action: PolicyAction;
  /** The state table must know this step from here; a function where the page refuses by more than the table. */
  readonly event?: RequestEvent;
  /** Only prepares: open to the officer also where the desk sends (D19). */
  readonly prepares?: boolean;
  /** Fields of the body by the input they came from. */
  readonly names: Readonly<Record<string, string>>;
  /** Inputs with words of the person's own: kept and shown when the case has changed meanwhile. */
  readonly words: readonly string[];
  readonly model?: (sight: ActSight) => Promise<object> | object;
  /** Where the page stands when that is not below `/petugas/kasus/{id}/`, and its place in the menu. */
  readonly place?: { readonly address: string; readonly menu: string };
}

/** How a sent form is carried out. */
export interface ActStep<Body extends VersionedBody> {
  readonly action?: PolicyAction;
  readonly type: ClassConstructor<Body>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly run: (tx: Tx, row: CaseRow, body: Body) => Promise<unknown>;
  /** Which sentence stands above the case afterwards; default: the slug. */
  readonly done?: string;
  /** Where to go on; default: the case. */
  readonly goTo?: string;
}
