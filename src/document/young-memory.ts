import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Large beside what a collection of young memory costs (about a millisecond), small beside what uploads may add. */
const COLLECTED_EVERY = 8 * 1_048_576;

type Collect = (kind: Readonly<{ type: 'minor' }>) => void;

/**
 * Counts bytes that came and went, and lets V8 collect what died young now and then. The buffers of a socket lie outside
 * of its heap, where 64 MiB of them gather before it looks by itself: then every large upload would add as much.
 */
export function createYoungMemory(): (bytes: number) => void {
  const collect = minorCollection();
  let gone = 0;
  return (bytes) => {
    gone += bytes;
    if (gone < COLLECTED_EVERY) return;
    gone = 0;
    collect({ type: 'minor' });
  };
}

/** Node hands out its collector to programs that were started with a flag, and to contexts made after it was set. */
function minorCollection(): Collect {
  setFlagsFromString('--expose-gc');
  // It is V8's own `gc`, which takes its kind.
  return runInNewContext('gc') as Collect;
}
