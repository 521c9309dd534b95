/** To follow with so many, to say how many events they were told together, or to leave. */
export type FollowersTold = Readonly<{ url: string; token: string; count: number }> | 'count' | 'leave';

const QUERY = 'subscription { events { position type actor { person } } }';

let told = 0;
let left = new AbortController();

process.on('message', (message: FollowersTold) => {
  void answerTo(message).then((answer) => process.send?.(answer));
});

/** Resolves when all of them are connected. */
async function answerTo(message: FollowersTold): Promise<number> {
  if (message === 'count') return told;
  if (message === 'leave') {
    left.abort();
    return 0;
  }
  told = 0;
  left = new AbortController();
  await Promise.all(Array.from({ length: message.count }, () => follow(message)));
  return message.count;
}

async function follow({ url, token }: Readonly<{ url: string; token: string }>): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream', 'content-type': 'application/json' };
  const body = JSON.stringify({ query: QUERY });
  const response = await fetch(url, { method: 'POST', headers, body, signal: left.signal });
  if (response.status !== 200 || !response.body) throw new Error(`a subscription was refused: ${response.status}`);
  void count(response.body.pipeThrough(new TextDecoderStream())).catch(() => undefined);
}

/** A message ends with an empty line; what a chunk ends with may be the first half of one. */
async function count(chunks: AsyncIterable<string>): Promise<void> {
  let rest = '';
  for await (const chunk of chunks) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    told += blocks.filter((block) => block.includes('event: next')).length;
  }
}
