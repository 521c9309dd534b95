import { SYSTEM_PERSON } from '../domain/access.ts';
import type { RefusalCode } from '../domain/catalogue.ts';
import { PersonId } from '../domain/codes.ts';
import type { Refusal } from '../domain/decider.ts';
import type { Disclosure } from '../domain/disclosure/index.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { digestOf } from '../kernel/digest.ts';
import type { Json } from '../kernel/json.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Handle } from './handle.ts';

export type { Disclosure };

/**
 * Records that a person is about to be handed something. It MUST be awaited before the first byte leaves, and nothing may
 * leave where it answers with an error: else somebody could have taken home what nobody knows of.
 */
export type Disclose = (person: string, disclosure: Disclosure) => Promise<Result<void, Refusal<RefusalCode>>>;

/** Whoever asks for the same again and again, as machines do, is told of once in so long. */
const ONCE_IN_MILLISECONDS = 60 * 60 * 1000;

export function createDisclose(handle: Handle, now: () => number = Date.now): Disclose {
  return async (person, disclosure) => {
    if (!PersonId.safeParse(person).success) return err({ code: 'NOT_ALLOWED' });
    const hour = Math.floor(now() / ONCE_IN_MILLISECONDS);
    const input = { person, thing: thingOf(disclosure) };
    const commandId = `disclosure:${digestOf(canonicalJson({ ...input, hour })).slice('sha256:'.length)}`;
    const command = { type: 'Disclose', subject: person, disclosure } as const;
    const own = await handle({ person, commandId, command, input });
    const told =
      !own.ok && own.error.code === 'NOT_ALLOWED'
        ? await handle({ person: SYSTEM_PERSON, commandId, command, input })
        : own;
    return told.ok ? ok(undefined) : told;
  };
}

/**
 * What makes it the same. A sheet of now is the same sheet although its disclosure moved the ledger on, and the growing
 * tile at its end the same tile: else whoever follows the log would make it grow by following it.
 */
function thingOf(disclosure: Disclosure): Json {
  switch (disclosure.type) {
    case 'SHEET': {
      const { type, name, format, query } = disclosure;
      return { type, name, format, query };
    }
    case 'ENTRIES':
      return { type: disclosure.type, tile: disclosure.tile.split('.', 1)[0] ?? '' };
    case 'DOCUMENT':
    case 'BUNDLE':
      return disclosure;
  }
}
