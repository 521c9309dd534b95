import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import { connect } from '../../src/database/connect.ts';
import { openReportingWorld } from '../support/reporting-world.ts';
import { revisions } from './append.ts';
import type { BenchParts } from './append.ts';
import { inLoops, measured, row } from './figures.ts';
import type { FollowersTold } from './followers.ts';
import { serve } from './serving.ts';
import { milliseconds, watched } from './watched.ts';

const SUBSCRIBERS = 200;
const CALLERS = [1, 64];
const ROUNDS = 3;
const MILLISECONDS = 2000;

/** Time for those who left to be forgotten. */
const PAUSE = 300;

/**
 * Revisions while everybody is told of every one, and while nobody is, alternating within one run. Those who follow are
 * in a process of their own, over HTTP.
 */
export async function benchFollowing({ server, say }: BenchParts): Promise<void> {
  const world = await openReportingWorld(server.applicationUrl);
  const serving = await serve(world, 'auditor');
  const sql = connect(server.applicationUrl, { max: 1 });
  const followers = fork(new URL('./followers.ts', import.meta.url));
  const revise = revisions(world);
  for (const callers of CALLERS) {
    const [alone, followed]: [number[], number[]] = [[], []];
    let [told, appended, held] = [0, 0, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      alone.push(...(await inLoops(callers, MILLISECONDS, revise)));
      await ask(followers, { url: serving.url, token: serving.token, count: SUBSCRIBERS });
      const before = await headOf(sql);
      const seen = await watched(1, async () => followed.push(...(await inLoops(callers, MILLISECONDS, revise))));
      told += await ask(followers, 'count');
      appended += (await headOf(sql)) - before;
      held = Math.max(held, seen.held);
      await ask(followers, 'leave');
      await pause(PAUSE);
    }
    const [a, b] = [measured(alone, ROUNDS * MILLISECONDS), measured(followed, ROUNDS * MILLISECONDS)];
    say(`\n${SUBSCRIBERS} subscribers follow ${callers} callers`);
    say(`  nobody follows  ${row(a)}`);
    say(`  all follow      ${row(b)}   throughput ${(b.perSecond / a.perSecond).toFixed(3)}`);
    say(
      `  told            ${((told * 1000) / (ROUNDS * MILLISECONDS)).toFixed(0).padStart(7)} /s   ` +
        `of all there was to tell ${(told / (appended * SUBSCRIBERS)).toFixed(3)}   longest stretch ${milliseconds(held)}`,
    );
  }
  followers.disconnect();
  await serving.close();
  await sql.end();
  await world.close();
}

async function ask(followers: ChildProcess, message: FollowersTold): Promise<number> {
  followers.send(message);
  // It answers every message with one number.
  const [answer] = (await once(followers, 'message')) as [number];
  return answer;
}

async function headOf(sql: ReturnType<typeof connect>): Promise<number> {
  const [head] = await sql<{ position: string }[]>`select position from ledger_head`;
  return Number(head?.position);
}
