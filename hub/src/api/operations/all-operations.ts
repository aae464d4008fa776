import { accountOperations } from './account-operations.ts';
import { areaOperations } from './area-operations.ts';
import { authOperations } from './auth-operations.ts';
import { automationOperations } from './automation-operations.ts';
import { deviceOperations } from './device-operations.ts';
import { entityOperations } from './entity-operations.ts';
import { integrationOperations } from './integration-operations.ts';
import { lifeOperations } from './life-operations.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationTable } from './operation-table.ts';
import { serviceOperations } from './service-operations.ts';
import { stateOperations } from './state-operations.ts';
import { systemOperations } from './system-operations.ts';

/** How every declared operation runs, over these domains. */
export const allOperations = (deps: OperationDeps): OperationTable => ({
  ...systemOperations(deps),
  ...authOperations(deps),
  ...accountOperations(deps),
  ...stateOperations(deps),
  ...serviceOperations(deps),
  ...entityOperations(deps),
  ...deviceOperations(deps),
  ...areaOperations(deps),
  ...integrationOperations(deps),
  ...lifeOperations(deps),
  ...automationOperations(deps),
});
