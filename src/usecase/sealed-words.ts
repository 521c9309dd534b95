import type { PersonalData } from '../domain/person/index.ts';
import type { CommitmentOf } from '../domain/sealed.ts';
import type { Json } from '../kernel/json.ts';
import { commitTo } from '../ledger/sealed/value.ts';
import type { SealedValue } from '../ledger/sealed/value.ts';
import type { JejakCommand } from './command.ts';

/** A command on its way into the ledger: what it asks in the open, and what is sealed of it. */
export type SealedWords = Readonly<{ input: Json; seals: readonly SealedValue[]; commitmentOf: CommitmentOf }>;

type PersonalCommand = Extract<JejakCommand, { type: 'RegisterPerson' | 'UpdatePersonalData' }>;

/** Says in `input` that something is sealed there, and which of the values: what it is counts by its fingerprint. */
type Sealed = Readonly<{ sealed: number }>;

/**
 * Commits to everything in the command that may be about people, under the key of whom it is about or who says it. The
 * other commands hold nothing of the kind: ADR 0035 goes through them.
 */
export function sealWords(command: JejakCommand, person: string): SealedWords {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- most commands hold no such words
  switch (command.type) {
    case 'AskClarification':
      return sealed(person, [command.question], { ...command, question: { sealed: 0 } });
    case 'AnswerClarification':
      return sealed(person, [command.answer], { ...command, answer: { sealed: 0 } });
    case 'RegisterPerson':
    case 'UpdatePersonalData':
      return command.personal ? sealPersonal(command, command.personal) : sealed(person, [], command);
    default:
      return sealed(person, [], command);
  }
}

function sealPersonal(command: PersonalCommand, { name, phone, identityNumber }: PersonalData): SealedWords {
  const values = distinct([name, phone, identityNumber]);
  const member = (value: string | null): Sealed | null => (value === null ? null : { sealed: values.indexOf(value) });
  const members = { name: member(name), phone: member(phone), identityNumber: member(identityNumber) };
  return sealed(command.subject, values, { ...command, personal: members });
}

/** What is said twice is sealed once: nothing would commit to a second one. */
function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== null))];
}

function sealed(person: string, values: readonly string[], input: Json): SealedWords {
  const seals = values.map((value) => commitTo(person, value));
  const commitments = new Map(seals.map(({ value, commitment }) => [value, commitment]));
  const commitmentOf: CommitmentOf = (value) => {
    const commitment = commitments.get(value);
    if (!commitment) throw new Error('the decision commits to a value that the command does not hold');
    return commitment;
  };
  return { input, seals, commitmentOf };
}
