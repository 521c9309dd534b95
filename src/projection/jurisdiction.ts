import type { RecordedJejakEvent } from '../domain/catalogue.ts';
import type { JurisdictionKind, OrganizationKind, TimeZone } from '../domain/jurisdiction/index.ts';
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

/** Provinces, regencies and cities. */
export const jurisdictionProjection: Projection<JurisdictionRow> = {
  name: 'jurisdiction',
  version: 1,
  keys: (event) => (event.type === 'JurisdictionRegistered' ? [event.data.jurisdiction] : []),
  evolve: (row, event) => (event.type === 'JurisdictionRegistered' ? event.data : row),
};

/** Organizations by `<jurisdiction>/<organization>`, with their mandates. */
export const organizationProjection: Projection<OrganizationRow> = {
  name: 'organization',
  version: 1,
  keys: (event) => (isOfOrganization(event) ? [`${jurisdictionOf(event)}/${event.data.organization}`] : []),
  evolve: (row, event) => {
    if (event.type === 'OrganizationRegistered') {
      return { jurisdiction: jurisdictionOf(event), ...event.data, mandates: [] };
    }
    if (event.type !== 'MandateAssigned' || !row) return row;
    return { ...row, mandates: [...new Set([...row.mandates, ...event.data.mandates])].sort() };
  },
};

type OrganizationEvent = Extract<RecordedJejakEvent, { type: 'OrganizationRegistered' | 'MandateAssigned' }>;

function isOfOrganization(event: RecordedJejakEvent): event is OrganizationEvent {
  return event.type === 'OrganizationRegistered' || event.type === 'MandateAssigned';
}

function jurisdictionOf({ stream }: RecordedJejakEvent): string {
  return stream.slice(stream.indexOf('/') + 1);
}
