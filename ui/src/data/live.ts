import type { Hub } from './hub.ts';
import { readsByTopic } from './invalidation.ts';
import type { OperationName, Topic } from '@lifeops/lib/protocol';

/** How long news of one topic are gathered before it is read again. A hub that starts sends hundreds. */
const gatherMs = 150;

/** Keeps queries, queued asks and the session in step with the live connection until it is disposed. */
export function followHub({ client, queries, pending, session, notices }: Hub): Disposable {
  const due = new Set<OperationName>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = (topic: Topic) => {
    for (const read of readsByTopic[topic]) due.add(read);
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const read of due) void queries.invalidateQueries({ queryKey: [read] });
      due.clear();
    }, gatherMs);
  };
  let wasLive = false;
  const subscriptions = [
    client.topicChanged(({ topic }) => refresh(topic)),
    client.statusChanged((status) => {
      if (status === 'refused') session.end();
      // What happened while it was gone was not told: read all anew.
      if (status === 'live' && wasLive) void queries.invalidateQueries();
      wasLive ||= status === 'live';
    }),
    client.queue.changed((writes) => {
      if (writes.length === 0) pending.settleQueued();
    }),
    client.queue.failed(({ cause }) => notices.failure(cause)),
  ];
  const follow = () => {
    client.useToken(session.token);
    if (session.token === undefined) queries.clear();
    else client.connect();
  };
  const end = session.subscribe(follow);
  follow();
  return {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      end();
      for (const subscription of subscriptions) subscription[Symbol.dispose]();
    },
  };
}
