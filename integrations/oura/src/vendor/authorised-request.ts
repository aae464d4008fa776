import { AuthExpired } from '@lifeops/lib';
import type { ClockDep } from '@lifeops/lib';
import type { CollectionName } from './collections.ts';
import type { HttpDep, HttpReply } from './http-port.ts';
import { Permissions } from './permissions.ts';
import { RateLimit } from './rate-limit.ts';
import { errorOfStatus } from './reply.ts';
import { timedRequest } from './timed-request.ts';

export interface AuthorisedOptions {
  readonly baseUrl: string;
  /** The token to send, fresh as far as its owner knows. */
  readonly accessToken: () => Promise<string>;
  /** Called once per request with a token that got a 401: gives another, or throws `AuthExpired`. */
  readonly renew?: (refusedToken: string) => Promise<string>;
  /** 30 s when left out. */
  readonly timeoutMs?: number;
}

export interface Question {
  readonly collection: CollectionName;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * Asks Oura as a person: bearer token, one renewal on 401, pauses on 429, memory of what is not permitted. Gives good
 * answers only; every other status is a typed error.
 *
 * A 401 can mean a dead token or one scope that was not granted. After a renewal the profile, which any token may
 * read, tells which: when it answers, the collection is not permitted (`Forbidden`), else `AuthExpired`.
 */
export class AuthorisedRequest {
  readonly permissions: Permissions;
  readonly #deps: HttpDep & ClockDep;
  readonly #options: AuthorisedOptions;
  readonly #limit: RateLimit;

  constructor(deps: HttpDep & ClockDep, options: AuthorisedOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#limit = new RateLimit(deps.clock);
    this.permissions = new Permissions(deps.clock);
  }

  async get(question: Question, signal: AbortSignal): Promise<HttpReply> {
    this.permissions.check(question.collection);
    let token = await this.#options.accessToken();
    let reply = await this.#send(question, token, signal);
    if (reply.status === 401 && this.#options.renew) {
      token = await this.#options.renew(token);
      reply = await this.#send(question, token, signal);
    }
    if (reply.status === 401) throw await this.#refusal(question.collection, token, signal);
    if (reply.status === 403) throw this.permissions.refuse(question.collection);
    if (reply.status !== 200) throw errorOfStatus(reply, question.collection);
    this.permissions.allow(question.collection);
    return reply;
  }

  async #refusal(collection: CollectionName, token: string, signal: AbortSignal) {
    if (collection !== 'personal_info') {
      const profile = { collection: 'personal_info', path: '/v2/usercollection/personal_info' } as const;
      const probe = await this.#send(profile, token, signal);
      if (probe.status === 200) return this.permissions.refuse(collection);
      if (probe.status !== 401) return errorOfStatus(probe, profile.collection);
    }
    return new AuthExpired('Oura no longer accepts this connection; sign in again.', {
      details: { collection },
    });
  }

  async #send(question: Question, token: string, signal: AbortSignal): Promise<HttpReply> {
    this.#limit.check();
    const reply = await timedRequest(
      this.#deps,
      {
        url: new URL(question.path, this.#options.baseUrl).href,
        method: 'GET',
        headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
        query: question.query ?? {},
        body: null,
        signal,
      },
      this.#options.timeoutMs ?? 30_000,
    );
    if (reply.status === 429) throw this.#limit.refused(reply);
    this.#limit.answered();
    return reply;
  }
}
