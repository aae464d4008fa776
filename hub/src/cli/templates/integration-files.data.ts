/** Where a new integration is written: into the project, or as a package of its own. */
export type IntegrationPlace = 'project' | 'package';

/** What stands in the templates as `{{name}}`. */
export interface TemplateWords {
  /** `my_pool` */
  readonly id: string;
  /** `My pool` */
  readonly title: string;
  readonly packageName: string;
  /** Of `@lifeops/lib`. */
  readonly libVersion: string;
  /** From the test to `src/index.ts` and the folder of the package. */
  readonly fromTest: string;
}

const common: Readonly<Record<string, string>> = {
  'manifest.json': `{
  "id": "{{id}}",
  "name": "{{title}}",
  "kind": "device",
  "reach": "local_polling",
  "lifeops": "^{{libVersion}}",
  "needs": ["fetch"],
  "quality": "bronze"
}
`,
  'README.md': `# {{title}}

What it brings into the home, which devices and accounts it knows, and what they have to be set to.

\`\`\`yaml
integrations:
  - integration: {{id}}
    host: device.example
    token: !secret {{id}}_token
\`\`\`

| entity               | what it shows     |
| -------------------- | ----------------- |
| \`sensor.temperature\` | degrees Celsius   |
| \`switch.power\`       | switches it on/off |

Read first: \`src/index.ts\`, \`src/vendor/client.ts\`. May import \`@lifeops/lib\` and what \`package.json\` names.
`,
  'src/index.ts': `import { defineIntegration, seconds } from '@lifeops/lib';
import { configSchema } from './config.ts';
import { sensors } from './entities/sensor.ts';
import { toggles } from './entities/toggle.ts';
import { Client } from './vendor/client.ts';

export default defineIntegration({
  id: '{{id}}',
  needs: ['fetch'],
  config: configSchema,

  setup({ config, hub }) {
    const client = new Client(hub, { host: config.host, token: config.token.reveal() });
    const readings = hub.coordinator({ every: seconds(30), fetch: (signal) => client.readings(signal) });

    hub.device({ key: config.host, name: '{{title}}', manufacturer: 'Acme' }, readings, [
      ...sensors,
      ...toggles(client),
    ]);
  },
});
`,
  'src/config.ts': `import { secret, z } from '@lifeops/lib';

export const configSchema = z.object({
  host: z.hostname().meta({ title: 'Address', description: 'Host name of the device' }),
  token: secret(z.string().min(1)).meta({ title: 'Token', description: 'Shown in the settings of the device' }),
});
`,
  'src/entities/sensor.ts': `import { sensor } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { Readings } from '../vendor/client.ts';

export const sensors: readonly Entity<Readings>[] = [
  sensor({
    key: 'temperature',
    name: 'temperature',
    deviceClass: 'temperature',
    unit: '°C',
    stateClass: 'measurement',
    read: (readings) => readings.celsius,
  }),
];
`,
  'src/entities/toggle.ts': `import { toggle } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { Client, Readings } from '../vendor/client.ts';

export const toggles = (client: Client): readonly Entity<Readings>[] => [
  toggle({
    key: 'power',
    name: 'power',
    read: (readings) => readings.on,
    commands: { turnOn: () => client.power(true), turnOff: () => client.power(false) },
  }),
];
`,
  'src/vendor/client.ts': `import { z } from '@lifeops/lib';
import type { FetchPort } from '@lifeops/lib';

/** What the device says of itself. Unknown fields are ignored: newer devices have more. */
const readingsSchema = z.object({ celsius: z.number(), on: z.boolean() });
export type Readings = z.output<typeof readingsSchema>;

/** Speaks the device's protocol and knows no entities. The port retries, and maps 401 to a new sign-in. */
export class Client {
  readonly #fetch: FetchPort;
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(deps: { readonly fetch: FetchPort }, options: { readonly host: string; readonly token: string }) {
    this.#fetch = deps.fetch;
    this.#url = \`https://\${options.host}/api\`;
    this.#headers = { authorization: \`Bearer \${options.token}\` };
  }

  readings(signal: AbortSignal): Promise<Readings> {
    return this.#fetch({ url: \`\${this.#url}/readings\`, headers: this.#headers, signal }, readingsSchema);
  }

  async power(on: boolean): Promise<void> {
    await this.#fetch(
      { url: \`\${this.#url}/power\`, method: 'POST', headers: this.#headers, body: { on } },
      z.unknown(),
    );
  }
}
`,
  'translations/en.json': `{
  "name": "{{title}}",
  "description": "What {{title}} brings into the home",
  "config": { "host": "Address", "token": "Token" },
  "device": {},
  "entities": { "temperature": "Temperature", "power": "Power" }
}
`,
  'translations/pl.json': `{
  "name": "{{title}}",
  "description": "Co {{title}} wnosi do domu",
  "config": { "host": "Adres", "token": "Token" },
  "device": {},
  "entities": { "temperature": "Temperatura", "power": "Zasilanie" }
}
`,
  'translations/sv.json': `{
  "name": "{{title}}",
  "description": "Vad {{title}} tillför hemmet",
  "config": { "host": "Adress", "token": "Token" },
  "device": {},
  "entities": { "temperature": "Temperatur", "power": "Ström" }
}
`,
};

const test = `import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minutes } from '@lifeops/lib';
import type { JsonObject } from '@lifeops/lib';
import { conformance, RecordedHttp } from '@lifeops/lib/testing';
import integration from '{{fromTest}}/src/index.ts';

const folder = join(import.meta.dirname, '{{fromTest}}');
const json = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as JsonObject;

conformance(integration, {
  world: () => {
    const http = new RecordedHttp({
      'GET https://device.example/api/readings': { json: { celsius: 21.5, on: true } },
      'POST https://device.example/api/power': { json: {} },
    });
    return {
      config: { host: 'device.example', token: 'a-token-of-tests' },
      http,
      fail: () => http.fail('broken'),
      heal: () => http.heal(),
      denyAuth: () => http.fail({ status: 401 }),
    };
  },
  wrong: [
    { config: { host: 'not a host', token: 'x' }, field: 'host' },
    { config: { host: 'device.example', token: '' }, field: 'token' },
  ],
  noticeMs: minutes(3),
  manifest: json('manifest.json'),
  translations: {
    en: json('translations/en.json'),
    pl: json('translations/pl.json'),
    sv: json('translations/sv.json'),
  },
});
`;

const entries = `"exports": {
    ".": {
      "lifeops-source": "./src/index.ts",
      "types": "./dist/index.d.ts",
      "default": "./dist/index.js"
    },
    "./manifest.json": "./manifest.json",
    "./package.json": "./package.json"
  }`;

const packageHead = `{
  "name": "{{packageName}}",
  "version": "0.1.0",
  "description": "{{title}} for LifeOps",
  "license": "Apache-2.0",
  "type": "module",
  "engines": { "node": ">=22.18" },
  "keywords": ["lifeops-integration"],
  "files": ["dist", "manifest.json", "translations", "README.md"],
  ${entries},`;

/** Files of the package's folder by place. The test of an integration in the project lies with the other tests. */
export const integrationFiles: Readonly<Record<IntegrationPlace, Readonly<Record<string, string>>>> = {
  project: {
    ...common,
    'package.json': `${packageHead}
  "scripts": { "build": "tsc -b" },
  "dependencies": { "@lifeops/lib": "{{libVersion}}" }
}
`,
    'tsconfig.json': `{
  "extends": "../../tsconfig.base.json",
  "compilerOptions": { "rootDir": "src", "outDir": "dist" },
  "include": ["src"],
  "references": [{ "path": "../../lib" }]
}
`,
  },
  package: {
    ...common,
    'package.json': `${packageHead}
  "scripts": { "build": "tsc", "test": "mocha 'test/**/*.test.ts'", "prepack": "npm run build" },
  "dependencies": { "@lifeops/lib": "^{{libVersion}}" },
  "devDependencies": { "@types/mocha": "^10.0.10", "@types/node": "^24.0.0", "mocha": "^12.0.0", "typescript": "^7.0.0" }
}
`,
    'tsconfig.json': `{
  "compilerOptions": {
    "target": "es2024",
    "lib": ["es2024", "esnext.disposable"],
    "module": "nodenext",
    "types": ["node"],
    "rootDir": "src",
    "outDir": "dist",
    "declaration": true,
    "rewriteRelativeImportExtensions": true,
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "exactOptionalPropertyTypes": true,
    "verbatimModuleSyntax": true,
    "erasableSyntaxOnly": true,
    "skipLibCheck": true
  },
  "include": ["src"]
}
`,
    '.gitignore': 'node_modules\\ndist\\n',
    'test/conformance.test.ts': test,
  },
};

/** The test of an integration in the project: `test/integrations/<id>/conformance.test.ts`. */
export const projectTest: string = test;
