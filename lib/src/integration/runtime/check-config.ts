import { asError, errorToRecord, InvalidInput, LifeOpsError } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Integration } from '../define-integration.ts';
import type { CheckedConfig } from '../messages.ts';
import { parseOrRefuse } from '../parse-or-refuse.ts';

/** Brings a stored config to the integration's version and parses it. Unknown fields are refused. */
export function checkConfig(integration: Integration, config: JsonObject, version: number): CheckedConfig {
  try {
    const migrated = migrate(integration, config, version);
    const parsed = parseConfig(integration, migrated) as never;
    return {
      ok: true,
      config: migrated,
      version: integration.version,
      uniqueId: integration.uniqueId?.(parsed) ?? null,
      title: integration.title?.(parsed) ?? null,
    };
  } catch (cause) {
    return { ok: false, error: errorToRecord(cause) };
  }
}

/** The config as `setup` gets it; throws `InvalidInput` with a pointer for each place. */
export const parseConfig = (integration: Integration, config: JsonObject): object =>
  parseOrRefuse(
    integration.config.strict(),
    config,
    `The configuration of ${integration.id}`,
    'invalid-config',
  );

function migrate(integration: Integration, config: JsonObject, version: number): JsonObject {
  if (version > integration.version) {
    throw new InvalidInput(
      `The configuration is of version ${version}, ${integration.id} knows up to ${integration.version}. Update the integration.`,
      [],
      { code: 'invalid-config' },
    );
  }
  let migrated = config;
  for (let next = version + 1; next <= integration.version; next++) {
    const step = integration.migrate[next];
    try {
      migrated = step ? step(migrated) : migrated;
    } catch (cause) {
      if (cause instanceof LifeOpsError) throw cause;
      throw new InvalidInput(
        `The configuration could not be brought to version ${next}: ${asError(cause).message}`,
        [],
        {
          code: 'invalid-config',
          cause,
        },
      );
    }
  }
  return migrated;
}
