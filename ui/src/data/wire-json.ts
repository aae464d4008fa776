import type { Json, JsonObject } from '@lifeops/lib';
import type { OperationInput, Operations } from '@lifeops/lib/protocol';

type WireJson = NonNullable<OperationInput<Operations['flows.answer']>['value']> | null;

/** Our JSON is read-only; the types of what is sent are not. Nothing that is sent is changed. */
export const wireJson = (value: Json): WireJson => value as WireJson;
export const wireObject = (value: JsonObject): Record<string, WireJson> => value as Record<string, WireJson>;
