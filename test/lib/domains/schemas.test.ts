import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NotFound } from '../../../lib/src/base/errors.ts';
import { domains } from '../../../lib/src/domains/all.ts';
import { climate } from '../../../lib/src/domains/climate.ts';
import { light } from '../../../lib/src/domains/light.ts';
import {
  attributesSchema,
  capabilitiesSchema,
  serviceInputSchema,
  serviceOf,
  servicesOf,
  valueSchema,
} from '../../../lib/src/domains/schemas.ts';
import { sensor } from '../../../lib/src/domains/sensor.ts';
import { todo } from '../../../lib/src/domains/todo.ts';
import { arbitraryOf } from './arbitrary-of.ts';

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('schemas of a domain', () => {
  for (const [name, spec] of domains) {
    const features = Object.keys(spec.features);
    for (const service of servicesOf(spec, features)) {
      it(`take an input of ${name}.${service} again after it went through JSON`, () => {
        const schema = serviceInputSchema(spec, service, features);
        let taken = 0;
        fc.assert(
          fc.property(arbitraryOf(schema), (input) => {
            const first = schema.safeParse(input);
            if (!first.success) return;
            taken++;
            const second = schema.safeParse(throughJson(first.data));
            assert(second.success);
            assert.deepEqual(throughJson(second.data), throughJson(first.data));
          }),
          { numRuns: 40 },
        );
        assert(taken > 10, 'the inputs are mostly right ones');
      });
    }

    it(`take attributes and capabilities of ${name} again after they went through JSON`, () => {
      for (const schema of [attributesSchema(spec, features), capabilitiesSchema(spec, features)]) {
        fc.assert(
          fc.property(arbitraryOf(schema), (fields) => {
            const first = schema.safeParse(fields);
            assert(!first.success || schema.safeParse(throughJson(first.data)).success);
          }),
          { numRuns: 40 },
        );
      }
    });
  }

  it('take a value of any class again after it went through JSON', () => {
    for (const deviceClass of Object.keys(sensor.spec.deviceClasses)) {
      const schema = valueSchema(sensor.spec, deviceClass);
      fc.assert(
        fc.property(arbitraryOf(schema), (value) => schema.safeParse(throughJson(value)).success),
        { numRuns: 20 },
      );
    }
  });

  it('are built once for each set of features, in whatever order these come', () => {
    assert.equal(
      serviceInputSchema(light.spec, 'turn_on', ['brightness', 'color']),
      serviceInputSchema(light.spec, 'turn_on', ['color', 'brightness']),
    );
    assert.notEqual(
      serviceInputSchema(light.spec, 'turn_on', ['brightness']),
      serviceInputSchema(light.spec, 'turn_on', []),
    );
    assert.notEqual(
      attributesSchema(light.spec, ['brightness']),
      capabilitiesSchema(light.spec, ['brightness']),
    );
    assert.equal(valueSchema(sensor.spec, 'enum', ['a', 'b']), valueSchema(sensor.spec, 'enum', ['a', 'b']));
    assert.notEqual(valueSchema(sensor.spec, 'enum', ['a', 'b']), valueSchema(sensor.spec, 'enum', ['a,b']));
  });

  it('do not mix up options with the class of the same name', () => {
    assert(valueSchema(sensor.spec, '', ['temperature']).safeParse('temperature').success);
    assert.equal(valueSchema(sensor.spec, 'temperature').safeParse('temperature').success, false);
  });

  it('ignore features that the domain does not know', () => {
    assert.equal(
      attributesSchema(light.spec, ['brightness', 'warp']),
      attributesSchema(light.spec, ['brightness']),
    );
  });

  it('leave attributes of the domain away and promise those of the features', () => {
    assert(attributesSchema(climate.spec, []).safeParse({}).success);
    assert.equal(attributesSchema(climate.spec, ['fan_mode']).safeParse({}).success, false);
    assert(attributesSchema(climate.spec, ['fan_mode']).safeParse({ fan_mode: null }).success);
  });

  it('name every attribute that is not declared', () => {
    const result = attributesSchema(light.spec, []).safeParse({ color_mode: 'onoff', mood: 1, speed: 2 });
    assert.deepEqual(
      result.error?.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [])),
      ['mood', 'speed'],
    );
  });

  it('give the services of an entity by its features', () => {
    assert.deepEqual(servicesOf(todo.spec, []), ['get_items']);
    assert.deepEqual(servicesOf(todo.spec, ['delete']), [
      'get_items',
      'remove_item',
      'remove_completed_items',
    ]);
    assert.deepEqual(servicesOf(sensor.spec, []), []);
    assert(servicesOf(climate.spec, ['target_temperature_range']).includes('set_temperature'));
  });

  it('refuse services that are not there, inherited names too', () => {
    for (const name of ['explode', 'constructor', '__proto__']) {
      assert.throws(
        () => serviceOf(light.spec, name),
        (error) => error instanceof NotFound && error.code === 'service-not-found',
      );
    }
  });
});
