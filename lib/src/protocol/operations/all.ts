import { authOperations } from './auth.ts';
import { automationOperations } from './automations.ts';
import { integrationOperations } from './integrations.ts';
import { lifeOperations } from './life.ts';
import { registryOperations } from './registry.ts';
import { stateOperations } from './states.ts';
import { systemOperations } from './system.ts';

/** Every operation of the hub by name. */
export const operations = {
  ...systemOperations,
  ...authOperations,
  ...stateOperations,
  ...registryOperations,
  ...integrationOperations,
  ...lifeOperations,
  ...automationOperations,
};
export type Operations = typeof operations;
export type OperationName = keyof Operations;
