import type { Recorded } from '../event.ts';
import type { JurisdictionEvent } from './events.ts';
import type { JurisdictionKind, OrganizationKind, TimeZone } from './values.ts';

export type OrganizationState = Readonly<{
  kind: OrganizationKind;
  name: string;
  covers: readonly string[];
  mandates: readonly string[];
}>;

export type RegisteredJurisdiction = Readonly<{
  phase: 'registered';
  kind: JurisdictionKind;
  name: string;
  timeZone: TimeZone;
  organizations: Readonly<Record<string, OrganizationState>>;
}>;

export type JurisdictionState = Readonly<{ phase: 'unknown' }> | RegisteredJurisdiction;

export const initialState: JurisdictionState = { phase: 'unknown' };

export function evolve(state: JurisdictionState, event: Recorded<JurisdictionEvent>): JurisdictionState {
  if (event.type === 'JurisdictionRegistered') {
    const { kind, name, timeZone } = event.data;
    return { phase: 'registered', kind, name, timeZone, organizations: {} };
  }
  if (state.phase === 'unknown') return state;
  switch (event.type) {
    case 'OrganizationRegistered': {
      const { organization, kind, name, covers } = event.data;
      return withOrganization(state, organization, { kind, name, covers, mandates: [] });
    }
    case 'MandateAssigned': {
      const { organization, mandates } = event.data;
      const held = state.organizations[organization];
      if (!held) return state;
      return withOrganization(state, organization, { ...held, mandates: union(held.mandates, mandates) });
    }
  }
}

function withOrganization(
  state: RegisteredJurisdiction,
  code: string,
  organization: OrganizationState,
): RegisteredJurisdiction {
  return { ...state, organizations: { ...state.organizations, [code]: organization } };
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])].sort();
}
