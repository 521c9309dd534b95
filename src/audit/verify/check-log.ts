import { fold } from '../../domain/decider.ts';
import { isLedgerEvent, ledger } from '../../domain/ledger/index.ts';
import type { OpenLedgerState } from '../../domain/ledger/index.ts';
import { FILES } from '../bundle/format.ts';
import { ok } from '../../kernel/result.ts';
import { formatVerifierKey } from '../../merkle/key.ts';
import type { Bundle } from './bundle.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';

/** The ledger itself says under which name and with which key its checkpoints are signed. */
export function checkLog(bundle: Bundle): Checked {
  const log = openedLog(bundle);
  if (!log.ok) return log;
  const { origin, keys: stated } = log.value;
  if (origin !== bundle.checkpoint.origin)
    return faulty(FILES.checkpoint, `Its log is not ${origin}, which the entries of the ledger name.`);
  const known = new Set(stated.map(({ key }) => key));
  // Between the sealed position and the checkpoint the key may have been changed; then the one before signs along.
  if (known.size > 0 && !bundle.keys.some((key) => known.has(formatVerifierKey(key))))
    return faulty(FILES.policy, 'None of its keys is one that the entries of the ledger name.');
  return ok(`${origin} is what its own entries name it, and its key one of ${known.size}`);
}

/** What the entries of the stream `ledger` say of the log. */
export function openedLog({ streams: { log } }: Bundle): Checked<OpenLedgerState> {
  const opening = log.filter(({ type }) => type === 'LedgerOpened');
  const [first] = log;
  if (opening.length !== 1 || first?.type !== 'LedgerOpened' || first.position !== 1)
    return faulty(FILES.events, 'The first entry does not open the ledger, or another one does.');
  const state = fold(
    ledger,
    log.filter((entry) => isLedgerEvent(entry)),
  );
  return state.phase === 'open' ? ok(state) : faulty(FILES.events, 'The ledger is not open.', first);
}
