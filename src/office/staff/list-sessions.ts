import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { NOTHING } from '../../platform/database/scope.js';
import type { SignedIn } from '../access/actor-source.js';
import { listSessions, type SessionView } from './sessions.js';

/** Where a person is signed in. */
@Injectable()
export class ListSessions {
  constructor(private readonly database: Database) {}

  async run(signedIn: SignedIn): Promise<readonly SessionView[]> {
    return this.database.read(signedIn.actor, NOTHING, (tx) => listSessions(tx, signedIn.actor.id ?? ''));
  }
}
