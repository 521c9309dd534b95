import { randomUUID } from 'node:crypto';

import { subscribe, takeAll } from '../../support/event-stream.ts';
import type { Subscribed, Subscription, Told } from '../../support/event-stream.ts';
import type { HttpWorld, Served } from '../../support/http-server.ts';

export type Following = Readonly<{
  /** To events, unless another subscription is asked for. */
  listen: (asked: Partial<Subscribed>, server?: Served) => Promise<Subscription>;
  /** Why a subscription was refused. */
  errorOf: (asked: Partial<Subscribed>, server?: Served) => Promise<unknown>;
  head: () => Promise<number>;
  /** Something that is recorded about no unit. */
  registerPerson: (subject?: string) => Promise<number>;
  /** Something that is recorded about the unit 64.71. */
  registerOrganization: () => Promise<number>;
}>;

const EVENTS = `subscription ($after: Position, $filter: EventFilter) {
  events(after: $after, filter: $filter) { position type }
}`;

/** What tests of subscriptions ask of a world. */
export function following(world: () => HttpWorld): Following {
  const listen: Following['listen'] = (asked, server = world()) =>
    subscribe(server, world().tokens, { query: EVENTS, ...asked });

  const errorOf: Following['errorOf'] = async (asked, server) => {
    const [refused, complete] = await takeAll(await listen(asked, server));
    if (complete?.event !== 'complete') throw new Error('a subscription that is refused has to be complete');
    return refused?.errors[0]?.extensions.code;
  };

  const head: Following['head'] = async () => {
    const { data } = await world().send({ query: '{ ledger { size } }' });
    return Number((data!['ledger'] as { size: string }).size);
  };

  const registerPerson: Following['registerPerson'] = async (subject = randomUUID()) => {
    const { position } = await world().ask('administrator', { type: 'RegisterPerson', subject, label: 'a person' });
    return position;
  };

  const registerOrganization: Following['registerOrganization'] = async () => {
    const organization = { jurisdiction: '64.71', organization: `dinas-${randomUUID()}`, kind: 'AGENCY' } as const;
    const command = { type: 'RegisterOrganization', ...organization, name: 'Dinas', covers: [] } as const;
    return (await world().ask('administrator', command)).position;
  };

  return { listen, errorOf, head, registerPerson, registerOrganization };
}

export function positions(told: readonly Told[]): readonly number[] {
  return told.map(({ position }) => Number(position));
}
