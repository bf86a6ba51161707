/** Shapes that the contract promises; specs name them when they read an answer. */
export interface NamedAgency {
  readonly code: string;
  readonly name: string;
}

export interface FiledRequest {
  readonly registerNumber: string;
  readonly trackingCode: string;
  readonly receivedAt: string;
  readonly receivedOn: string;
  readonly status: string;
  readonly agency: NamedAgency | null;
  readonly completenessDueDate: string;
  readonly dueDate: string;
  readonly links: { readonly tracking: string; readonly receipt: string; readonly calendar: string };
}

export interface TimelineEntry {
  readonly at: string;
  readonly event: string;
  readonly text: string;
}

export interface DocumentEntry {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly url: string;
}

export interface TrackedRequest {
  readonly registerNumber: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly agency: NamedAgency | null;
  readonly receivedOn: string;
  readonly dueDate: string | null;
  readonly dueDateKind: string;
  readonly provisional: boolean;
  readonly workingDaysLeft: number | null;
  readonly overdue: boolean;
  readonly turn: 'requester' | 'agency' | 'none';
  readonly repairDueDate?: string;
  readonly timeline: readonly TimelineEntry[];
  readonly documents: readonly DocumentEntry[];
  readonly objection: {
    readonly number: string;
    readonly status: string;
    readonly replyDueDate: string;
  } | null;
  readonly preparedObjection: { readonly grounds: readonly string[]; readonly until: string } | null;
  readonly objections: readonly { readonly number: string; readonly status: string }[];
  readonly rights: { readonly objectionUntil: string | null; readonly commissionUntil: string | null };
}

export interface CaseSummary {
  readonly id: string;
  readonly registerNumber: string;
  readonly agency: NamedAgency | null;
  readonly status: string;
  readonly dueDate: string | null;
  readonly workingDaysLeft: number | null;
  readonly overdue: boolean;
  readonly subject: string;
  readonly nextAction: { readonly action: string; readonly text: string; readonly by: string | null } | null;
  readonly version: number;
}

export interface CaseDetail extends CaseSummary {
  readonly clocks: ReadonlyArray<{
    readonly kind: string;
    readonly startedOn: string;
    readonly dueDate: string;
    readonly dueAt: string;
    readonly stoppedAt: string | null;
    readonly provisional: boolean;
  }>;
  readonly timeline: readonly TimelineEntry[];
  readonly documents: readonly DocumentEntry[];
  readonly actions: readonly string[];
}

export interface CasePage {
  readonly items: readonly CaseSummary[];
  readonly nextCursor: string | null;
}

export interface SinkMail {
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly at: string;
  readonly text: string;
}
