/** Every size and time-out of the web door. */
export const HTTP_LIMITS = {
  /** JSON and form bodies; files travel as multipart with limits of their own. */
  bodyBytes: 256 * 1024,
  /** The CSV of a decree: some thirty lines; a file far beyond that is another file. */
  csvBytes: 1024 * 1024,
  fieldBytes: 64 * 1024,
  /** A whole request, upload included: five megabytes at 250 kbit/s take 160 seconds. */
  requestMilliseconds: 240_000,
  connectionMilliseconds: 250_000,
  keepAliveMilliseconds: 20_000,
} as const;
