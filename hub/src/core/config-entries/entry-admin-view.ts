import type { ConfigEntry, EntryStatus, JsonObject } from '@lifeops/lib';

/** A config entry with how it is doing. Nothing in it is secret: `entry.config` lacks the fields that `secrets` names. */
export interface EntryView {
  readonly entry: ConfigEntry;
  readonly status: EntryStatus;
  /** JSON pointers of the secret fields that are set. */
  readonly secrets: readonly string[];
  /** `file:line` where the configuration file sets it. */
  readonly place: string | null;
}

/** What a person asks to be set up. */
export interface EntryWish {
  readonly integration: string;
  readonly title?: string;
  readonly config: JsonObject;
  readonly options: JsonObject;
  readonly demo: boolean;
  readonly owner: string | null;
  /** A demo entry whose place it takes. */
  readonly replaces?: string;
}

/** What a person changes of an entry; what is left out stays. */
export interface EntryChanges {
  readonly title?: string;
  readonly config?: JsonObject;
  readonly options?: JsonObject;
  readonly disabled?: boolean;
}
