import { ok } from '../../kernel/result.ts';
import { formatVerifierKey } from '../../merkle/key.ts';
import type { VerifierKey } from '../../merkle/key.ts';
import { verifyNote } from '../../merkle/note.ts';
import { checkpointMeetsPolicy } from '../../merkle/policy.ts';
import type { Policy } from '../../merkle/policy.ts';
import { FILES } from '../bundle/format.ts';
import type { Bundle } from './bundle.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';

/** Whom to believe. It comes from outside the bundle, or the bundle can only show that it agrees with itself. */
export type Trust =
  | Readonly<{ kind: 'KEYS'; keys: readonly VerifierKey[] }>
  | Readonly<{ kind: 'POLICY'; policy: Policy }>
  | Readonly<{ kind: 'NONE' }>;

type OutsideTrust = Exclude<Trust, { kind: 'NONE' }>;

const DISTRUST = {
  NO_KNOWN_KEY: 'It is not signed by a key that you trust.',
  BAD_SIGNATURE: 'A signature by a key that you trust does not hold.',
  OTHER_ORIGIN: 'It is signed by a key that you trust, but for another log.',
  QUORUM_NOT_REACHED: 'It is not cosigned by as many witnesses as your policy asks for.',
} as const;

/** Every signature of the log holds, `policy.txt` names exactly the keys that made them, and one of them is trusted. */
export function checkCheckpoint(bundle: Bundle, trust: Trust): Checked {
  const { checkpoint, keys } = bundle;
  if (!namesTheSigners(bundle))
    return faulty(FILES.policy, 'It does not name the keys whose signatures the checkpoint bears.');
  if (!verifyNote(checkpoint.note, keys).ok) return faulty(FILES.checkpoint, 'Its signature does not hold.');
  const trusted = trust.kind === 'NONE' ? ok(keys) : trustedKeys(bundle, trust);
  if (!trusted.ok) return trusted;
  const named = trusted.value.map(formatVerifierKey).join(' and ');
  return ok(`${checkpoint.size} entries of ${checkpoint.origin}, signed by ${named}`);
}

/** Signatures by other names are those of witnesses. */
function namesTheSigners({ checkpoint: { note, origin }, keys }: Bundle): boolean {
  const signers = note.signatures.filter(({ name }) => name === origin);
  if (keys.length === 0 || signers.length !== keys.length) return false;
  return keys.every(({ name, id }, at) => name === origin && id === signers[at]?.id);
}

function trustedKeys({ checkpoint }: Bundle, trust: OutsideTrust): Checked<readonly VerifierKey[]> {
  const { note, origin } = checkpoint;
  // A key may sign for other logs as well, but speaks only for the one of its name.
  const signed =
    trust.kind === 'POLICY'
      ? checkpointMeetsPolicy(note, trust.policy)
      : verifyNote(
          note,
          trust.keys.filter(({ name }) => name === origin),
        );
  return signed.ok ? signed : faulty(FILES.checkpoint, DISTRUST[signed.error]);
}
