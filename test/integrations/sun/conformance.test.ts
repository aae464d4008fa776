import { hours } from '@lifeops/lib';
import { conformance } from '@lifeops/lib/testing';
import sun from '../../../integrations/sun/src/index.ts';
import { packageOf } from '../package-of.ts';

conformance(sun, {
  ...packageOf('sun'),
  world: () => ({ config: {} }),
  wrong: [{ config: { latitude: 59 }, field: 'latitude' }],
  noticeMs: hours(1),
});
