import assert from 'node:assert/strict';
import { domains } from '../../../lib/src/domains/all.ts';
import {
  attributesSchema,
  capabilitiesSchema,
  servicesOf,
  valueSchema,
} from '../../../lib/src/domains/schemas.ts';
import { parseServiceInput } from '../../../lib/src/domains/service-call.ts';
import { optionsOf } from '../../../lib/src/domains/value-text.ts';
import { InvalidInput } from '../../../lib/src/base/errors.ts';
import type { DomainSpec } from '../../../lib/src/domains/spec.ts';
import { domainCases } from './domain-cases.data.ts';
import type { DomainCase, Reading } from './domain-cases.data.ts';

function specOf(domain: string): DomainSpec {
  const spec = domains.get(domain);
  assert(spec, `there is a domain ${domain}`);
  return spec;
}

/** Which parts of a reading are refused. */
function refusedParts(spec: DomainSpec, entity: DomainCase, reading: Reading): readonly string[] {
  const options = optionsOf(spec, entity.capabilities ?? {}, entity.deviceClass);
  const value = valueSchema(spec, entity.deviceClass, options).safeParse(reading.value);
  const attributes = attributesSchema(spec, entity.features).safeParse(reading.attributes ?? {});
  return [...(value.success ? [] : ['value']), ...(attributes.success ? [] : ['attributes'])];
}

const inJson = (value: unknown): string => JSON.stringify(value) ?? String(value);

describe('domains', () => {
  it('each have at least one case', () => {
    assert.deepEqual(new Set(domainCases.map(({ domain }) => domain)), new Set(domains.keys()));
  });

  for (const entity of domainCases) {
    describe(entity.deviceClass ? `${entity.domain} (${entity.deviceClass})` : entity.domain, () => {
      const spec = specOf(entity.domain);
      const facts = { capabilities: entity.capabilities ?? {}, attributes: {}, features: entity.features };

      it('takes its capabilities', () => {
        assert(capabilitiesSchema(spec, entity.features).safeParse(facts.capabilities).success);
        assert(entity.features.every((feature) => feature in spec.features));
      });
      for (const wrong of entity.wrongCapabilities ?? []) {
        it(`refuses the capabilities ${inJson(wrong)}`, () => {
          assert.equal(capabilitiesSchema(spec, entity.features).safeParse(wrong).success, false);
        });
      }
      for (const reading of entity.readings) {
        it(`may show ${inJson(reading)}`, () => assert.deepEqual(refusedParts(spec, entity, reading), []));
      }
      for (const [reading, why] of entity.wrongReadings) {
        it(`may not show ${inJson(reading)}, as ${why}`, () => {
          // The other part is right, so that the case fails for its own reason.
          const right = entity.readings[0];
          const part = reading.attributes === undefined ? 'value' : 'attributes';
          const whole =
            part === 'value'
              ? { ...right, value: reading.value }
              : { ...right, attributes: reading.attributes };
          assert.deepEqual(refusedParts(spec, entity, whole as Reading), [part]);
        });
      }
      for (const [service, input] of entity.inputs ?? []) {
        it(`takes ${service} ${inJson(input)}`, () => {
          assert(servicesOf(spec, entity.features).includes(service));
          assert.deepEqual(parseServiceInput({ spec, service }, input, facts), input);
        });
      }
      for (const [[service, input], path] of entity.wrongInputs ?? []) {
        it(`refuses ${service} ${inJson(input)} at "${path}"`, () => {
          assert.throws(
            () => parseServiceInput({ spec, service }, input, facts),
            (error) => error instanceof InvalidInput && error.issues.some((issue) => issue.path === path),
          );
        });
      }
    });
  }
});
