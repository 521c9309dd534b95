import { err, ok } from '../../kernel/result.ts';
import { coversUnit, isLive, SYSTEM_AUTHORITY, SYSTEM_PERSON } from '../access.ts';
import type { Asking, Authority, Grant } from '../access.ts';
import type { Outcome } from '../decider.ts';
import type { GeneralRefusalCode } from '../refusals.ts';
import type { Disclose, Disclosure, DisclosureCommand } from './commands.ts';
import type { DisclosureEvent } from './events.ts';
import type { DisclosureState } from './state.ts';

/** Records that somebody was handed something, which whoever hands it out has allowed before. */
export function decide(
  command: DisclosureCommand,
  _state: DisclosureState,
  facts: Asking,
): Outcome<DisclosureEvent, GeneralRefusalCode> {
  const under = authorityOf(command, facts);
  return under ? ok({ under, events: [eventOf(command)] }) : err({ code: 'NOT_ALLOWED' });
}

/** Everybody takes home under a right of their own; for whom the ledger gave none, the system says so. */
function authorityOf({ subject, disclosure }: Disclose, { person, grants, now }: Asking): Authority | null {
  if (person === SYSTEM_PERSON) return SYSTEM_AUTHORITY;
  if (person !== subject) return null;
  const live = grants.filter((grant) => isLive(grant, now));
  const fitting = live.filter((grant) => isFor(grant, disclosure));
  const grant = ownFirst(fitting) ?? ownFirst(live);
  return grant ? { role: grant.role, organization: grant.organization, grant: grant.position } : null;
}

/** Who holds a right of their own stands in for nobody. */
function ownFirst(grants: readonly Grant[]): Grant | undefined {
  return grants.find(({ delegatedBy }) => delegatedBy === null) ?? grants[0];
}

/** The right under which it is handed out, among those that somebody holds. */
function isFor(grant: Grant, disclosure: Disclosure): boolean {
  switch (disclosure.type) {
    case 'DOCUMENT':
      return coversUnit(grant, disclosure.unit);
    case 'BUNDLE':
      return grant.role === 'AUDITOR' && coversUnit(grant, disclosure.unit);
    case 'ENTRIES':
      return grant.role === 'AUDITOR' && grant.jurisdiction === null;
    case 'SHEET':
      return true;
  }
}

function eventOf({ subject: person, disclosure }: Disclose): DisclosureEvent {
  switch (disclosure.type) {
    case 'DOCUMENT': {
      const { digest, unit, cycle } = disclosure;
      return { type: 'DocumentDisclosed', data: { person, digest, unit, cycle } };
    }
    case 'SHEET': {
      const { name, format, query, position } = disclosure;
      return { type: 'SheetDisclosed', data: { person, name, format, query, position } };
    }
    case 'BUNDLE':
      return { type: 'BundleDisclosed', data: { person, unit: disclosure.unit, cycle: disclosure.cycle } };
    case 'ENTRIES':
      return { type: 'EntriesDisclosed', data: { person, tile: disclosure.tile } };
  }
}
