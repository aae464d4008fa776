import type { JsonObject } from '../../base/json.ts';
import type { Integration } from '../../integration/define-integration.ts';
import { testHub } from '../test-hub.ts';
import type { TestHub } from '../test-hub.ts';
import type { TestHubOptions } from '../test-hub-options.ts';

/** One fresh simulated outside: what the entry is configured with, and how to break and mend it. */
export interface World extends Omit<TestHubOptions, 'config' | 'pipe' | 'clock'> {
  readonly config: JsonObject;
  /** The other side no longer answers. Left out by an integration that has no other side. */
  fail?(): void;
  heal?(): void;
  /** The other side no longer takes the credentials. */
  denyAuth?(): void;
  /** Ends what the world holds, a simulator say. */
  [Symbol.asyncDispose]?(): Promise<void>;
}

export interface Scenario {
  world(): World | Promise<World>;
  /** Configs that must be refused, each with the field that is wrong, as `token` or `/account/token`. */
  readonly wrong: readonly { readonly config: JsonObject; readonly field: string }[];
  /** Within this time states show that the other side went away or came back: its interval and `staleAfter`. */
  readonly noticeMs: number;
  /** Contents of `manifest.json`. */
  readonly manifest?: unknown;
  /** Contents of `translations/<language>.json` by language. */
  readonly translations?: Readonly<Record<string, JsonObject>>;
  /** The most requests of an hour, sound or failing. Default 600. */
  readonly requestsPerHour?: number;
  /** Unique ids of entities that do not depend on the other side. */
  readonly unaffected?: readonly string[];
}

export interface Subject {
  readonly integration: Integration;
  readonly scenario: Scenario;
}

/** A rule that every good integration keeps: `run` throws when it does not. */
export interface ConformanceRule {
  readonly title: string;
  /** False where the scenario does not give what the rule needs. */
  applies(subject: Subject, world: World): boolean;
  run(subject: Subject): Promise<void>;
}

/** Starts the entry in a fresh world, hands both over and ends them. */
export async function inWorld(
  { integration, scenario }: Subject,
  run: (hub: TestHub, world: World) => Promise<void>,
  change: (options: TestHubOptions) => TestHubOptions = (options) => options,
): Promise<void> {
  const world = await scenario.world();
  try {
    await using hub = await testHub(integration, change(world));
    await run(hub, world);
  } finally {
    await world[Symbol.asyncDispose]?.();
  }
}
