import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { PolicyAction } from './policy.js';

export const ACTION_KEY = 'tenggat:action';

/** Names the row of the policy table that guards this route. A route without one refuses to boot. */
export function Action(action: PolicyAction): CustomDecorator {
  return SetMetadata(ACTION_KEY, action);
}
