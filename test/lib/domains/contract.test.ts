import assert from 'node:assert/strict';
import { domains } from '../../../lib/src/domains/all.ts';
import { descriptionOf, fieldMarks } from '../../../lib/src/domains/field-marks.ts';
import { serviceInputShape } from '../../../lib/src/domains/schemas.ts';
import type { DomainSpec, Shape } from '../../../lib/src/domains/spec.ts';
import { currencies } from '../../../lib/src/model/currencies.data.ts';
import { isSlug } from '../../../lib/src/model/ids.ts';
import { dimensionOf } from '../../../lib/src/model/units.ts';

const allFeatures = (spec: DomainSpec): readonly string[] => Object.keys(spec.features);

function* shapesOf(spec: DomainSpec): Generator<readonly [string, Shape]> {
  yield ['attributes', spec.attributes ?? {}];
  yield ['capabilities', spec.capabilities ?? {}];
  for (const [name, feature] of Object.entries(spec.features)) {
    yield [`${name} attributes`, feature.attributes ?? {}];
    yield [`${name} capabilities`, feature.capabilities ?? {}];
  }
  for (const service of Object.keys(spec.services))
    yield [service, serviceInputShape(spec, service, allFeatures(spec))];
}

const capabilitiesOf = (spec: DomainSpec): ReadonlySet<string> =>
  new Set(
    [spec, ...Object.values(spec.features)].flatMap(({ capabilities }) => Object.keys(capabilities ?? {})),
  );

describe('the contract of every domain', () => {
  for (const [name, spec] of domains) {
    describe(name, () => {
      it('has names that are slugs', () => {
        const names = [
          name,
          ...Object.keys(spec.services),
          ...allFeatures(spec),
          ...Object.keys(spec.deviceClasses ?? {}),
        ];
        assert.deepEqual(
          names.filter((each) => !isSlug(each)),
          [],
        );
        for (const [, shape] of shapesOf(spec))
          assert.deepEqual(
            Object.keys(shape).filter((field) => !isSlug(field)),
            [],
          );
      });

      it('describes itself, its value, its services and every field', () => {
        assert(spec.description.length > 5 && spec.value.description);
        for (const [service, { description }] of Object.entries(spec.services))
          assert(description.length > 3, service);
        for (const [where, shape] of shapesOf(spec)) {
          const silent = Object.entries(shape).filter(([, schema]) => !descriptionOf(schema));
          assert.deepEqual(
            silent.map(([field]) => `${where}.${field}`),
            [],
          );
        }
      });

      it('asks for features that exist, and every feature does something or is asked for', () => {
        const asked = Object.values(spec.services).flatMap(({ requires }) => requires ?? []);
        assert.deepEqual(
          asked.filter((feature) => !(feature in spec.features)),
          [],
        );
        const idle = Object.entries(spec.features).filter(
          ([feature, parts]) => Object.keys(parts).length === 0 && !asked.includes(feature),
        );
        assert.deepEqual(idle, []);
      });

      it('adds inputs only to services that exist', () => {
        const services = Object.values(spec.features).flatMap(({ input }) => Object.keys(input ?? {}));
        assert.deepEqual(
          services.filter((service) => !(service in spec.services)),
          [],
        );
      });

      it('derives services that exist, whatever the state is', () => {
        for (const { derived } of Object.values(spec.services)) {
          for (const value of [true, false, null, 'off', 'closed', 'playing', 3]) {
            const service = derived?.({ value });
            assert(service === undefined || service in spec.services);
          }
        }
      });

      it('marks fields by capabilities that exist', () => {
        const known = capabilitiesOf(spec);
        for (const [where, shape] of [...shapesOf(spec), ['value', { value: spec.value }] as const]) {
          for (const [field, schema] of Object.entries(shape)) {
            const { choices, minimum, maximum } = fieldMarks(schema);
            for (const capability of [choices, minimum?.capability, maximum?.capability]) {
              assert(capability === undefined || known.has(capability), `${where}.${field} → ${capability}`);
            }
          }
        }
      });

      it('knows the units of its classes and fields', () => {
        const units = Object.values(spec.deviceClasses ?? {}).flatMap((deviceClass) => deviceClass.units);
        for (const [, shape] of shapesOf(spec)) {
          units.push(...Object.values(shape).flatMap((schema) => fieldMarks(schema).unit ?? []));
        }
        const strange = units.filter(
          (unit) => dimensionOf(unit) === undefined && !(currencies as readonly string[]).includes(unit),
        );
        assert.deepEqual(strange, []);
      });
    });
  }

  it('is found by the name of the domain', () => {
    for (const [name, spec] of domains) assert.equal(spec.domain, name);
    assert.equal(domains.size, 21);
  });
});
