import { FILES, proofName } from '../bundle/format.ts';
import { ok } from '../../kernel/result.ts';
import { verifyInclusion } from '../../merkle/inclusion.ts';
import { formatTlogProof, parseTlogProof } from '../../merkle/tlog-proof.ts';
import type { Bundle } from './bundle.ts';
import type { BundledEntry } from './entry.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import { readText } from './read-file.ts';

/** Every event is in the tree of the checkpoint, at its position; and nothing else is proved. */
export function checkProofs(bundle: Bundle): Checked {
  const { entries, files, checkpoint } = bundle;
  for (const entry of entries) {
    const fault = checkProof(bundle, entry);
    if (!fault.ok) return fault;
  }
  const expected = new Set(entries.map(({ position }) => proofName(position)));
  const spare = [...files.keys()].find((name) => name.startsWith('proofs/') && !expected.has(name));
  if (spare !== undefined) return faulty(spare, 'It proves an entry that the bundle does not hold.');
  return ok(`${entries.length} entries are in the tree of ${checkpoint.size} entries`);
}

function checkProof({ files, checkpoint }: Bundle, entry: BundledEntry): Checked {
  const name = proofName(entry.position);
  const text = readText(files, name);
  if (!text.ok) return text;
  const proof = parseTlogProof(text.value);
  if (!proof || formatTlogProof(proof) !== text.value || proof.extra !== null)
    return faulty(name, 'It is not written as a proof without extra data.', entry);
  const { index, path } = proof;
  if (index !== entry.position - 1) return faulty(name, 'It proves another position than its name says.', entry);
  if (proof.checkpoint !== checkpoint.text) return faulty(name, 'It leads to another checkpoint.', entry);
  const { size, root } = checkpoint;
  if (!verifyInclusion({ index, size, root, path, leaf: entry.leaf }))
    return faulty(
      FILES.events,
      `The entry is not what the ledger holds there: ${name} does not lead from it to the checkpoint.`,
      entry,
    );
  return ok(name);
}
