/** Every time-out and pool size towards the mail server, in milliseconds and connections; the reason beside each. */
export const MAIL_LIMITS = {
  dnsMilliseconds: 10_000,
  connectMilliseconds: 10_000,
  greetingMilliseconds: 30_000,
  /**
   * Silence after a command. The reply after the final dot may take minutes (RFC 5321: 10); giving up early makes
   * doubles.
   */
  silenceMilliseconds: 180_000,
  /** An idle connection is kept this long; servers close theirs after a minute or more. */
  idleMilliseconds: 15_000,
  /** Mails over one connection; some servers refuse more. */
  mailsPerConnection: 100,
  /** Longest server reply that is kept as proof. */
  replySigns: 500,
  /** What the local sink takes. */
  sinkBytes: 30_000_000,
} as const;
