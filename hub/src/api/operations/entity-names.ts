import type { DeviceRecord, EntityRecord } from '@lifeops/lib';
import type { Registries } from '../../core/registries/registries.ts';
import type { IntegrationTexts, Language } from './ports.ts';

export interface EntityNames {
  /** Of the entity alone; for the main feature of a device, the device's. */
  readonly displayName: string;
  /** Device and entity. */
  readonly fullName: string;
}

/** Names as people read them: a person's own word, else the integration's in the language asked for. */
export class Names {
  readonly #registries: Registries;
  readonly #texts: IntegrationTexts;
  readonly #language: Language;

  constructor(
    deps: { readonly registries: Registries; readonly texts: IntegrationTexts },
    language: Language,
  ) {
    this.#registries = deps.registries;
    this.#texts = deps.texts;
    this.#language = language;
  }

  ofEntity(row: EntityRecord): EntityNames {
    const device = row.deviceUid === null ? undefined : this.#registries.devices.get(row.deviceUid);
    const deviceName = device === undefined ? null : this.ofDevice(device);
    const own = row.name.user ?? this.#translated(row) ?? row.name.source;
    if (own === null) {
      const name = deviceName ?? row.entityId;
      return { displayName: name, fullName: name };
    }
    return { displayName: own, fullName: deviceName === null ? own : `${deviceName} ${own}` };
  }

  ofDevice(row: DeviceRecord): string {
    if (row.name.user !== null) return row.name.user;
    const path = ['device', row.key];
    const { source } = row.name;
    // What came out of the English texts is said in the reader's language; what the vendor named stays as it is.
    if (source === null || source === this.#texts.text(row.integration, 'en', path)) {
      const translated = this.#texts.text(row.integration, this.#language, path);
      if (translated !== undefined) return translated;
    }
    return source ?? row.model ?? this.#registries.devices.nameOf(row.uid) ?? row.key;
  }

  #translated(row: EntityRecord): string | undefined {
    return row.nameKey === null
      ? undefined
      : this.#texts.text(row.integration, this.#language, ['entities', row.nameKey]);
  }
}
