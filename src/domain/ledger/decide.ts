import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { authorize } from '../access.ts';
import type { Asking } from '../access.ts';
import type { Outcome, Refusal } from '../decider.ts';
import type { GeneralRefusalCode } from '../refusals.ts';
import type { EndDemo, LedgerCommand, OpenLedger } from './commands.ts';
import type { LedgerEvent } from './events.ts';
import type { ledgerRefusals } from './refusals.ts';
import type { LedgerState } from './state.ts';

type Code = GeneralRefusalCode | keyof typeof ledgerRefusals;
type Ruled = Result<LedgerEvent, Refusal<Code>>;

export function decide(command: LedgerCommand, state: LedgerState, facts: Asking): Outcome<LedgerEvent, Code> {
  const under = authorize({ roles: ['SYSTEM'], unit: null }, facts);
  if (!under) return err({ code: 'NOT_ALLOWED' });
  const ruled = command.type === 'OpenLedger' ? open(command, state) : endDemo(command, state);
  return ruled.ok ? ok({ under, events: [ruled.value] }) : ruled;
}

function open({ origin, demo }: OpenLedger, state: LedgerState): Ruled {
  return state.phase === 'open' ? err({ code: 'LEDGER_OPEN' }) : ok({ type: 'LedgerOpened', data: { origin, demo } });
}

function endDemo({ stories }: EndDemo, state: LedgerState): Ruled {
  if (state.phase === 'unopened' || !state.demo) return err({ code: 'NOT_A_DEMO' });
  return state.told ? err({ code: 'DEMO_TOLD' }) : ok({ type: 'DemoTold', data: { stories: [...stories] } });
}
