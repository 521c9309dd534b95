import type { PersonalData } from '../domain/person/index.ts';
import type { CommitmentOf } from '../domain/sealed.ts';
import type { Json } from '../kernel/json.ts';
import { commitTo } from '../ledger/sealed/value.ts';
import type { SealedValue } from '../ledger/sealed/value.ts';
import type { JejakCommand } from './command.ts';

/** A command on its way into the ledger: what it asks in the open, and what is sealed of it. */
export type SealedWords = Readonly<{ input: Json; seals: readonly SealedValue[]; commitmentOf: CommitmentOf }>;

type PersonalCommand = Extract<JejakCommand, { type: 'RegisterPerson' | 'UpdatePersonalData' }>;

/** Says in `input` that something is sealed there: what it is counts by its fingerprint. */
const SEALED = { sealed: true };

/**
 * Commits to everything in the command that may be about people, under the key of whom it is about or who says it. The
 * other commands hold nothing of the kind: ADR 0035 goes through them.
 */
export function sealWords(command: JejakCommand, person: string): SealedWords {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- most commands hold no such words
  switch (command.type) {
    case 'AskClarification':
      return sealed(person, [command.question], { ...command, question: SEALED });
    case 'AnswerClarification':
      return sealed(person, [command.answer], { ...command, answer: SEALED });
    case 'RegisterPerson':
    case 'UpdatePersonalData':
      return command.personal ? sealPersonal(command, command.personal) : sealed(person, [], command);
    default:
      return sealed(person, [], command);
  }
}

function sealPersonal(command: PersonalCommand, { name, phone, identityNumber }: PersonalData): SealedWords {
  const members = { name: name && SEALED, phone: phone && SEALED, identityNumber: identityNumber && SEALED };
  return sealed(command.subject, [name, phone, identityNumber], { ...command, personal: members });
}

function sealed(person: string, values: readonly (string | null)[], input: Json): SealedWords {
  const seals = values.filter((value) => value !== null).map((value) => commitTo(person, value));
  const commitments = new Map(seals.map(({ value, commitment }) => [value, commitment]));
  const commitmentOf: CommitmentOf = (value) => {
    const commitment = commitments.get(value);
    if (!commitment) throw new Error('the decision commits to a value that the command does not hold');
    return commitment;
  };
  return { input, seals, commitmentOf };
}
