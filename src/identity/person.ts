import { SYSTEM_PERSON } from '../domain/access.ts';
import { PersonId } from '../domain/codes.ts';

/** May a token speak for it? Nobody speaks as the system: its authority is the running program's alone. */
export function isSpeakable(person: unknown): person is string {
  return PersonId.safeParse(person).success && String(person).toLowerCase() !== SYSTEM_PERSON;
}
