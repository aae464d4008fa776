export * from '../../../lib/src/base/errors.ts';
export * from '../../../lib/src/base/nearest.ts';
export * from '../../../lib/src/base/secret.ts';
export * from '../../../lib/src/base/emitter.ts';
export * from '../../../lib/src/base/logger.ts';
export * from '../../../lib/src/base/json.ts';
export * from '../../../lib/src/model/marks.ts';
export { z } from '../../../node_modules/zod/index.js';
