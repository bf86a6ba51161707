import { unavailable } from '../http/problems.js';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE', 'ENFILE']);
const RETRY_AFTER_SECONDS = 60;

/** A disk that takes nothing more is a 503 with a time to come back; every other fault stays what it is. */
export function storageFault(error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && FULL.has(code) ? unavailable(RETRY_AFTER_SECONDS) : error;
}
