/** The one entry point of `@lifeops/lib` for writing integrations and reading the model. */
export { z } from 'zod';
export * from './base/json.ts';
export * from './base/errors.ts';
export { errorCodes } from './base/error-codes.data.ts';
export type { ErrorCategory, ErrorCode, ErrorKind, ErrorSeverity } from './base/error-codes.data.ts';
export { days, hours, minutes, seconds } from './base/duration.ts';
export { every } from './base/clock.ts';
export type { Clock, ClockDep, Instant } from './base/clock.ts';
export type { Random, RandomDep } from './base/random.ts';
export { isUlid, UlidFactory } from './base/ulid.ts';
export type { IdsDep } from './base/ulid.ts';
export { silentLogger } from './base/logger.ts';
export type { LogDep, LogFields, Logger, LogLevel } from './base/logger.ts';
export { Emitter } from './base/emitter.ts';
export type { Event } from './base/emitter.ts';
export { disposeOf, Scope } from './base/scope.ts';
export { Secret } from './base/secret.ts';
export { backoffMs } from './base/backoff.ts';
export type { BackoffPolicy } from './base/backoff.ts';
export { editDistance, nearest } from './base/nearest.ts';
export * from './model/ids.ts';
export * from './model/context.ts';
export * from './model/state.ts';
export * from './model/marks.ts';
export * from './model/override.ts';
export * from './model/entity.ts';
export * from './model/device.ts';
export * from './model/area.ts';
export * from './model/config-entry.ts';
export * from './model/service.ts';
export * from './model/event.ts';
export * from './model/series.ts';
export * from './model/calendar-event.ts';
export * from './model/notification.ts';
export { currencies } from './model/currencies.data.ts';
export * from './model/units.ts';
export * from './domains/spec.ts';
export { commandName, defineDomain, unavailable } from './domains/description.ts';
export type {
  CommandIo,
  CommonDescription,
  Description,
  DomainBuilder,
  Entity,
  ErasedDescription,
  Reading,
} from './domains/description.ts';
export * from './domains/field-marks.ts';
export { issuesOf } from './domains/field-issues.ts';
export * from './domains/color.ts';
export * from './domains/binary-sensor.ts';
export * from './domains/button.ts';
export * from './domains/calendar.ts';
export * from './domains/climate.ts';
export * from './domains/cover.ts';
export * from './domains/device-tracker.ts';
export * from './domains/event.ts';
export * from './domains/light.ts';
export * from './domains/lock.ts';
export * from './domains/media-player.ts';
export * from './domains/notify.ts';
export * from './domains/number.ts';
export * from './domains/person.ts';
export * from './domains/scene.ts';
export * from './domains/select.ts';
export * from './domains/sensor.ts';
export * from './domains/text.ts';
export * from './domains/todo.ts';
export * from './domains/toggle.ts';
export * from './domains/update.ts';
export * from './domains/weather.ts';
export * from './domains/all.ts';
export * from './domains/schemas.ts';
export * from './domains/value-text.ts';
export * from './domains/service-call.ts';
export * from './domains/json-schema.ts';
export { defineIntegration } from './integration/define-integration.ts';
export type { Integration, IntegrationDefinition } from './integration/define-integration.ts';
export { service } from './integration/service.ts';
export type { ServeIo, ServiceDeclaration } from './integration/service.ts';
export * from './integration/flow.ts';
export * from './integration/ports.ts';
export * from './integration/source.ts';
export { Queue } from './integration/queue.ts';
export { manifestSchema } from './integration/manifest.ts';
export type { Manifest } from './integration/manifest.ts';
