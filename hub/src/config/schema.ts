import { secret, z } from '@lifeops/lib';

/** What a field is, in the words of an error: `expected …`. */
const expects = (text: string) => ({ 'x-expects': text });
/** A change takes effect at the next start. */
const atStart = { 'x-needs-restart': true };

const port = z.int().min(1).max(65535);
const days = z.int().min(1).max(36_500);
const host = z
  .string()
  .refine((text) => z.hostname().safeParse(text).success || isAddress(text))
  .meta(expects('a host name or an IP address, without a port'));

const httpUrl = z
  .string()
  .refine((text) => httpOrigin(text) !== undefined && !/[?#]/.test(text))
  .transform((text) => text.replace(/\/+$/, ''));

function databaseUrl(file: string) {
  const text = z
    .string()
    .regex(/^(sqlite:[^/\s].*|sqlite:\/[^/].*|postgres(ql)?:\/\/[^\s/]+\/[^\s/?]+(\?\S*)?)$/)
    .meta({ ...expects('sqlite:FILE or postgres://USER:PASSWORD@HOST:PORT/DATABASE'), ...atStart });
  return secret(text).prefault(`sqlite:${file}`);
}

const site = (machineTimeZone: string) =>
  z
    .strictObject({
      id: z
        .string()
        .regex(/^[a-z][a-z0-9_]{0,62}$/)
        .default('home')
        .meta({
          title: 'Site',
          description: 'The name of this site among yours; it never changes.',
          ...expects('lower-case letters, digits and underscores, a letter first'),
          ...atStart,
        }),
      name: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .default('Home')
        .meta({ title: 'Name', description: 'What people call the site.' }),
      latitude: z
        .number()
        .min(-90)
        .max(90)
        .optional()
        .meta({ title: 'Latitude', description: 'Degrees, north is positive.', 'x-location': true }),
      longitude: z
        .number()
        .min(-180)
        .max(180)
        .optional()
        .meta({ title: 'Longitude', description: 'Degrees, east is positive.', 'x-location': true }),
      time_zone: z
        .string()
        .refine(isTimeZone)
        .default(machineTimeZone)
        .meta({
          title: 'Time zone',
          description: "Of schedules and days; the machine's where nothing is said.",
          ...expects('a time zone such as Europe/Stockholm'),
        }),
      currency: z
        .string()
        .refine((code) => currencies.has(code))
        .default('PLN')
        .meta({
          title: 'Currency',
          description: 'ISO 4217.',
          ...expects('a currency code such as PLN, SEK or EUR'),
        }),
    })
    .prefault({})
    .meta({ title: 'Site', description: 'This place. What is left out is asked for at the first run.' });

const server = z
  .strictObject({
    host: host.default('127.0.0.1').meta({
      title: 'Address',
      description: 'Where the hub listens. 0.0.0.0 opens it to the network.',
      ...expects('a host name or an IP address, without a port'),
      ...atStart,
    }),
    port: port.default(8000).meta({ title: 'Port', description: 'Of the API and the UI.', ...atStart }),
    url: httpUrl.optional().meta({
      title: 'URL',
      description: 'As browsers reach the hub: for OAuth and webhooks. By default made of address and port.',
      ...expects('an http:// or https:// address without ? and #'),
    }),
    cors: z
      .array(
        z
          .string()
          .refine((text) => httpOrigin(text) === text)
          .meta(expects('an origin such as https://panel.example.org, without a path')),
      )
      .default([])
      .meta({ title: 'Allowed origins', description: 'Other web sites whose pages may use the API.' }),
    trusted_proxies: z
      .array(
        z
          .string()
          .refine(isNetwork)
          .meta(expects('an IP address, a network such as 10.0.0.0/8, or loopback, linklocal, uniquelocal')),
      )
      .default([])
      .meta({ title: 'Trusted proxies', description: 'Whose X-Forwarded headers are believed.', ...atStart }),
    status: z
      .strictObject({
        enabled: z
          .boolean()
          .default(false)
          .meta({ title: 'Switched on', ...atStart }),
        host: host
          .default('127.0.0.1')
          .meta({ title: 'Address', ...expects('a host name or an IP address, without a port'), ...atStart }),
        port: port.default(5677).meta({ title: 'Port', ...atStart }),
      })
      .prefault({})
      .meta({
        title: 'Status port',
        description:
          'GET /status on a port of its own, for the internal network; open to whoever reaches it.',
      }),
  })
  .prefault({})
  .transform((value) => ({ ...value, url: value.url ?? `http://${browserHost(value.host)}:${value.port}` }))
  .meta({ title: 'Server', description: 'Where the hub is reached.' });

const database = z
  .strictObject({
    url: databaseUrl('lifeops.db').meta({
      title: 'URL',
      description: 'A relative file lies in the data folder.',
    }),
  })
  .prefault({})
  .meta({ title: 'Application database' });

const recorder = z
  .strictObject({
    url: databaseUrl('metrics.db').meta({
      title: 'URL',
      description: 'A relative file lies in the data folder.',
    }),
    retention: z
      .strictObject({
        raw_days: days.default(90).meta({ title: 'Raw values', description: 'Days.' }),
        hourly_days: days.default(730).meta({ title: 'Hourly aggregates', description: 'Days.' }),
        states_days: days
          .default(40)
          .meta({ title: 'Device states', description: 'Days; replay reaches back as far.' }),
      })
      .prefault({})
      .meta({ title: 'Retention', description: 'How long history is kept.' }),
  })
  .prefault({})
  .meta({ title: 'Recorder', description: 'History: states, health metrics and other series.' });

const log = z
  .strictObject({
    level: z.enum(['error', 'warn', 'info', 'debug']).default('info').meta({ title: 'Level' }),
    format: z
      .enum(['pretty', 'json'])
      .default('pretty')
      .meta({ title: 'Format', description: 'On the terminal; files are JSON.' }),
  })
  .prefault({})
  .meta({ title: 'Log' });

const slug = /^[a-z][a-z0-9_-]{0,62}$/;
const integration = z.looseObject({
  integration: z
    .string()
    .regex(slug)
    .meta({ title: 'Integration', ...expects('the id of an integration, such as oura') }),
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ title: 'Name', description: 'Tells entries of one integration apart.' }),
  owner: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ title: 'Owner', description: 'The person whose data it is.', 'x-pii': true }),
  demo: z
    .boolean()
    .default(false)
    .meta({ title: 'Demo', description: "Fed by the integration's simulator; needs no credentials." }),
});

/** The whole configuration. Its input is what `config.yaml` holds once tags are resolved and layers are merged. */
export const configSchema = (machineTimeZone: string) =>
  z.strictObject({
    site: site(machineTimeZone),
    server,
    database,
    recorder,
    log,
    integrations: z.array(integration).default([]).meta({
      title: 'Integrations',
      description: 'One entry per account, bridge or file; further fields are those of the integration.',
    }),
    automations: z
      .array(z.looseObject({}))
      .default([])
      .meta({ title: 'Automations', description: 'A list, or !include of a file or folder.' }),
  });

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

function isTimeZone(text: string): boolean {
  // Offsets such as +01:00 are accepted by Intl, but know no summer time.
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

const isAddress = (text: string): boolean =>
  z.ipv4().safeParse(text).success || z.ipv6().safeParse(text).success;

function isNetwork(text: string): boolean {
  const isRange = z.cidrv4().safeParse(text).success || z.cidrv6().safeParse(text).success;
  return isRange || isAddress(text) || ['loopback', 'linklocal', 'uniquelocal'].includes(text);
}

function httpOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return ['http:', 'https:'].includes(url.protocol) && url.username === '' ? url.origin : undefined;
}

/** An address to type into a browser on the same machine. */
function browserHost(address: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(address)) return 'localhost';
  return address.includes(':') ? `[${address}]` : address;
}
