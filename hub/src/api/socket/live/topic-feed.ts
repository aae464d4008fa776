import type { ClockDep, HubEvent } from '@lifeops/lib';
import { topicEvents } from '@lifeops/lib/protocol';
import type { Topic } from '@lifeops/lib/protocol';
import { may } from '../../../auth/principal.ts';
import type { Principal } from '../../../auth/principal.ts';
import type { EventBus } from '../../../core/bus/event-bus.ts';
import { tickMs } from './live-group.ts';
import type { LiveClient } from './live-group.ts';
import { eventPacket } from './live-packet.ts';
import type { LivePacket } from './live-packet.ts';
import { OwnerMemory } from './owner-memory.ts';
import type { OwnerMemoryDeps } from './owner-memory.ts';
import { topicNews, topicPermissions } from './topic-news.ts';
import type { TopicNews } from './topic-news.ts';

interface SentNews {
  readonly seq: number;
  readonly news: TopicNews;
  readonly packet: LivePacket;
}
interface Follower {
  readonly topics: ReadonlySet<Topic>;
  readonly principal: Principal;
}

/** What a client that comes back can be told again. */
const mostRecent = 1000;
/** What may wait for a slow client of one topic; beyond it is told to read that topic anew. */
const mostWaiting = 200;

/**
 * News of the topics other than states: that something changed, so that clients read it anew. Each goes only to those
 * who may read the topic and, where it belongs to a person, to that person. For a slow client the latest of each thing waits.
 */
export class TopicFeed implements Disposable {
  readonly #deps: ClockDep & OwnerMemoryDeps & { readonly bus: EventBus };
  readonly #owners: OwnerMemory;
  readonly #followers = new Map<LiveClient, Follower>();
  readonly #waiting = new Map<LiveClient, Map<string, SentNews>>();
  readonly #recent: SentNews[] = [];
  #reach = 0;
  #subscription: Disposable | undefined;
  #timer: Disposable | undefined;

  constructor(deps: ClockDep & OwnerMemoryDeps & { readonly bus: EventBus }) {
    this.#deps = deps;
    this.#owners = new OwnerMemory(deps);
  }

  start(): void {
    const { bus, notifications } = this.#deps;
    this.#owners.start();
    this.#reach = bus.seq;
    const newsOf = topicNews({ owners: this.#owners, notifications });
    this.#subscription = bus.onAny(
      (event) => {
        if (event.type === 'state_changed') return;
        const news = newsOf(event);
        if (news) this.#tell(news, event);
      },
      { owner: 'live topics' },
    );
  }

  /** False when what was missed above `since` is too long ago to be told. */
  reaches(since: number): boolean {
    return since >= this.#reach && since <= this.#deps.bus.seq;
  }

  follow(client: LiveClient, follower: Follower): void {
    this.#followers.set(client, follower);
    this.#waiting.delete(client);
  }

  /** What the client missed, oldest first; to be sent by who calls. */
  missed(client: LiveClient, since: number): LivePacket[] {
    const follower = this.#followers.get(client);
    if (!follower) return [];
    return this.#recent
      .filter(({ seq, news }) => seq > since && isFor(news, follower))
      .map(({ packet }) => packet);
  }

  leave(client: LiveClient): void {
    this.#followers.delete(client);
    this.#waiting.delete(client);
  }

  [Symbol.dispose](): void {
    this.#subscription?.[Symbol.dispose]();
    this.#timer?.[Symbol.dispose]();
    this.#followers.clear();
    this.#waiting.clear();
  }

  #tell(news: TopicNews, { seq }: HubEvent): void {
    const packet = eventPacket(topicEvents[news.topic], JSON.stringify({ seq, ...news.message }));
    const sent = { seq, news, packet };
    this.#recent.push(sent);
    if (this.#recent.length > mostRecent) this.#reach = this.#recent.shift()?.seq ?? this.#reach;
    for (const [client, follower] of this.#followers) {
      if (!isFor(news, follower)) continue;
      if (client.ready && !this.#waiting.has(client)) client.send(packet);
      else this.#keepFor(client, sent);
    }
  }

  #keepFor(client: LiveClient, sent: SentNews): void {
    const waiting = this.#waiting.get(client) ?? new Map<string, SentNews>();
    this.#waiting.set(client, waiting);
    const { topic, message } = sent.news;
    const all = `${topic} *`;
    const key = waiting.has(all) ? all : `${topic} ${message.kind} ${message.uid}`;
    waiting.delete(key);
    waiting.set(key, key === all ? readAnew(sent) : sent);
    const ofTopic = [...waiting.keys()].filter((other) => other.startsWith(`${topic} `));
    if (ofTopic.length > mostWaiting) {
      for (const other of ofTopic) waiting.delete(other);
      waiting.set(all, readAnew(sent));
    }
    this.#timer ??= this.#deps.clock.timer(tickMs, () => this.#drain());
  }

  #drain(): void {
    this.#timer = undefined;
    for (const [client, waiting] of this.#waiting) {
      if (!client.ready) continue;
      this.#waiting.delete(client);
      for (const { packet } of waiting.values()) client.send(packet);
    }
    if (this.#waiting.size > 0) this.#timer = this.#deps.clock.timer(tickMs, () => this.#drain());
  }
}

const isFor = (news: TopicNews, { topics, principal }: Follower): boolean =>
  topics.has(news.topic) && may(principal, topicPermissions[news.topic]) && news.isFor(principal);

/** In place of more news than it makes sense to tell one by one. */
function readAnew({ seq, news }: SentNews): SentNews {
  const message = { kind: '*', action: 'update', uid: '*' };
  const packet = eventPacket(topicEvents[news.topic], JSON.stringify({ seq, ...message }));
  return { seq, news: { ...news, message }, packet };
}
