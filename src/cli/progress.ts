import type { WriteStream } from 'node:tty';

const STEPS = 20;

/** A line that grows while something is told: redrawn on a terminal, a line every tenth of the way elsewhere. */
export function createProgress(
  title: string,
  stream: Pick<WriteStream, 'write'> & Readonly<{ isTTY?: boolean }> = process.stderr,
): (done: number, of: number) => void {
  const shownEvery = stream.isTTY ? STEPS : STEPS / 2;
  let shown = -1;
  return (done, of) => {
    const step = of === 0 ? shownEvery : Math.floor((done * shownEvery) / of);
    if (step === shown) return;
    shown = step;
    const filled = Math.round((step * STEPS) / shownEvery);
    const bar = '#'.repeat(filled).padEnd(STEPS, '.');
    const end = stream.isTTY && done < of ? '' : '\n';
    stream.write(`${stream.isTTY ? '\r' : ''}${title} [${bar}] ${done} / ${of}${end}`);
  };
}
