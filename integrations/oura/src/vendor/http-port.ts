/** One request of ours: `query` is encoded by the port, `body` is sent as it stands. */
export interface HttpRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Fires when nobody waits any longer: the port drops the request and rejects. */
  readonly signal: AbortSignal;
}

/** What came back, whatever the status. Header names are in lower case. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The one way out. Resolves for every status; rejects only when there is no answer. Follows no redirect. */
export type HttpPort = (request: HttpRequest) => Promise<HttpReply>;

export interface HttpDep {
  readonly http: HttpPort;
}
