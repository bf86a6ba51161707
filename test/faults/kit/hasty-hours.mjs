/** Loaded into a program before its own code: what it does each hour it does each second. */
const plain = globalThis.setInterval;
const HOUR = 3_600_000;

globalThis.setInterval = (work, delay, ...given) => plain(work, delay >= HOUR ? 1_000 : delay, ...given);
