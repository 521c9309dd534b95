import { afterAll, describe, expect, it } from 'vitest';

import { take, takeAll } from '../../support/event-stream.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import { COORDINATOR } from '../../support/reporting-world.ts';
import { following, positions } from './following.ts';

const world = useHttpWorld();
const { listen, errorOf, head, registerPerson, registerOrganization } = following(world);

/** Whoever comes, goes away or is sent away is no error of the server. */
afterAll(() => {
  expect(world().logged).toEqual([]);
});

async function grantRole(subject: string, jurisdiction: string): Promise<number> {
  await registerPerson(subject);
  const scope = { jurisdiction, organization: null, validFrom: null, validUntil: null };
  const role = 'REGIONAL_REVIEWER';
  const { position } = await world().ask('administrator', { type: 'GrantRole', subject, role, ...scope });
  return position;
}

describe('events', () => {
  it('are told as they are recorded, from now on', async () => {
    const subscription = await listen({ person: 'auditor' });

    const first = await registerPerson();
    const second = await registerPerson();
    const told = await take(subscription, 2);
    subscription.leave();

    expect(subscription.response.headers.get('content-type')).toBe('text/event-stream');
    expect(subscription.response.headers.get('cache-control')).toBe('no-store');
    expect(told[0]).toEqual({
      id: String(first),
      event: 'next',
      data: { events: { position: String(first), type: 'PersonRegistered' } },
      errors: [],
      position: String(first),
    });
    expect(positions(told)).toEqual([first, second]);
  });

  it('are told from the first on to whoever asks for it', async () => {
    const until = String(await head());

    const told = await takeAll(
      await listen({ person: 'auditor', variables: { after: '0', filter: { positionTo: until } } }),
    );

    expect(told.at(-1)!.event).toBe('complete');
    expect(positions(told.slice(0, -1))).toEqual(Array.from({ length: Number(until) }, (_, index) => index + 1));
  });

  it('are narrowed as pages of them are', async () => {
    const filter = { types: ['OrganizationRegistered'], units: ['64.71'] };
    const subscription = await listen({ person: 'auditor', variables: { after: '0', filter } });

    await registerPerson();
    const last = await registerOrganization();
    const told = await take(subscription, 2);
    subscription.leave();

    expect(told.map(({ data }) => (data!['events'] as { type: string }).type)).toEqual(Array(2).fill(filter.types[0]));
    expect(positions(told)[1]).toBe(last);
  });

  it('are only those of the places one holds a grant over', async () => {
    const after = await head();
    const subscription = await listen({ person: COORDINATOR, variables: { after: String(after) } });

    await registerPerson();
    const own = await registerOrganization();
    const told = await take(subscription, 1);
    subscription.leave();

    expect(positions(told)).toEqual([own]);
  });

  it('lead to what they are about as it is when they are told', async () => {
    const query = `subscription { events(after: "0", filter: { types: ["ReportOpened"] }) { report { stage asOf { position } } } }`;
    const now = await registerPerson();

    const subscription = await listen({ query, person: 'auditor' });
    const [told] = await take(subscription, 1);
    subscription.leave();

    const { report } = told!.data!['events'] as { report: { stage: string; asOf: { position: string } } };
    expect(report.stage).toBe('DRAFTING');
    expect(Number(report.asOf.position)).toBeGreaterThanOrEqual(now);
  });

  it('end for whoever loses the last grant, and are not told of what came after', async () => {
    const grant = await grantRole('leaver', '64');
    const subscription = await listen({ person: 'leaver' });

    const seen = await registerOrganization();
    const before = await take(subscription, 1);
    await world().ask('administrator', { type: 'RevokeRole', subject: 'leaver', grant, reason: 'left' });
    await registerOrganization();
    const after = await takeAll(subscription);

    expect(positions(before)).toEqual([seen]);
    expect(after.map(({ event, errors }) => [event, errors[0]?.extensions.code])).toEqual([
      ['next', 'FORBIDDEN'],
      ['complete', undefined],
    ]);
  });

  it.each([
    ['UNAUTHENTICATED', {}],
    ['FORBIDDEN', { person: 'nobody-in-particular' }],
    ['BAD_USER_INPUT', { person: 'auditor', variables: { after: '999999' } }],
    ['BAD_USER_INPUT', { person: 'auditor', variables: { after: 'x' } }],
    ['BAD_USER_INPUT', { person: 'auditor', variables: { filter: { units: ['%'] } } }],
    ['BAD_USER_INPUT', { person: 'auditor', headers: { 'last-event-id': 'x' } }],
    ['BAD_USER_INPUT', { person: 'auditor', headers: { 'last-event-id': '999999' } }],
  ])('are refused with %s: %o', async (code, asked) => {
    expect(await errorOf(asked)).toBe(code);
  });

  it('are refused where each of them would be too heavy', async () => {
    const history = (fields: string): string => `report { history(first: 100) { nodes { ${fields} } } }`;
    const query = `subscription { events { ${history(history('position type stream streamPosition recordedAt sentence leafHash'))} } }`;

    expect(await errorOf({ query, person: 'auditor' })).toBe('QUERY_TOO_COMPLEX');
  });
});

describe('An EventSource', () => {
  it('asks by GET, and comes back to where it was', async () => {
    const first = await registerPerson();
    const second = await registerPerson();
    const third = await registerPerson();
    const asked = { get: true, person: 'auditor', variables: { after: String(first - 1) } };

    const subscription = await listen(asked);
    const told = await take(subscription, 2);
    subscription.leave();
    const again = await listen({ ...asked, headers: { 'last-event-id': told[1]!.id! } });
    const rest = await take(again, 1);
    again.leave();

    expect(positions(told)).toEqual([first, second]);
    expect(positions(rest)).toEqual([third]);
  });

  it('needs no position to come back', async () => {
    const first = await registerPerson();
    const second = await registerPerson();

    const again = await listen({ get: true, person: 'auditor', headers: { 'last-event-id': String(first) } });
    const told = await take(again, 1);
    again.leave();

    expect(positions(told)).toEqual([second]);
  });

  it('cannot change anything', async () => {
    const query = 'mutation { openReport(input: { unit: "64.72", cycle: "KKPHAM-2022" }) { __typename } }';

    const { response } = await listen({ get: true, query, person: COORDINATOR });

    expect(response.status).toBe(405);
  });
});
