import type { Json, JsonObject } from '../../base/json.ts';
import type { ErrorRecord } from '../../base/errors.ts';
import { isPlainObject } from '../../base/json.ts';

/** Shorter ones would tear holes into ordinary words. */
const shortest = 4;
const mark = '[secret]';

/** Takes the secrets that it knows out of whatever is told: logs, errors, diagnostics. */
export class Redactor {
  readonly #secrets = new Set<string>();

  learn(secret: string): void {
    if (secret.length < shortest || secret === mark) return;
    this.#secrets.add(secret);
    this.#secrets.add(encodeURIComponent(secret));
  }

  /** Learns what stands in `config` under JSON pointers in which `*` is any key. */
  learnFrom(config: JsonObject, pointers: readonly string[]): void {
    for (const pointer of pointers) this.#walk(config, pointer.split('/').slice(1));
  }

  text(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, mark);
    return clean;
  }

  json<T extends Json>(value: T): T {
    return this.#clean(value) as T;
  }

  error(record: ErrorRecord): ErrorRecord {
    return this.json(record);
  }

  #clean(value: Json): Json {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item: Json) => this.#clean(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [this.text(key), this.#clean(inner as Json)]),
    );
  }

  #walk(value: Json | undefined, path: readonly string[]): void {
    const [key, ...rest] = path;
    if (key === undefined) {
      if (typeof value === 'string') this.learn(value);
    } else if (Array.isArray(value)) {
      for (const item of value as readonly Json[]) this.#walk(item, rest);
    } else if (isPlainObject(value)) {
      const inner = value as JsonObject;
      if (key === '*') for (const item of Object.values(inner)) this.#walk(item, rest);
      else this.#walk(inner[key.replaceAll('~1', '/').replaceAll('~0', '~')], rest);
    }
  }
}
