import type { Data, HttpWorld, Problem } from './http-server.ts';

/** One server-sent event of a subscription. */
export type Told = Readonly<{
  id: string | null;
  event: string;
  data: Data | null;
  errors: readonly Problem[];
  position: string | null;
}>;

export type Subscribed = Readonly<{
  query: string;
  variables?: object;
  person?: string;
  headers?: Readonly<Record<string, string>>;
  /** As an EventSource asks, with everything in the address. */
  get?: boolean;
}>;

/** A subscription that runs: what it is told, and how its client goes away. */
export type Subscription = Readonly<{ response: Response; told: AsyncGenerator<Told>; leave: () => void }>;

type Server = Pick<HttpWorld, 'url'>;
type Tokens = Pick<HttpWorld['tokens'], 'issueToken'>;

export async function subscribe({ url }: Server, tokens: Tokens, asked: Subscribed): Promise<Subscription> {
  const { query, variables, person, headers, get } = asked;
  const client = new AbortController();
  const authorization = person === undefined ? {} : { authorization: `Bearer ${await tokens.issueToken(person)}` };
  const shared = { signal: client.signal };
  const accept = { accept: 'text/event-stream', ...authorization, ...headers };
  const address = new URLSearchParams({ query, variables: JSON.stringify(variables ?? {}) }).toString();
  const response = get
    ? await fetch(`${url}?${address}`, { ...shared, headers: accept })
    : await fetch(url, {
        ...shared,
        method: 'POST',
        headers: { 'content-type': 'application/json', ...accept },
        body: JSON.stringify({ query, variables }),
      });
  return { response, told: toldBy(response), leave: () => client.abort() };
}

/** The next messages of a subscription, which goes on. */
export async function take({ told }: Subscription, count: number): Promise<readonly Told[]> {
  const taken: Told[] = [];
  while (taken.length < count) {
    const next = await told.next();
    if (next.done) return taken;
    taken.push(next.value);
  }
  return taken;
}

/** Everything it is told until it ends; throws where the connection breaks. */
export async function takeAll({ told }: Subscription): Promise<readonly Told[]> {
  const all: Told[] = [];
  for await (const one of told) all.push(one);
  return all;
}

async function* toldBy(response: Response): AsyncGenerator<Told> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    yield* blocks.filter((block) => !block.startsWith(':')).map(parseBlock);
  }
}

function parseBlock(block: string): Told {
  const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line]));
  const valueOf = (name: string): string | null =>
    fields
      .get(name)
      ?.slice(name.length + 1)
      .trimStart() ?? null;
  const { data = null, errors = [], extensions } = JSON.parse(valueOf('data') || '{}') as Partial<Message>;
  return { id: valueOf('id'), event: valueOf('event') ?? '', data, errors, position: extensions?.position ?? null };
}

type Message = Pick<Told, 'data' | 'errors'> & Readonly<{ extensions: Readonly<{ position: string }> }>;
