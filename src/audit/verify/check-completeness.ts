import { FILES } from '../bundle/format.ts';
import type { Completeness } from '../bundle/format.ts';
import { ok } from '../../kernel/result.ts';
import { fromDigest } from '../../merkle/hash.ts';
import { verifyHead } from '../../merkle/heads.ts';
import type { Bundle } from './bundle.ts';
import type { BundledEntry } from './entry.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';

type ProvedHead = Completeness['heads'][number];

/** Nothing of the report and of its cycle is left out: their last entries are the heads that the ledger sealed. */
export function checkCompleteness({ completeness, streams }: Bundle): Checked {
  const { sealing, report, cycle } = streams;
  const { sealed, heads } = completeness;
  const { position, streams: count, root } = sealing.data;
  if (
    sealed.entry !== sealing.position ||
    sealed.position !== position ||
    sealed.streams !== count ||
    sealed.root !== root
  )
    return faulty(FILES.completeness, 'It says other than the entry that sealed the heads.', sealing);
  if (position >= sealing.position) return faulty(FILES.events, 'It seals what came after it.', sealing);
  const lasts = [cycle.at(-1), report.at(-1)];
  for (const [place, head] of heads.entries()) {
    const problem = headProblem(head, lasts[place], sealed);
    if (problem !== null) return faulty(FILES.completeness, problem, lasts[place]);
  }
  return ok(`as of position ${position}, by entry ${sealing.position}, which sealed ${count} streams`);
}

function headProblem(head: ProvedHead, last: BundledEntry | undefined, sealed: Completeness['sealed']): string | null {
  const { stream, streamPosition, leafHash, index, path } = head;
  if (stream !== last?.stream) return 'It does not speak of the cycle and of the report, in this order.';
  if (streamPosition !== last.streamPosition || leafHash !== last.leafHash)
    return `The head of ${stream} is not the last entry that the bundle holds of it.`;
  if (last.position > sealed.position) return `The bundle holds entries of ${stream} beyond the sealed position.`;
  const proof = { index, size: sealed.streams, path: path.map(fromDigest) };
  return verifyHead({ stream, streamPosition, leafHash }, proof, fromDigest(sealed.root))
    ? null
    : `The head of ${stream} is not among those that were sealed.`;
}
