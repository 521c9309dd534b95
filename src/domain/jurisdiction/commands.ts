import type { JurisdictionKind, OrganizationKind, TimeZone } from './values.ts';

export type RegisterJurisdiction = Readonly<{
  type: 'RegisterJurisdiction';
  jurisdiction: string;
  bpsCode: string | null;
  kind: JurisdictionKind;
  name: string;
  timeZone: TimeZone;
  source: string;
}>;

export type RegisterOrganization = Readonly<{
  type: 'RegisterOrganization';
  jurisdiction: string;
  organization: string;
  kind: OrganizationKind;
  name: string;
  /** Jurisdictions a service unit covers; empty for the others. */
  covers: readonly string[];
}>;

export type AssignMandate = Readonly<{
  type: 'AssignMandate';
  jurisdiction: string;
  organization: string;
  mandates: readonly string[];
  legalBasis: string;
}>;

export type JurisdictionCommand = RegisterJurisdiction | RegisterOrganization | AssignMandate;
