import { randomUUID } from 'node:crypto';

import { afterAll, describe, expect, it } from 'vitest';

import { subscribe, take, takeAll } from '../../support/event-stream.ts';
import type { Subscribed, Subscription, Told } from '../../support/event-stream.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import { COORDINATOR, CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellReport } from '../../support/told-report.ts';
import { CYCLE as CARE_CYCLE, openToldWorld, PLACE } from '../../support/told-world.ts';

const world = useHttpWorld();
const toldDatabase = useTestDatabase();

afterAll(() => {
  expect(world().logged).toEqual([]);
});

const REPORT = btoa(`Report:${UNIT}/${CYCLE}`);
const CARE = btoa(`Report:${PLACE}/${CARE_CYCLE}`);

function watch(asked: Partial<Subscribed> = {}): Promise<Subscription> {
  const query = `subscription ($report: ID!) {
    reportChanged(report: $report) { stage asOf { position } response(indicator: "KKP-SP1-O1") { revision } }
  }`;
  return subscribe(world(), world().tokens, { query, variables: { report: REPORT }, person: COORDINATOR, ...asked });
}

type Seen = Readonly<{ stage: string; asOf: { position: string }; response: { revision: number } }>;

function seen({ data }: Told): Seen {
  return data!['reportChanged'] as Seen;
}

/** The position of the answer that was recorded. */
async function answer(indicator: string, value: string, expectedRevision: number): Promise<number> {
  const asked = { unit: UNIT, cycle: CYCLE, indicator, expectedRevision, narrative: null };
  const command = { type: 'SubmitResponse', ...asked, answer: { kind: 'PERCENT', value } } as const;
  return (await world().ask(REPORTER, command)).position;
}

async function head(): Promise<number> {
  const { data } = await world().send({ query: '{ ledger { size } }' });
  return Number((data!['ledger'] as { size: string }).size);
}

describe('reportChanged', () => {
  it('tells how the report is, and again after each change', async () => {
    const before = await head();

    const subscription = await watch();
    const [first] = await take(subscription, 1);
    const changed = await answer('KKP-SP1-O1', '10', 0);
    const [second] = await take(subscription, 1);
    subscription.leave();

    expect(seen(first!)).toEqual({
      stage: 'DRAFTING',
      asOf: { position: String(before) },
      response: { revision: 0 },
    });
    expect(seen(second!)).toEqual({
      stage: 'DRAFTING',
      asOf: { position: String(changed) },
      response: { revision: 1 },
    });
  });

  it('tells nothing of what happens elsewhere', async () => {
    const subscription = await watch();
    await take(subscription, 1);

    await world().ask('administrator', { type: 'RegisterPerson', subject: randomUUID(), label: 'a person' });
    const changed = await answer('KKP-SP1-O2', '10', 0);
    const [told] = await take(subscription, 1);
    subscription.leave();

    expect(seen(told!).asOf.position).toBe(String(changed));
  });

  it('tells of many changes at once what they come to', async () => {
    const subscription = await watch();
    await take(subscription, 1);
    const codes = ['SP1-O3', 'SP1-O4', 'SP2-O1', 'SP2-O3', 'SP2-O4', 'SP3-O1', 'SP3-O2', 'SP3-O3', 'SP3-O4', 'SP4-O1'];
    const indicators = codes.map((code) => `KKP-${code}`);

    await Promise.all(indicators.map((indicator) => answer(indicator, '20', 0)));
    const last = await head();
    const told: Told[] = [];
    while (Number(told.length && seen(told.at(-1)!).asOf.position) < last) told.push(...(await take(subscription, 1)));
    subscription.leave();

    expect(told.length).toBeLessThan(indicators.length);
  });

  it('takes the id of a report of whatever moment', async () => {
    const subscription = await watch({ variables: { report: btoa(`Report:${UNIT}/${CYCLE}@1`) } });
    const [told] = await take(subscription, 1);
    subscription.leave();

    expect(Number(seen(told!).asOf.position)).toBe(await head());
  });

  it('ends for whoever may not see the report any more', async () => {
    const subject = 'reviewer-who-leaves';
    await world().ask('administrator', { type: 'RegisterPerson', subject, label: 'a reviewer' });
    const scope = { jurisdiction: '64', organization: null, validFrom: null, validUntil: null };
    const granted = { type: 'GrantRole', subject, role: 'REGIONAL_REVIEWER', ...scope } as const;
    const { position: grant } = await world().ask('administrator', granted);
    const subscription = await watch({ person: subject });

    await take(subscription, 1);
    await world().ask('administrator', { type: 'RevokeRole', subject, grant, reason: 'left' });
    const told = await takeAll(subscription);

    expect(told.map(({ event, errors }) => [event, errors[0]?.extensions.code])).toEqual([
      ['next', 'FORBIDDEN'],
      ['complete', undefined],
    ]);
  });

  it('tells whoever did not sign in of what is published, and of nothing else', async () => {
    const told = await openToldWorld(toldDatabase().applicationUrl);
    const { published } = await tellReport(told.tell);
    const server = await world().serve({ reader: told.reader, handle: told.handle, live: told.live });
    const query = `subscription ($report: ID!) { reportChanged(report: $report) { asOf { position } score(basis: FINAL) { total } } }`;
    const subscription = await subscribe(server, world().tokens, { query, variables: { report: CARE } });

    const [first] = await take(subscription, 1);
    const at = '2025-05-02T00:00:00.000Z';
    const report = { unit: PLACE, cycle: CARE_CYCLE };
    await told.tell(at, 'assessor-1', {
      type: 'ReopenReport',
      ...report,
      seen: published,
      reason: 'A letter turned up.',
    });
    const official = { total: '90.00', predicate: null, source: 'a letter', publishedOn: null };
    const last = await told.tell(at, 'administrator', { type: 'RecordOfficialScore', ...report, ...official });
    const [second] = await take(subscription, 1);
    subscription.leave();
    await server.close();
    await told.close();

    expect(first!.errors).toEqual([]);
    expect(seen(second!)).toEqual({ ...seen(first!), asOf: { position: String(last) } });
  });

  it.each([
    ['of nobody in particular', { person: 'nobody' }],
    ['of a report that is not there', { variables: { report: btoa(`Report:64.72/${CYCLE}`) } }],
    ['of something else', { variables: { report: btoa(`Cycle:${CYCLE}`) } }],
    ['of no id', { variables: { report: 'x' } }],
  ])('refuses a subscription %s', async (_what, asked) => {
    const [told] = await takeAll(await watch(asked));

    expect(told!.errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
  });
});
