/** What the processes of the fan-out benchmark say to each other. */
export const entityCount = 1000;
export type Kind = 'ours' | 'ws';

export type ServerRequest =
  | {
      readonly do: 'round';
      readonly kind: Kind;
      readonly perSecond: number;
      readonly seconds: number;
      /** How many changes come at once at least. */
      readonly burst: number;
    }
  | { readonly do: 'end' };
export type ServerReply =
  | { readonly did: 'start'; readonly ports: Readonly<Record<Kind, number>>; readonly token: string }
  | {
      readonly did: 'round';
      readonly changes: number;
      readonly cpuSeconds: number;
      /** The value that each entity was last given. */
      readonly last: readonly number[];
    };

export type ClientRequest =
  | {
      readonly do: 'connect';
      readonly kind: Kind;
      readonly count: number;
      readonly port: number;
      readonly token: string;
    }
  | { readonly do: 'disconnect'; readonly kind: Kind }
  /** Forgets what was measured. */
  | { readonly do: 'reset' }
  /** Waits until every client holds these values, at most `limitMs`. */
  | {
      readonly do: 'report';
      readonly kind: Kind;
      readonly last: readonly number[];
      readonly limitMs: number;
    };
export type ClientReply =
  | { readonly did: 'connect' | 'disconnect' | 'reset' }
  | {
      readonly did: 'report';
      readonly delivered: number;
      readonly p50Ms: number;
      readonly p99Ms: number;
      /** Clients that hold another value than the server for any entity. */
      readonly wrong: number;
    };
