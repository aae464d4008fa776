import assert from 'node:assert/strict';
import { isPlainObject } from '../../base/json.ts';
import { isSlug } from '../../model/ids.ts';
import { manifestSchema } from '../../integration/manifest.ts';
import { inWorld } from './scenario.ts';
import type { ConformanceRule } from './scenario.ts';

const languages = ['en', 'pl', 'sv'] as const;

/** What an integration says of itself holds. */
export const declarationRules = {
  manifest: {
    title: 'agrees with its manifest',
    applies: ({ scenario }) => scenario.manifest !== undefined,
    async run({ integration, scenario }) {
      const manifest = manifestSchema.parse(scenario.manifest);
      assert.equal(manifest.id, integration.id, 'the manifest has another id than the code');
      assert.deepEqual(
        [...manifest.needs].sort(),
        [...integration.needs].sort(),
        'the manifest needs other ports than the code',
      );
    },
  },
  config: {
    title: 'refuses a wrong config with the field, and fields it does not know',
    applies: () => true,
    async run(subject) {
      const world = await subject.scenario.world();
      const unknown = { ...world.config, surely_not_known: 1 };
      await world[Symbol.asyncDispose]?.();
      const wrong = [...subject.scenario.wrong, { config: unknown, field: 'surely_not_known' }];
      await inWorld(subject, async (hub, { config }) => {
        const right = await hub.check(config);
        assert.ok(right.ok, `the world's own config is refused: ${right.ok ? '' : right.error.message}`);
        for (const { config: tried, field } of wrong) {
          const checked = await hub.check(tried);
          assert.ok(!checked.ok, `a config with a wrong ${field} is taken`);
          const pointer = field.startsWith('/') ? field : `/${field}`;
          const paths = checked.error.issues.map(({ path }) => (typeof path === 'string' ? path : ''));
          assert.ok(
            paths.includes(pointer),
            `${pointer} is wrong, but the error names ${paths.join(', ') || 'nothing'}`,
          );
        }
      });
      for (const { config, field } of subject.scenario.wrong) {
        await inWorld(
          subject,
          async (hub) =>
            assert.equal(hub.outcome.outcome, 'failed', `set-up with a wrong ${field} does not fail`),
          (options) => ({ ...options, config }),
        );
      }
    },
  },
  keys: {
    title: 'gives every entity a key of lower case and a unique id of its own',
    applies: () => true,
    async run(subject) {
      await inWorld(subject, async (hub) => {
        const seen = new Set<string>();
        for (const { key, domain, unique_id } of hub.entities) {
          assert.ok(isSlug(key), `"${key}" is no key`);
          assert.ok(!seen.has(`${domain} ${unique_id}`), `two entities of ${domain} are ${unique_id}`);
          seen.add(`${domain} ${unique_id}`);
        }
        const twice = hub.logs.find(
          ({ level, message }) => level === 'error' && message.includes('described something twice'),
        );
        assert.equal(twice, undefined, `${JSON.stringify(twice?.fields)}`);
        if (hub.outcome.outcome === 'failed')
          assert.doesNotMatch(hub.outcome.error.message, /is no key of an entity/);
      });
    },
  },
  names: {
    title: 'has a name for every entity in each language',
    applies: ({ scenario }) => scenario.translations !== undefined,
    async run(subject) {
      const { translations = {} } = subject.scenario;
      await inWorld(subject, async (hub) => {
        for (const language of languages) {
          const entities = translations[language]?.['entities'];
          for (const { name_key } of hub.entities) {
            if (name_key === null) continue;
            const name = isPlainObject(entities) ? entities[name_key] : undefined;
            const text = isPlainObject(name) ? name['name'] : name;
            assert.ok(
              typeof text === 'string' && text !== '',
              `translations/${language}.json lacks entities.${name_key}`,
            );
          }
        }
      });
    },
  },
} satisfies Record<string, ConformanceRule>;
