import type { JsonObject, z } from '@lifeops/lib';
import type { Origin } from './config-node.ts';
import type { Origins } from './origins.ts';
import type { configSchema } from './schema.ts';
import type { ConfigValue } from './tree-values.ts';

type Parsed = z.output<ReturnType<typeof configSchema>>;

/** One entry of `integrations`. Known by `integration` and `name`, which no two entries share. */
export interface FileEntry {
  /** Its place in the list: `/integrations/<index>` in origins and issues. */
  readonly index: number;
  readonly integration: string;
  readonly name: string | undefined;
  readonly owner: string | undefined;
  readonly demo: boolean;
  /** The fields of the integration itself, unchecked; what came from `!secret` is wrapped. See `entryFields`. */
  readonly fields: { readonly [key: string]: ConfigValue };
  readonly origin: Origin;
}

/** An automation as the file has it, unchecked, or a TypeScript module that holds some. */
export type FileAutomation =
  | {
      readonly kind: 'document';
      readonly index: number;
      readonly document: JsonObject;
      readonly origin: Origin;
    }
  | { readonly kind: 'module'; readonly index: number; readonly module: string; readonly origin: Origin };

/** The checked configuration. Names are those of the file; `database.url` and `recorder.url` may hold a password. */
export type Config = Readonly<Omit<Parsed, 'integrations' | 'automations'>> & {
  readonly integrations: readonly FileEntry[];
  readonly automations: readonly FileAutomation[];
};

export interface LoadedConfig {
  readonly config: Config;
  /** Where every value was said; its paths are those of the file. */
  readonly origins: Origins;
  /** Absolute; undefined when there is no file. */
  readonly file: string | undefined;
  /** Absolute paths of all files that were read: a change of any may change the configuration. */
  readonly filesRead: readonly string[];
  /** True when there is no file and the hub runs the embedded demo house. */
  readonly usesDefaults: boolean;
  /** `$LIFEOPS_ENV`. */
  readonly environment: string | undefined;
  /** Absolute: where the hub writes. */
  readonly dataFolder: string;
}
