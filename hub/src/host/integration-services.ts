import { NotFound, Unavailable } from '@lifeops/lib';
import type { ContextRef, Json, JsonObject } from '@lifeops/lib';
import type { IntegrationDescription } from '@lifeops/lib/host';
import type { DeviceRegistry } from '../core/registries/device-registry.ts';
import type { ServiceRegistry } from '../core/services/service-registry.ts';

/** A running entry as far as its integration's own services go. */
export interface ServingEntry {
  readonly uid: string;
  serve(service: string, input: JsonObject, device: string | null, signal: AbortSignal): Promise<Json>;
}

interface Serving {
  readonly entries: Map<string, ServingEntry>;
  readonly registered: readonly Disposable[];
}

/** The services that integrations declare: there while one entry of the integration runs, done by the entry that a call means. */
export class IntegrationServices {
  readonly #deps: { readonly services: ServiceRegistry; readonly devices: DeviceRegistry };
  readonly #serving = new Map<string, Serving>();

  constructor(deps: { readonly services: ServiceRegistry; readonly devices: DeviceRegistry }) {
    this.#deps = deps;
  }

  /** The entry serves until disposed. */
  add(description: IntegrationDescription, entry: ServingEntry, context: ContextRef): Disposable {
    const { id } = description;
    let serving = this.#serving.get(id);
    if (!serving) {
      serving = { entries: new Map(), registered: this.#register(description, context) };
      this.#serving.set(id, serving);
    }
    serving.entries.set(entry.uid, entry);
    return { [Symbol.dispose]: () => this.#remove(id, entry.uid) };
  }

  #remove(id: string, entryUid: string): void {
    const serving = this.#serving.get(id);
    serving?.entries.delete(entryUid);
    if (!serving || serving.entries.size > 0) return;
    for (const registered of serving.registered) registered[Symbol.dispose]();
    this.#serving.delete(id);
  }

  #register(description: IntegrationDescription, context: ContextRef): Disposable[] {
    return description.services.map((service) =>
      this.#deps.services.register(
        {
          domain: description.id,
          name: service.name,
          description: service.description,
          target: service.target,
          input: service.input,
          output: service.output,
          call: ({ input, deviceUid, signal }) => {
            const { entry, device } = this.#meant(description.id, deviceUid);
            return entry.serve(service.name, input, device, signal);
          },
        },
        context,
      ),
    );
  }

  /** Of a device: its entry. Else the only entry there is, or the first. */
  #meant(
    id: string,
    deviceUid: string | null,
  ): { readonly entry: ServingEntry; readonly device: string | null } {
    const entries = this.#serving.get(id)?.entries ?? new Map<string, ServingEntry>();
    if (deviceUid === null) {
      const [first] = entries.values();
      if (!first) throw new Unavailable(`${id} is not running.`);
      return { entry: first, device: null };
    }
    const device = this.#deps.devices.need(deviceUid);
    const entry = device.entryId === null ? undefined : entries.get(device.entryId);
    if (!entry) throw new NotFound(`The device is none of ${id}, or its entry does not run.`);
    return { entry, device: device.key };
  }
}
