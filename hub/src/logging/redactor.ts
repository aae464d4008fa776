export const redacted = '[secret]';

/** Shorter ones would tear holes into ordinary words. */
const shortest = 4;

/** Words of a field's name that make its value a secret. */
const secretWords: ReadonlySet<string> = new Set([
  'token',
  'tokens',
  'password',
  'passwords',
  'passwd',
  'passphrase',
  'secret',
  'secrets',
  'authorization',
  'cookie',
  'cookies',
  'credential',
  'credentials',
  'pin',
  'jwt',
]);
/** In one word or two: `apiKey`, `api_key`, `apikey`. */
const secretPhrases = /(?:api|private|access|encryption|signing|client|node|session)key|setupcode|authcode/;
/** What is told about a secret is none: `token_uid`, `password_changed_at`. */
const aboutSecrets: ReadonlySet<string> = new Set(['uid', 'name', 'kind', 'type', 'count', 'at']);
/** Names that are secrets in query strings, though fields of the log have them for other things. */
const secretsOfQueries: ReadonlySet<string> = new Set(['code', 'key', 'auth', 'sig', 'signature']);

/** Known forms of secrets inside text, whoever said them. Lengths are bounded, so that no text takes long. */
const shapes: readonly (readonly [RegExp, string])[] = [
  // user:password@ of a URL, a database's say.
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@"']{0,1000}@/gi, `$1${redacted}@`],
  [/(\b(?:bearer|basic)\s{1,4})[A-Za-z0-9._~+/=-]{6,}/gi, `$1${redacted}`],
  // A JSON Web Token: header and payload are base64url of '{"'.
  [/\beyJ[A-Za-z0-9_-]{1,1000}\.eyJ[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*)?/g, redacted],
];
/** `name=value` of query strings, forms and connection strings. */
const pair = /([\w.-]{0,64})(=|%3D)([^\s&#"'<>;,]+)/gi;

/** Whether a field of this name is never shown. Snake, camel and kebab case. */
export function isSecretName(name: string): boolean {
  const words = name
    .slice(-100)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  if (aboutSecrets.has(words.at(-1) as string)) return false;
  return words.some((word) => secretWords.has(word)) || secretPhrases.test(words.join(''));
}

/** Takes secrets out of text: those it was taught, those of a known form, and values of pairs that are named like one. */
export class Redactor {
  readonly #patterns: readonly RegExp[];
  readonly #learned = new Set<string>();

  /** `patterns`: global expressions of whole secrets, the hub's own tokens say. */
  constructor(patterns: readonly RegExp[] = []) {
    this.#patterns = patterns;
  }

  /** From now on this text is shown nowhere, as it is, in a URL or in JSON. */
  learn(secret: string): void {
    if (secret.length < shortest || secret === redacted) return;
    this.#learned.add(secret);
    this.#learned.add(encodeURIComponent(secret.toWellFormed()));
    this.#learned.add(JSON.stringify(secret).slice(1, -1));
  }

  text(text: string): string {
    let clean = text;
    for (const secret of this.#learned)
      if (clean.includes(secret)) clean = clean.replaceAll(secret, redacted);
    for (const pattern of this.#patterns) clean = clean.replace(pattern, redacted);
    for (const [shape, instead] of shapes) clean = clean.replace(shape, instead);
    return clean.replace(pair, (all, name: string, sign: string) =>
      isSecretName(name) || secretsOfQueries.has(name.toLowerCase()) ? `${name}${sign}${redacted}` : all,
    );
  }
}
