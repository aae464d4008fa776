import { asError, errorFromRecord, InvalidInput, nearest, NotFound, seconds } from '@lifeops/lib';
import type { ClockDep, JsonObject, LogDep } from '@lifeops/lib';
import type { CheckedConfig, IntegrationDescription } from '@lifeops/lib/host';
import { Connection } from './connection.ts';
import type { InstalledIntegration } from './installed.ts';
import type { IntegrationHost } from './integration-host.ts';
import { findIntegrations } from './package-finder.ts';
import type { Texts } from './texts.ts';
import { startHosted, withinTime } from './within-time.ts';

/** Describing and checking is quick work; what takes longer hangs. */
const answerLimitMs = seconds(20);

export interface CatalogDeps extends ClockDep, LogDep {
  readonly host: IntegrationHost;
  readonly texts: Texts;
}

/** What can be set up: found on disk, described by its own code once per start of the hub, and only when asked for. */
export class IntegrationCatalog {
  readonly #deps: CatalogDeps;
  readonly #folders: readonly string[];
  readonly #descriptions = new Map<string, Promise<IntegrationDescription>>();
  readonly #secrets = new Map<string, readonly string[]>();
  #installed: ReadonlyMap<string, InstalledIntegration> = new Map();

  constructor(deps: CatalogDeps, folders: readonly string[]) {
    this.#deps = deps;
    this.#folders = folders;
  }

  async load(): Promise<void> {
    this.#installed = await findIntegrations(this.#folders, this.#deps);
    await Promise.all([...this.#installed.values()].map((integration) => this.#deps.texts.load(integration)));
  }

  all(): readonly InstalledIntegration[] {
    return [...this.#installed.values()];
  }

  /** Throws `NotFound` for one that is not installed, `InvalidInput` (invalid-manifest) for one that cannot be used. */
  need(id: string): InstalledIntegration {
    const installed = this.#installed.get(id);
    if (!installed) {
      const [near] = nearest(id, this.#installed.keys());
      throw new NotFound(
        `There is no integration ${id} here.${near === undefined ? '' : ` Did you mean ${near}?`}`,
        {
          details: { integration: id, installed: [...this.#installed.keys()] },
        },
      );
    }
    if (installed.problem !== null)
      throw new InvalidInput(`${installed.packageName} cannot be used: ${installed.problem}`, [], {
        code: 'invalid-manifest',
      });
    return installed;
  }

  /** What the integration's own code says of itself; asked once. Rejects for one that cannot be used. */
  describe(id: string): Promise<IntegrationDescription> {
    const known = this.#descriptions.get(id);
    if (known) return known;
    const describing = this.#describe(id);
    this.#descriptions.set(id, describing);
    describing.catch((cause: unknown) => {
      this.#descriptions.delete(id);
      this.#deps.log.warn('An integration could not be described', {
        integration: id,
        error: asError(cause),
      });
    });
    return describing;
  }

  /** JSON pointers of secret fields; empty until the integration was described, which every check of a config does first. */
  secretsOf(id: string): readonly string[] {
    return this.#secrets.get(id) ?? [];
  }

  /** Migrates and checks a config by the integration's own schema; throws `InvalidInput` with JSON pointers. */
  async check(
    id: string,
    config: JsonObject,
    version: number,
  ): Promise<Extract<CheckedConfig, { readonly ok: true }>> {
    const checked = (await this.#ask(this.need(id), {
      type: 'check',
      config,
      version,
    })) as unknown as CheckedConfig;
    if (checked.ok) return checked;
    throw errorFromRecord(checked.error);
  }

  async #describe(id: string): Promise<IntegrationDescription> {
    const installed = this.need(id);
    const described = (await this.#ask(installed, { type: 'describe' })) as IntegrationDescription;
    this.#refuseDisagreement(installed, described);
    this.#secrets.set(id, described.secrets);
    return described;
  }

  #ask(installed: InstalledIntegration, request: Parameters<Connection['request']>[0]): Promise<unknown> {
    const { clock, host } = this.#deps;
    const limit = { ms: answerLimitMs, message: `The code of ${installed.packageName} did not answer` };
    return withinTime(clock, limit, async (signal) => {
      await using hosted = await startHosted(host, installed, signal);
      using connection = new Connection(hosted.pipe, () => {});
      connection.open();
      return await connection.request(request, signal);
    });
  }

  /** What the manifest says before code runs must be what the code says. */
  #refuseDisagreement(
    { manifest, packageName }: InstalledIntegration,
    described: IntegrationDescription,
  ): void {
    const undeclared = described.needs.filter(
      (need) => !(manifest.needs as readonly string[]).includes(need),
    );
    if (undeclared.length === 0) return;
    throw new InvalidInput(
      `${packageName} uses ports that its manifest does not name: ${undeclared.join(', ')}.`,
      [],
      { code: 'invalid-manifest' },
    );
  }
}
