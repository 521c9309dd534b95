import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { authorize } from '../access.ts';
import type { Asking } from '../access.ts';
import type { Outcome, Refusal } from '../decider.ts';
import type { GeneralRefusalCode } from '../refusals.ts';
import type { EndDemo, ForkLedger, LedgerCommand, OpenLedger, RotateSigningKey, SealStreamHeads } from './commands.ts';
import type { LedgerEvent } from './events.ts';
import type { ledgerRefusals } from './refusals.ts';
import type { LedgerState, OpenLedgerState } from './state.ts';

/** `head` is the last position before the command. */
export type LedgerFacts = Asking & Readonly<{ head: number }>;

type Code = GeneralRefusalCode | keyof typeof ledgerRefusals;
type Ruled = Result<LedgerEvent, Refusal<Code>>;

export function decide(command: LedgerCommand, state: LedgerState, facts: LedgerFacts): Outcome<LedgerEvent, Code> {
  const under = authorize({ roles: ['SYSTEM'], unit: null }, facts);
  if (!under) return err({ code: 'NOT_ALLOWED' });
  const ruled = command.type === 'OpenLedger' ? open(command, state) : ruleOpened(command, state, facts);
  return ruled.ok ? ok({ under, events: [ruled.value] }) : ruled;
}

function open({ origin, demo, key }: OpenLedger, state: LedgerState): Ruled {
  if (state.phase === 'open') return err({ code: 'LEDGER_OPEN' });
  return ok({ type: 'LedgerOpened', data: { origin, demo, key } });
}

function ruleOpened(command: Exclude<LedgerCommand, OpenLedger>, state: LedgerState, facts: LedgerFacts): Ruled {
  if (state.phase === 'unopened') return err({ code: command.type === 'EndDemo' ? 'NOT_A_DEMO' : 'LEDGER_NOT_OPEN' });
  switch (command.type) {
    case 'EndDemo':
      return endDemo(command, state);
    case 'RotateSigningKey':
      return rotate(command, state);
    case 'SealStreamHeads':
      return seal(command, state, facts);
    case 'ForkLedger':
      return fork(command, state, facts);
  }
}

function endDemo({ stories }: EndDemo, { demo, told }: OpenLedgerState): Ruled {
  if (!demo) return err({ code: 'NOT_A_DEMO' });
  return told ? err({ code: 'DEMO_TOLD' }) : ok({ type: 'DemoTold', data: { stories: [...stories] } });
}

function rotate({ key, retiresAt }: RotateSigningKey, { keys }: OpenLedgerState): Ruled {
  if (keys.some((one) => one.key === key)) return err({ code: 'KEY_KNOWN' });
  return ok({ type: 'SigningKeyRotated', data: { key, retiring: keys.at(-1)?.key ?? null, retiresAt } });
}

/** Seals are in order: what was sealed is never sealed anew, and nothing is sealed that is not there yet. */
function seal({ position, streams, root }: SealStreamHeads, { sealed }: OpenLedgerState, { head }: LedgerFacts): Ruled {
  if (position <= sealed || position > head) return err({ code: 'SEALED_ALREADY' });
  return ok({ type: 'StreamHeadsSealed', data: { position, streams, root } });
}

/** What was kept was counted before the lock: an entry that came in between is not to be lost sight of. */
function fork(command: ForkLedger, state: OpenLedgerState, { head }: LedgerFacts): Ruled {
  const { origin, key, oldCheckpoint, keptSize, reason } = command;
  if (origin === state.origin || state.keys.some((one) => one.key === key)) return err({ code: 'KEY_KNOWN' });
  if (keptSize !== head) return err({ code: 'CHANGED_SINCE_SEEN', path: ['keptSize'] });
  return ok({
    type: 'LedgerForked',
    data: { origin, key, oldOrigin: state.origin, oldCheckpoint, keptSize, reason },
  });
}
