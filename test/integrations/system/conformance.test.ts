import { minutes } from '@lifeops/lib';
import { conformance } from '@lifeops/lib/testing';
import system from '../../../integrations/system/src/index.ts';
import { packageOf } from '../package-of.ts';

conformance(system, {
  ...packageOf('system'),
  world: () => ({ config: {} }),
  wrong: [{ config: { path: '/' }, field: 'path' }],
  noticeMs: minutes(5),
});
