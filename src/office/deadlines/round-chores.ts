import { Injectable, Logger } from '@nestjs/common';

/**
 * Something a room looks after in each round of a worker, every 15 seconds: cheap, and safe to repeat and to run at
 * once.
 */
export type RoundChore = () => Promise<void>;

/** What rooms look after by themselves, without a due row that somebody wrote. */
@Injectable()
export class RoundChores {
  private readonly logger = new Logger('chores');
  private readonly chores: RoundChore[] = [];

  /** Called by a room when it is made. */
  register(chore: RoundChore): void {
    this.chores.push(chore);
  }

  /** Each in turn. One that fails is told, and stops neither the others nor the deadlines: it comes again next round. */
  async run(): Promise<void> {
    for (const chore of this.chores) {
      try {
        await chore();
      } catch (error) {
        this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
    }
  }
}
