import { SYSTEM_PERSON } from '../domain/access.ts';
import { isJejakEvent } from '../domain/catalogue.ts';
import { oversees } from '../view/visibility.ts';
import { builder } from './builder.ts';
import { RoleEnum } from './enums.ts';
import { loadEvent } from './load.ts';
import { EventRef } from './refs.ts';
import type { EventNode } from './refs.ts';

/** The actor of an entry; the entry itself stands for it. */
export const ActorRef = builder.objectRef<EventNode>('Actor').implement({
  description: 'Who did it, and under what authority. Persons are known by opaque ids and functions, never by name.',
  fields: (t) => ({
    person: t.id({ description: '"system" where no person acted.', resolve: ({ actor }) => actor.person }),
    label: t.string({
      description: 'The function of the person: "assessor 2".',
      resolve: async ({ actor, at }, _args, { loaders }) => {
        if (actor.person === SYSTEM_PERSON) return SYSTEM_PERSON;
        return (await loaders.person.load({ at, key: actor.person }))?.label ?? actor.person;
      },
    }),
    role: t.field({ type: RoleEnum, resolve: ({ actor }) => actor.role }),
    organization: t.string({
      nullable: true,
      description: 'The code of the organization acted for.',
      resolve: ({ actor }) => actor.organization,
    }),
    grant: t.field({
      type: 'Position',
      nullable: true,
      description: 'The entry that gave the role.',
      resolve: ({ actor }) => actor.grant,
    }),
    grantEvent: t.field({
      type: EventRef,
      nullable: true,
      description: 'That entry itself, for those who oversee the nation; null where no person acted.',
      resolve: async ({ actor, at }, _args, context) => {
        if (actor.grant === null || !oversees(await context.viewer())) return null;
        return loadEvent(context, at, actor.grant);
      },
    }),
    delegatedBy: t.id({
      nullable: true,
      description: 'Whose right it was, where it was lent for a limited time.',
      resolve: async ({ actor }, _args, { loaders }) => {
        const grant = actor.grant === null ? null : await loaders.event.load(actor.grant);
        return grant && isJejakEvent(grant) && grant.type === 'RoleDelegated' ? grant.data.delegatedBy : null;
      },
    }),
  }),
});
