import type { TaskOwner } from '../../office/tasks/tasks.js';
import type { Actor } from '../../platform/database/scope.js';

/** Whose tasks this person works on: the desk's for the whole city, else those of the own agency. */
export function taskOwner(actor: Actor): TaskOwner {
  return actor.roles.includes('desk')
    ? { role: 'desk', agency: null }
    : { role: 'officer', agency: actor.agency };
}
