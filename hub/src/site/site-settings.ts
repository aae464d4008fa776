import { Conflict, InvalidInput } from '@lifeops/lib';
import type { ContextRef, JsonObject, SiteInfo } from '@lifeops/lib';
import type { EventBus } from '../core/bus/event-bus.ts';
import { InTurn } from '../core/in-turn.ts';
import type { SettingRow, Table } from '../core/store/tables.ts';

/** What people set of the home. */
export interface SiteFields {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly timeZone: string;
  readonly currency: string;
  readonly units: 'metric' | 'imperial';
}

/** What the configuration says; fields that it leaves out are set in the UI. */
export interface SiteConfig {
  readonly id: string;
  readonly defaults: SiteFields;
  /** Fields that the file, environment or flags set: they win, and are read-only in the UI. */
  readonly fixed: Partial<SiteFields>;
}

const settingsKey = 'site';

/** Name, place, time zone, currency and units of the home: the configuration's word first, then the person's, then defaults. */
export class SiteSettings {
  readonly #deps: { readonly table: Table<SettingRow>; readonly bus: EventBus };
  #config: SiteConfig;
  #stored: Partial<SiteFields> = {};
  readonly #turns = new InTurn();

  constructor(deps: { readonly table: Table<SettingRow>; readonly bus: EventBus }, config: SiteConfig) {
    this.#deps = deps;
    this.#config = config;
  }

  async load(): Promise<void> {
    const row = (await this.#deps.table.all()).find(({ key }) => key === settingsKey);
    if (row) this.#stored = row.value as Partial<SiteFields>;
  }

  get fields(): SiteFields {
    return { ...this.#config.defaults, ...this.#stored, ...this.#config.fixed };
  }

  get info(): SiteInfo {
    const { name, latitude, longitude, timeZone, currency } = this.fields;
    return { id: this.#config.id, name, latitude, longitude, timeZone, currency };
  }

  get readOnly(): readonly (keyof SiteFields)[] {
    return Object.keys(this.#config.fixed) as (keyof SiteFields)[];
  }

  /** Durable when it resolves. Refuses fields that the configuration sets. */
  update(changes: Partial<SiteFields>, context: ContextRef): Promise<void> {
    return this.#turns.run(() => this.#update(changes, context));
  }

  /** A reloaded configuration. */
  reconfigure(config: SiteConfig, context: ContextRef): void {
    const before = this.fields;
    this.#config = config;
    const after = this.fields;
    const keys = (Object.keys(after) as (keyof SiteFields)[]).filter((key) => before[key] !== after[key]);
    if (keys.length > 0)
      this.#deps.bus.fire('settings_updated', { keys: keys.map((key) => `site.${key}`) }, context);
  }

  async #update(changes: Partial<SiteFields>, context: ContextRef): Promise<void> {
    const fixed = Object.keys(changes).find((key) => key in this.#config.fixed);
    if (fixed !== undefined) {
      throw new Conflict(`The configuration file sets ${fixed}; change it there.`, {
        details: { field: fixed },
      });
    }
    if (changes.timeZone !== undefined && !isTimeZone(changes.timeZone)) {
      throw new InvalidInput(`"${changes.timeZone}" is no time zone.`, [
        {
          path: '/time_zone',
          message: 'no time zone',
          expected: 'an IANA name, as Europe/Warsaw',
          got: changes.timeZone,
        },
      ]);
    }
    const stored = { ...this.#stored, ...changes };
    await this.#deps.table.put([{ key: settingsKey, value: stored as JsonObject }]);
    this.#stored = stored;
    this.#deps.bus.fire(
      'settings_updated',
      { keys: Object.keys(changes).map((key) => `site.${key}`) },
      context,
    );
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
