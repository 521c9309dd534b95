import type { FieldMap } from '@pothos/core';
import { z } from 'zod';

import type { RefusalCode } from '../../domain/catalogue.ts';
import type { Refusal } from '../../domain/decider.ts';
import type { Json } from '../../kernel/json.ts';
import type { JejakCommand } from '../../usecase/command.ts';
import type { Request } from '../../usecase/handle.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { unauthenticated } from '../errors.ts';
import { loginNeeded } from '../scopes.ts';
import { parseArgs } from '../parse-args.ts';
import { field, flag, inputObject, optional, schemaOf } from './field.ts';
import type { Fields, Values } from './field.ts';
import { mintApiToken } from './mint.ts';
import type { Minted } from './mint.ts';
import { RefusalRef } from './refusal.ts';
import { commonFields } from './success.ts';
import type { Success, SuccessFields } from './success.ts';

/** One mutation: what it takes, the command that is made of it, and the object it answers with. */
type Mutation<Members extends Fields> = Readonly<{
  /** Verb and noun: `submitResponse`. */
  name: string;
  description: string;
  fields: Members;
  /** `person` is who asks; `mint` makes a token that the answer shows. */
  command: (input: Values<Members>, person: string, mint: () => Minted) => JejakCommand;
  /** What "the same command" means, where each request of it mints another secret. */
  same?: (input: Values<Members>) => Json;
  /** Not for tokens of machines. */
  loginOnly?: boolean;
  /** A text the command names by digest. */
  content?: (input: Values<Members>) => NonNullable<Request['content']>;
  /** The changed object as of the moment after the command, as fields of the success. */
  answer: (t: SuccessFields<Values<Members>>) => FieldMap;
}>;

/** Whoever repeats a command says so with its id; visible ASCII, since it stands in entries and logs. */
const CommandId = z.string().regex(/^[\x21-\x7e]{1,128}$/);

const COMMON = {
  commandId: optional(
    field(
      'ID',
      CommandId,
      'Chosen by the client: sent again with the same content, the command is answered and not done again.',
    ),
  ),
  validateOnly: flag('The full check; nothing is written.'),
};

/** Adds the mutation with its input `<Name>Input` and its result `<Name>Result = <Name>Success | Refusal`. */
export function defineMutation<Members extends Fields>(mutation: Mutation<Members>): void {
  const { name, description, fields } = mutation;
  const Name = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const { type } = inputObject(`${Name}Input`, {
    description: `Input of \`${name}\`.`,
    fields: { ...fields, ...COMMON },
  });
  const run = createRun(mutation, z.intersection(schemaOf(fields), schemaOf(COMMON)));

  builder.mutationField(name, (t) =>
    t.field({
      type: resultType(Name, mutation),
      description,
      args: { input: t.arg({ type, required: true }) },
      resolve: (_root, { input }, context) => run(input, context),
    }),
  );
}

type Outcome<Input> = Success<Input> | Refusal<RefusalCode>;

function resultType<Members extends Fields>(Name: string, { name, answer }: Mutation<Members>) {
  const success = builder.objectRef<Success<Values<Members>>>(`${Name}Success`).implement({
    description: `\`${name}\` was accepted.`,
    fields: (t) => ({ ...answer(t), ...commonFields(t) }),
  });
  return builder.unionType(`${Name}Result`, {
    description: `What \`${name}\` led to.`,
    types: [success, RefusalRef],
    resolveType: (outcome) => ('handled' in outcome ? success : RefusalRef),
  });
}

function createRun<Members extends Fields>(
  { command, content, same, loginOnly = false }: Mutation<Members>,
  schema: z.ZodType<Values<Members> & Values<typeof COMMON>>,
): (given: unknown, context: GraphqlContext) => Promise<Outcome<Values<Members>>> {
  return async (given, context) => {
    const { person, handle } = context;
    if (person === null) throw unauthenticated(context.locale);
    if (loginOnly && context.scopes) throw loginNeeded(context.locale);
    const { input } = parseArgs(z.object({ input: schema }), { input: given }, context);
    let minted: Minted | null = null;
    const mint = (): Minted => (minted = mintApiToken());
    const answer = await handle({
      person,
      commandId: input.commandId ?? crypto.randomUUID(),
      command: command(input, person, mint),
      validateOnly: input.validateOnly,
      ...(same ? { input: same(input) } : {}),
      ...(content ? { content: content(input) } : {}),
    });
    return answer.ok ? succeeded({ input, minted, handled: answer.value }, context) : answer.error;
  };
}

async function succeeded<Input>(done: Omit<Success<Input>, 'at'>, context: GraphqlContext): Promise<Success<Input>> {
  const { replayed, position } = done.handled;
  // What a repeated command led to may lie behind: its objects are of that moment, and so are their ids.
  return { ...done, at: await (replayed ? context.at({ position }) : context.after(position)) };
}
