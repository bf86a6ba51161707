import { Injectable } from '@nestjs/common';

/**
 * Something a room looks after in each round of a worker, every 15 seconds: cheap, and safe to repeat and to run at
 * once.
 */
export type RoundChore = () => Promise<void>;

/** What rooms look after by themselves, without a due row that somebody wrote. */
@Injectable()
export class RoundChores {
  private readonly chores: RoundChore[] = [];

  /** Called by a room when it is made. */
  register(chore: RoundChore): void {
    this.chores.push(chore);
  }

  async run(): Promise<void> {
    for (const chore of this.chores) await chore();
  }
}
