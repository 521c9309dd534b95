import { connect } from '../../src/database/connect.ts';
import type { Answer } from '../../src/domain/instrument/index.ts';
import { loadReference } from '../../src/usecase/reference.ts';
import { CYCLE, openReportingWorld, REPORTER, UNIT } from '../support/reporting-world.ts';
import type { ReportingWorld } from '../support/reporting-world.ts';
import { inLoops, measured, row } from './figures.ts';

export type BenchParts = Readonly<{
  server: Readonly<{ applicationUrl: string; ownerUrl: string }>;
  say: (line: string) => void;
}>;

const CALLERS = [1, 16, 64];
/** The most that the embedded server leaves to others; the rest of the callers wait for one of them. */
const CONNECTIONS = 32;
const ROUNDS = 5;
const MILLISECONDS = 1500;

/** As long as a typical entry of a revision. */
const PAYLOAD = 'x'.repeat(560);

/**
 * Revisions of one report through the use case, decision, ledger and projections included, beside single-row INSERTs of
 * text of the same length: `loop` by one caller on one connection, `raw` by as many callers as ours on connections of
 * their own. The three alternate within one run.
 */
export async function benchAppend({ server, say }: BenchParts): Promise<void> {
  const world = await openReportingWorld(server.applicationUrl);
  const sql = connect(server.ownerUrl, { max: CONNECTIONS });
  await sql`create table raw_row (position bigserial primary key, entry text not null)`;
  const revise = revisions(world);
  const insert = (): Promise<unknown> => sql`insert into raw_row (entry) values (${PAYLOAD})`;

  for (const callers of CALLERS) {
    const ours: number[] = [];
    const raw: number[] = [];
    const loop: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      raw.push(...(await inLoops(callers, MILLISECONDS, insert)));
      loop.push(...(await inLoops(1, MILLISECONDS, insert)));
      ours.push(...(await inLoops(callers, MILLISECONDS, revise)));
    }
    const [a, b, c] = [ours, raw, loop].map((taken) => measured(taken, ROUNDS * MILLISECONDS));
    if (!a || !b || !c) continue;
    say(`\nappend, ${callers} callers`);
    say(`  jejak  ${row(a)}`);
    say(`  loop   ${row(c)}`);
    say(`  raw    ${row(b)}`);
    say(
      `  throughput against the loop ${ratio(a.perSecond, c.perSecond)}, against raw ${ratio(a.perSecond, b.perSecond)}`,
    );
    say(`  median against raw ${ratio(a.median, b.median)}`);
  }
  await sql`drop table raw_row`;
  await sql.end();
  await world.close();
}

/** Every caller revises an indicator of its own, back and forth, so that nothing is refused. */
export function revisions(
  { handle }: Pick<ReportingWorld, 'handle'>,
  tell: () => string | null = () => null,
): (caller: number) => Promise<unknown> {
  const asked = askedIndicators();
  const revision = new Map<string, number>();
  let sent = 0;
  const once = async (caller: number): Promise<void> => {
    const { code: indicator, kind } = asked[caller % asked.length] ?? { code: '', kind: 'CHOICE' };
    const expectedRevision = revision.get(indicator) ?? 0;
    sent += 1;
    const answer = await handle({
      person: REPORTER,
      commandId: `bench-${sent}`,
      command: {
        type: 'SubmitResponse',
        unit: UNIT,
        cycle: CYCLE,
        indicator,
        expectedRevision,
        answer: answerTo(kind, expectedRevision),
        narrative: tell(),
      },
    });
    if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
    revision.set(indicator, expectedRevision + 1);
  };
  if (asked.length < Math.max(...CALLERS)) throw new Error(`only ${asked.length} indicators can be revised`);
  return once;
}

function answerTo(kind: AskedIndicator['kind'], revision: number): Answer {
  if (kind === 'NUMBER') return { kind, value: String(revision % 2) };
  return { kind: 'CHOICE', option: revision % 2 === 0 ? 'ADA' : 'TIDAK' };
}

type AskedIndicator = Readonly<{ code: string; kind: 'CHOICE' | 'NUMBER' }>;

function askedIndicators(): readonly AskedIndicator[] {
  const edition = loadReference().editions.find(({ edition: one }) => one.instrument === 'KKPHAM')?.edition;
  return (edition?.dimensions ?? []).flatMap(({ indicators }) =>
    indicators.flatMap(({ code, answer: { kind } }) =>
      kind === 'CHOICE' || kind === 'NUMBER' ? [{ code, kind }] : [],
    ),
  );
}

function ratio(ours: number, theirs: number): string {
  return (ours / theirs).toFixed(2);
}
