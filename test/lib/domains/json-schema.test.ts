import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { domains } from '../../../lib/src/domains/all.ts';
import {
  domainJsonSchema,
  entityServicesJsonSchema,
  serviceJsonSchema,
  titleOf,
} from '../../../lib/src/domains/json-schema.ts';
import { climate } from '../../../lib/src/domains/climate.ts';
import { light } from '../../../lib/src/domains/light.ts';
import { weather } from '../../../lib/src/domains/weather.ts';
import { domainCases } from './domain-cases.data.ts';

const ajv = new Ajv2020({
  strict: true,
  formats: { date: /^\d{4}-\d\d-\d\d$/, password: true },
  keywords: ['x-choices', 'x-minimum', 'x-maximum', 'x-unit', 'x-pii', 'x-location', 'x-secret'],
});

interface Field {
  readonly title?: string;
  readonly description?: string;
}
const fieldsOf = (schema: unknown): [string, Field][] =>
  Object.entries((schema as { properties?: Record<string, Field> }).properties ?? {});

describe('JSON Schema of domains', () => {
  for (const [name, spec] of domains) {
    const document = domainJsonSchema(spec);

    it(`of ${name} compiles, holds no references and survives JSON`, () => {
      const schemas = [
        document.value,
        document.attributes,
        document.capabilities,
        ...Object.values(document.deviceClasses).map(({ value }) => value),
        ...Object.values(document.services).flatMap(({ input, output }) =>
          output ? [input, output] : [input],
        ),
      ];
      for (const schema of schemas) assert.equal(typeof ajv.compile(schema), 'function');
      const text = JSON.stringify(document);
      assert.equal(text.includes('$ref') || text.includes('$schema'), false);
      assert.deepEqual(JSON.parse(text), document);
    });

    it(`of ${name} titles and describes every field`, () => {
      const fields = [
        document.attributes,
        document.capabilities,
        ...Object.values(document.services).map(({ input }) => input),
      ].flatMap(fieldsOf);
      assert.deepEqual(
        fields.filter(([, { title, description }]) => !title || !description),
        [],
      );
    });
  }

  for (const { domain, inputs = [] } of domainCases) {
    const spec = domains.get(domain);
    assert(spec);
    for (const [service, input] of inputs) {
      it(`takes ${domain}.${service} ${JSON.stringify(input)} as the service does`, () => {
        const { input: schema } = serviceJsonSchema(spec, service, Object.keys(spec.features));
        assert(ajv.validate(schema, input), ajv.errorsText());
        assert.equal(ajv.validate(schema, { ...input, warp: 9 }), false);
      });
    }
  }

  it('says what a form needs to draw a list, a slider and a unit', () => {
    const { set_temperature: setTemperature, set_fan_mode: setFanMode } = entityServicesJsonSchema(
      climate.spec,
      ['target_temperature', 'fan_mode'],
    );
    const [[, temperature] = []] = fieldsOf(setTemperature?.input).filter(
      ([field]) => field === 'temperature',
    );
    assert.deepEqual(temperature, {
      type: 'number',
      minimum: -100,
      maximum: 200,
      'x-unit': '°C',
      'x-minimum': { capability: 'min_temp', default: 7 },
      'x-maximum': { capability: 'max_temp', default: 35 },
      title: 'Temperature',
      description: 'Temperature to reach',
    });
    assert.equal(
      (Object.fromEntries(fieldsOf(setFanMode?.input))['fan_mode'] as { 'x-choices'?: string })['x-choices'],
      'fan_modes',
    );
  });

  it('leaves out what the features of an entity do not bring', () => {
    assert.deepEqual(
      fieldsOf(entityServicesJsonSchema(light.spec, ['flash'])['turn_on']?.input).map(([field]) => field),
      ['flash'],
    );
    assert.deepEqual(Object.keys(entityServicesJsonSchema(weather.spec, [])), []);
  });

  it('gives what a service answers', () => {
    const { output, requires } = serviceJsonSchema(weather.spec, 'get_forecasts', []);
    assert(output && ajv.validate(output, { forecast: [{ datetime: 1, temperature: 3 }] }), ajv.errorsText());
    assert.equal(ajv.validate(output, { forecast: [{}] }), false);
    assert.deepEqual(requires, ['daily', 'hourly', 'twice_daily']);
    assert.equal(serviceJsonSchema(light.spec, 'turn_on', []).output, null);
  });

  for (const [name, title] of [
    ['set_hvac_mode', 'Set HVAC mode'],
    ['brightness_pct', 'Brightness %'],
    ['pm25', 'PM2.5'],
    ['rgb_color', 'RGB color'],
    ['ph', 'pH'],
  ] as const) {
    it(`titles ${name} as ${title}`, () => assert.equal(titleOf(name), title));
  }
});
