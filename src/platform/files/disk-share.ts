import { statfs } from 'node:fs/promises';

/**
 * How full the disk of this folder is, 0 to 1, as `df` tells it: what is used of what this program could ever use. Blocks
 * that the file system keeps for itself count neither way.
 */
export async function diskShare(folder: string): Promise<number> {
  const { blocks, bfree, bavail } = await statfs(folder);
  return usedShare({ used: blocks - bfree, free: bavail });
}

/** Used blocks against used and free ones; an empty file system is not full. */
export function usedShare({ used, free }: { readonly used: number; readonly free: number }): number {
  return used + free === 0 ? 0 : used / (used + free);
}
