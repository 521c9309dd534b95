import type { RefusalCode } from '../domain/catalogue.ts';
import type { Refusal } from '../domain/decider.ts';
import { SYSTEM_PERSON } from '../domain/access.ts';
import type { Handle, Request } from './handle.ts';
import type { JejakCommand } from './command.ts';
import type { CalendarReference, Reference } from './reference.ts';

/** `key`: the verifier key of the log; null where nobody signs for it. */
export type Opening = Readonly<{ origin: string; demo: boolean; key: string | null; reference: Reference }>;

/** What the system itself was refused, which is a bug or a ledger of another making. */
export class SystemRefused extends Error {
  override readonly name = 'SystemRefused';
  readonly refusal: Refusal<RefusalCode>;

  constructor(command: JejakCommand, refusal: Refusal<RefusalCode>) {
    super(`the system was refused ${command.type}: ${refusal.code}`);
    this.refusal = refusal;
  }
}

/**
 * Opens an empty ledger and enters the reference data: every province, regency and city, the editions of the
 * instruments, and the calendars. Done again after an interruption it goes on where it stopped, since its command ids are fixed.
 */
export async function openLedger(handle: Handle, { origin, demo, key, reference }: Opening): Promise<void> {
  await asSystem(handle, { commandId: 'open-ledger', command: { type: 'OpenLedger', origin, demo, key } });
  await enterReference(handle, reference);
}

/** Enters what is not entered yet of the reference data: every place, every edition, and every year of a calendar. */
export async function enterReference(handle: Handle, { jurisdictions, editions, calendars }: Reference): Promise<void> {
  await Promise.all([
    ...jurisdictions.map((one) => {
      const { kemendagri: jurisdiction, bps: bpsCode, kind, name, timeZone, source } = one;
      const command = { type: 'RegisterJurisdiction', jurisdiction, bpsCode, kind, name, timeZone, source } as const;
      return asSystem(handle, { commandId: `register-${jurisdiction}`, command, priority: 'BULK' });
    }),
    ...editions.map(({ edition, text, digest }) =>
      asSystem(handle, {
        commandId: `publish-${edition.instrument}-${edition.edition}`,
        command: { type: 'PublishInstrument', edition, digest },
        content: { digest, text },
      }),
    ),
    ...calendars.map((one) => enterCalendar(handle, one)),
  ]);
}

/**
 * The same words are entered once, so that what an administrator revised since is left alone; other words are a new
 * revision. Somebody may have published the very same before.
 */
async function enterCalendar(handle: Handle, { year, digest }: CalendarReference): Promise<void> {
  const commandId = `calendar-${year.calendar}-${year.year}-${digest}`;
  const command = { type: 'PublishCalendarYear', ...year, expectedRevision: null } as const;
  const answer = await handle({ commandId, command, person: SYSTEM_PERSON });
  if (!answer.ok && answer.error.code !== 'NOTHING_CHANGED') throw new SystemRefused(command, answer.error);
}

/** A command of the system itself; nobody is asked, so a refusal is a bug. Answers where the ledger ended after it. */
export async function asSystem(handle: Handle, request: Omit<Request, 'person'>): Promise<number> {
  const answer = await handle({ ...request, person: SYSTEM_PERSON });
  if (!answer.ok) throw new SystemRefused(request.command, answer.error);
  return answer.value.position;
}
