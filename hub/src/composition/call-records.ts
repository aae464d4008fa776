import type { EventBus } from '../core/bus/event-bus.ts';
import type { Recorder } from '../recorder/recorder.ts';

/** Calls of services go into history as they are told on the bus. */
export const recordCalls = (bus: EventBus, recorder: Recorder): Disposable =>
  bus.on(
    'call_service',
    ({ data, at, context }) =>
      recorder.recordCall({
        commandId: data.commandId,
        at,
        domain: data.domain,
        service: data.service,
        data: data.data,
        context: { ...context },
        result: null,
        durationMs: 0,
      }),
    { owner: 'recorder' },
  );
