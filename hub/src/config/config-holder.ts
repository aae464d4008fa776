import type { Event, LogDep } from '@lifeops/lib';
import { asError, Emitter, jsonEqual } from '@lifeops/lib';
import type { LoadedConfig } from './loaded-config.ts';
import type { ConfigNode } from './config-node.ts';

export interface ConfigChange {
  readonly next: LoadedConfig;
  readonly previous: LoadedConfig;
}

/**
 * Brings what runs in line with `next`. When it throws it must have left things as under `previous`; the ones applied
 * before it are then called the other way round.
 */
export type ApplyConfig = (next: LoadedConfig, previous: LoadedConfig) => Promise<void>;

export interface HolderDeps extends LogDep {
  readonly load: () => Promise<LoadedConfig>;
}

/** Holds the configuration in force and replaces it as a whole or not at all. */
export class ConfigHolder {
  readonly #deps: HolderDeps;
  readonly #changed: Emitter<ConfigChange>;
  #current: LoadedConfig;
  #participants: readonly { readonly name: string; readonly apply: ApplyConfig }[] = [];
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: HolderDeps, first: LoadedConfig) {
    this.#deps = deps;
    this.#current = first;
    this.#changed = new Emitter((cause) =>
      deps.log.error('A listener to configuration changes failed', { cause: asError(cause) }),
    );
  }

  get current(): LoadedConfig {
    return this.#current;
  }

  /** After a reload that changed something was applied by all. */
  get changed(): Event<ConfigChange> {
    return this.#changed.event;
  }

  /** Takes part in reloads, in the order of registration; disposing ends it. */
  participate(name: string, apply: ApplyConfig): Disposable {
    const participant = { name, apply };
    this.#participants = [...this.#participants, participant];
    return {
      [Symbol.dispose]: () => {
        this.#participants = this.#participants.filter((other) => other !== participant);
      },
    };
  }

  /**
   * Loads again and applies what differs; one reload at a time, in the order of the calls. True when something changed.
   * Throws what loading threw, with nothing touched; or what a participant threw, after a roll-back (an AggregateError
   * of both when the roll-back failed too). Either way `current` stays.
   */
  reload(): Promise<boolean> {
    const run = this.#last.then(() => this.#reload());
    // The next reload goes on whatever becomes of this one, whose caller has its failure.
    this.#last = run.catch(() => {});
    return run;
  }

  async #reload(): Promise<boolean> {
    const previous = this.#current;
    const next = await this.#deps.load();
    if (isSame(next, previous)) {
      // The places may have moved though the values have not.
      this.#current = next;
      return false;
    }
    const applied: ApplyConfig[] = [];
    for (const { name, apply } of this.#participants) {
      try {
        await apply(next, previous);
        applied.push(apply);
      } catch (cause) {
        this.#deps.log.error('A new configuration was not taken and is rolled back', {
          participant: name,
          cause: asError(cause),
        });
        await rollBack(applied, { next, previous }, cause);
        throw cause;
      }
    }
    this.#current = next;
    this.#changed.fire({ next, previous });
    return true;
  }
}

async function rollBack(
  applied: readonly ApplyConfig[],
  { next, previous }: ConfigChange,
  cause: unknown,
): Promise<void> {
  const failures: Error[] = [];
  for (const apply of applied.toReversed()) {
    try {
      await apply(previous, next);
    } catch (failure) {
      failures.push(asError(failure));
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(
      [asError(cause), ...failures],
      'A new configuration was not taken, and going back to the former one failed too.',
    );
  }
}

/** Compares what was said, secrets included, and not where. */
function isSame(a: LoadedConfig, b: LoadedConfig): boolean {
  return (
    a.dataFolder === b.dataFolder &&
    jsonEqual(bare(a.origins.root), bare(b.origins.root)) &&
    a.config.site.time_zone === b.config.site.time_zone
  );
}

function bare(node: ConfigNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(bare);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, bare(entry.value)]));
}
