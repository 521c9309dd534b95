/** How the process is told to end. */
export type Stopping = Readonly<{
  /** Resolves with the first signal that asks for it. */
  asked: Promise<NodeJS.Signals>;
  /** Aborted by a signal that comes later: whoever sends it will not wait any longer. */
  hurry: AbortSignal;
}>;

/** Milliseconds. npm passes on a Ctrl-C that the terminal has sent to us already: what follows so soon is the same one. */
const ECHO = 1000;

export function listenForStop(): Stopping {
  const hurry = new AbortController();
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    let first: number | null = null;
    const heard = (signal: NodeJS.Signals): void => {
      first ??= performance.now();
      if (performance.now() - first > ECHO) hurry.abort();
      resolve(signal);
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, heard);
  });
  return { asked, hurry: hurry.signal };
}

/** Milliseconds for letting go of everything once no request is waited for any longer. */
const LETTING_GO = 15_000;

/** Ends the process when all else failed to: a database that hangs must not keep it for ever. */
export function endAnyway(milliseconds: number, say: () => void): void {
  setTimeout(() => {
    say();
    process.exit(1);
  }, milliseconds + LETTING_GO).unref();
}
