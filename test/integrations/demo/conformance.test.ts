import { minutes } from '@lifeops/lib';
import { conformance } from '@lifeops/lib/testing';
import demo from '../../../integrations/demo/src/index.ts';
import { packageOf } from '../package-of.ts';

conformance(demo, {
  ...packageOf('demo'),
  world: () => ({ config: {} }),
  wrong: [{ config: { rooms: 3 }, field: 'rooms' }],
  noticeMs: minutes(10),
});
