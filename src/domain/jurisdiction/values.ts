import { z } from 'zod';

/** Indonesia's time zones, none with daylight saving: WIB, WITA, WIT. */
export const TIME_ZONES = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 } as const;

export type TimeZone = keyof typeof TIME_ZONES;

export const TimeZone = z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']);

export const JurisdictionKind = z.enum(['PROVINCE', 'REGENCY', 'CITY']);

export type JurisdictionKind = z.infer<typeof JurisdictionKind>;

/** Local agencies (OPD), and others that are asked to report; a service unit is itself a reporting unit. */
export const OrganizationKind = z.enum([
  'AGENCY',
  'LEGAL_DIVISION',
  'COMPANY',
  'UNIVERSITY',
  'COMMUNITY',
  'SERVICE_UNIT',
]);

export type OrganizationKind = z.infer<typeof OrganizationKind>;
