import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { authorize } from '../access.ts';
import type { Asking } from '../access.ts';
import type { Outcome, Refusal } from '../decider.ts';
import type { GeneralRefusalCode } from '../refusals.ts';
import type { AssignMandate, JurisdictionCommand, RegisterJurisdiction, RegisterOrganization } from './commands.ts';
import type { JurisdictionEvent } from './events.ts';
import type { jurisdictionRefusals } from './refusals.ts';
import type { JurisdictionState, RegisteredJurisdiction } from './state.ts';

type Code = GeneralRefusalCode | keyof typeof jurisdictionRefusals;
type Ruling = Result<JurisdictionEvent, Refusal<Code>>;

export function decide(
  command: JurisdictionCommand,
  state: JurisdictionState,
  facts: Asking,
): Outcome<JurisdictionEvent, Code> {
  const under = authorize({ roles: ['ADMINISTRATOR', 'SYSTEM'], unit: command.jurisdiction }, facts);
  if (!under) return err({ code: 'NOT_ALLOWED' });
  const ruling = rule(command, state);
  return ruling.ok ? ok({ under, events: [ruling.value] }) : ruling;
}

function rule(command: JurisdictionCommand, state: JurisdictionState): Ruling {
  if (command.type === 'RegisterJurisdiction') return registerJurisdiction(command, state);
  if (state.phase === 'unknown') return err({ code: 'JURISDICTION_UNKNOWN' });
  return command.type === 'RegisterOrganization' ? registerOrganization(command, state) : assignMandate(command, state);
}

function registerJurisdiction(command: RegisterJurisdiction, state: JurisdictionState): Ruling {
  if (state.phase === 'registered') return err({ code: 'JURISDICTION_REGISTERED' });
  const { jurisdiction, bpsCode, kind, name, timeZone, source } = command;
  return ok({ type: 'JurisdictionRegistered', data: { jurisdiction, bpsCode, kind, name, timeZone, source } });
}

function registerOrganization(command: RegisterOrganization, state: RegisteredJurisdiction): Ruling {
  const { organization, kind, name, covers } = command;
  if (Object.hasOwn(state.organizations, organization)) return err({ code: 'ORGANIZATION_REGISTERED' });
  return ok({ type: 'OrganizationRegistered', data: { organization, kind, name, covers: [...covers] } });
}

function assignMandate(command: AssignMandate, state: RegisteredJurisdiction): Ruling {
  const { organization, mandates, legalBasis } = command;
  const held = Object.hasOwn(state.organizations, organization) ? state.organizations[organization] : null;
  if (!held) return err({ code: 'ORGANIZATION_UNKNOWN' });
  if (mandates.every((mandate) => held.mandates.includes(mandate))) return err({ code: 'NOTHING_CHANGED' });
  return ok({
    type: 'MandateAssigned',
    data: { organization, name: held.name, mandates: [...new Set(mandates)].sort(), legalBasis },
  });
}
