import type { Recorded } from '../domain/event.ts';
import { jurisdictionEvents } from '../domain/jurisdiction/index.ts';
import type { JurisdictionEvent, JurisdictionKind, OrganizationKind, TimeZone } from '../domain/jurisdiction/index.ts';
import { ownEvents } from './own-events.ts';
import type { Projection } from './projection.ts';

export type JurisdictionRow = Readonly<{
  jurisdiction: string;
  bpsCode: string | null;
  kind: JurisdictionKind;
  name: string;
  timeZone: TimeZone;
  source: string;
}>;

export type OrganizationRow = Readonly<{
  jurisdiction: string;
  organization: string;
  kind: OrganizationKind;
  name: string;
  covers: readonly string[];
  mandates: readonly string[];
}>;

type Event = Recorded<JurisdictionEvent>;

const isOfJurisdiction = ownEvents(jurisdictionEvents);

/** Provinces, regencies and cities. */
export const jurisdictionProjection: Projection<JurisdictionRow> = {
  name: 'jurisdiction',
  version: 1,
  keys: (event) => (isOfJurisdiction(event) ? jurisdictionKeys(event) : []),
  evolve: (row, event) => (isOfJurisdiction(event) ? evolveJurisdiction(row, event) : row),
};

/** Organizations by `<jurisdiction>/<organization>`, with their mandates. */
export const organizationProjection: Projection<OrganizationRow> = {
  name: 'organization',
  version: 1,
  keys: (event) => (isOfJurisdiction(event) ? organizationKeys(event) : []),
  evolve: (row, event) => (isOfJurisdiction(event) ? evolveOrganization(row, event) : row),
};

function jurisdictionKeys(event: Event): readonly string[] {
  switch (event.type) {
    case 'JurisdictionRegistered':
      return [event.data.jurisdiction];
    case 'OrganizationRegistered':
    case 'MandateAssigned':
      return [];
  }
}

function evolveJurisdiction(row: JurisdictionRow | null, event: Event): JurisdictionRow | null {
  switch (event.type) {
    case 'JurisdictionRegistered':
      return event.data;
    case 'OrganizationRegistered':
    case 'MandateAssigned':
      return row;
  }
}

function organizationKeys(event: Event): readonly string[] {
  switch (event.type) {
    case 'JurisdictionRegistered':
      return [];
    case 'OrganizationRegistered':
    case 'MandateAssigned':
      return [`${jurisdictionOf(event)}/${event.data.organization}`];
  }
}

function evolveOrganization(row: OrganizationRow | null, event: Event): OrganizationRow | null {
  switch (event.type) {
    case 'JurisdictionRegistered':
      return row;
    case 'OrganizationRegistered':
      return { jurisdiction: jurisdictionOf(event), ...event.data, mandates: [] };
    case 'MandateAssigned':
      return row && { ...row, mandates: [...new Set([...row.mandates, ...event.data.mandates])].sort() };
  }
}

function jurisdictionOf({ stream }: Event): string {
  return stream.slice(stream.indexOf('/') + 1);
}
