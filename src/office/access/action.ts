import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { PolicyAction } from './policy.js';

const ACTION_KEY = 'tenggat:action';

/**
 * Names the row of the policy table that guards this route, or every route of this controller that names none itself. A
 * route without one refuses to boot.
 */
export function Action(action: PolicyAction): CustomDecorator {
  return SetMetadata(ACTION_KEY, action);
}

/** The row that guards a handler of a controller; undefined when neither names one. */
export function actionOf(
  reflector: Reflector,
  handler: Parameters<Reflector['get']>[1],
  controller: Parameters<Reflector['get']>[1],
): PolicyAction | undefined {
  return reflector.getAllAndOverride<PolicyAction | undefined>(ACTION_KEY, [handler, controller]);
}
