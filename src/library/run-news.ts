/** Tabs of this page tell each other which kept runs they have deleted or put back. */
export interface RunNews {
  readonly type: 'deleted' | 'put-back';
  readonly ids: readonly string[];
}

export interface RunNewsLine {
  tell(news: RunNews): void;
  close(): void;
}

/** hear: what other tabs tell. Where the browser has no such channel, nothing is told or heard. */
export function joinRunNews(hear: (news: RunNews) => void): RunNewsLine {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => {}, close: () => {} };
  const channel = new BroadcastChannel('inkling-runs');
  channel.addEventListener('message', ({ data }: MessageEvent<RunNews>) => hear(data));
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A channel has no other origin than this one.
    tell: (news) => channel.postMessage(news),
    close: () => channel.close(),
  };
}
