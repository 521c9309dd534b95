import type { Instant } from '../../kernel/instant.ts';
import type { Digest } from '../../kernel/digest.ts';
import type { ApiTokenScope, GrantableRole, PersonalData } from './values.ts';

/** Without `personal`, nothing but the function is known of the person. */
export type RegisterPerson = Readonly<{
  type: 'RegisterPerson';
  subject: string;
  label: string;
  personal?: PersonalData | null;
}>;

/** Replaces all that is known of the person by what is said now. */
export type UpdatePersonalData = Readonly<{ type: 'UpdatePersonalData'; subject: string; personal: PersonalData }>;

/** Destroys all that is sealed for the person, and ends all that they may do. `authority`: who ordered it, as a function. */
export type ErasePerson = Readonly<{ type: 'ErasePerson'; subject: string; ground: string; authority: string }>;

export type GrantRole = Readonly<{
  type: 'GrantRole';
  subject: string;
  role: GrantableRole;
  /** Root of the subtree; null: the nation. */
  jurisdiction: string | null;
  organization: string | null;
  validFrom: Instant | null;
  validUntil: Instant | null;
}>;

/** `grant` is the position of the entry that gave the role. */
export type RevokeRole = Readonly<{ type: 'RevokeRole'; subject: string; grant: number; reason: string }>;

/** Lends a right of one's own (`grant`) to somebody else (`subject`) for a limited time. */
export type DelegateRole = Readonly<{
  type: 'DelegateRole';
  subject: string;
  grant: number;
  validFrom: Instant | null;
  validUntil: Instant;
  reason: string;
}>;

/** Opens one more unit to an auditor (`subject`, who asks) for a day: for when waiting for a grant would be too late. */
export type BreakGlass = Readonly<{ type: 'BreakGlass'; subject: string; unit: string; reason: string }>;

/** `token` is its id, `hash` all that is kept of its secret. */
export type IssueApiToken = Readonly<{
  type: 'IssueApiToken';
  subject: string;
  token: string;
  hash: Digest;
  label: string;
  scopes: readonly ApiTokenScope[];
  validUntil: Instant;
}>;

export type RevokeApiToken = Readonly<{ type: 'RevokeApiToken'; subject: string; token: string; reason: string }>;

export type PersonCommand =
  | RegisterPerson
  | UpdatePersonalData
  | ErasePerson
  | GrantRole
  | RevokeRole
  | DelegateRole
  | BreakGlass
  | IssueApiToken
  | RevokeApiToken;
