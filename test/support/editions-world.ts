import { randomUUID } from 'node:crypto';

import type { Edition } from '../../src/domain/instrument/index.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import type { JejakCommand } from '../../src/usecase/command.ts';
import { indicator, irh } from './editions.ts';
import { openToldWorld } from './told-world.ts';
import type { Tell, ToldWorld } from './told-world.ts';

/** Where the ledger ended after each turn. */
export type EditionTurns = Readonly<{
  claimed: number;
  replaced: number;
  revised: number;
  published: number;
}>;

export type EditionsWorld = ToldWorld & Readonly<{ turns: EditionTurns }>;

export const REFORM = 'IRH-2025';
export const BALIKPAPAN = '64.71';
export const SAMARINDA = '64.72';

const POINTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [SAMARINDA]: { 'V1.1': '25', 'V2.1': '25', 'V3.1': '21', 'V4.1': '20' },
  [BALIKPAPAN]: { 'V1.1': '20', 'V2.1': '25', 'V3.1': '30', 'V4.1': '14' },
};

const CODES = ['V1.1', 'V2.1', 'V3.1', 'V4.1'];
const COORDINATORS: Readonly<Record<string, string>> = { [SAMARINDA]: 'neighbour', [BALIKPAPAN]: 'coordinator' };
const REPORTERS: Readonly<Record<string, string>> = { [SAMARINDA]: 'reporter-72', [BALIKPAPAN]: 'reporter' };

/**
 * One cycle whose edition is replaced while both reports are drafts: 91 and 89 by the first edition, 89.50 and 90.50 by
 * the second. After it Balikpapan revises V1.1 to 21, which makes 91.50. Both end final; then results are published. The
 * province is expected and never reports.
 */
export async function openEditionsWorld(applicationUrl: string): Promise<EditionsWorld> {
  const world = await openToldWorld(applicationUrl);
  const { tell } = world;
  for (const one of reformEditions()) await publish(world, one);
  await joinSamarinda(tell);
  await tell(at('01-02'), 'administrator', OPEN_CYCLE);
  await draft(tell, SAMARINDA);
  const claimed = await draft(tell, BALIKPAPAN);
  const replacement = { cycle: REFORM, edition: '2', reason: 'the manual prints other weights' };
  const replaced = await tell(at('02-05'), 'administrator', { type: 'ReplaceEdition', ...replacement });
  const revision = { unit: BALIKPAPAN, indicator: 'V1.1', points: '21', expectedRevision: 1 };
  const revised = await tell(at('02-06'), REPORTERS[BALIKPAPAN]!, stating(revision));
  const units = [SAMARINDA, BALIKPAPAN];
  const seen = new Map<string, number>();
  for (const unit of units) seen.set(unit, await review(tell, unit));
  for (const unit of units) seen.set(unit, await assess(tell, unit, seen.get(unit)!));
  for (const unit of units) await freeze(tell, unit, seen.get(unit)!);
  const published = await tell(at('05-01'), 'administrator', { type: 'PublishResults', cycle: REFORM });
  return { ...world, turns: { claimed, replaced, revised, published } };
}

/** By the regulation; by the manual; by the manual with one question more; and one that asks V1.1 otherwise. */
function reformEditions(): readonly Edition[] {
  const stages: Edition['stages'] = [{ unit: 'CITY', review: ['REGIONAL_REVIEW'] }];
  const law = { ...irh(['25', '25', '30', '20']), stages };
  const manual = { ...irh(['25', '25', '35', '15']), stages, edition: '2' };
  const more = { ...manual, edition: '3', dimensions: manual.dimensions.map(withQuestion) };
  return [law, manual, more, { ...law, edition: '4', dimensions: law.dimensions.map(askedOtherwise) }];
}

type Dimension = Edition['dimensions'][number];

function withQuestion(dimension: Dimension): Dimension {
  if (dimension.code !== 'V4') return dimension;
  return { ...dimension, indicators: [...dimension.indicators, indicator('V4.2', { maximum: '20' })] };
}

function askedOtherwise(dimension: Dimension): Dimension {
  return dimension.code === 'V1' ? { ...dimension, indicators: [indicator('V1.1', { maximum: '20' })] } : dimension;
}

async function publish({ handle }: ToldWorld, edition: Edition): Promise<void> {
  const text = canonicalJson(edition);
  const digest = digestOf(text);
  const command = { type: 'PublishInstrument', edition, digest } as const;
  const answer = await handle({ person: 'administrator', commandId: randomUUID(), command, content: { digest, text } });
  if (!answer.ok) throw new Error(`the edition ${edition.edition} was refused: ${JSON.stringify(answer.error)}`);
}

function at(day: string): string {
  return `2025-${day}T00:00:00.000Z`;
}

const OPEN_CYCLE: JejakCommand = {
  type: 'OpenCycle',
  cycle: REFORM,
  instrument: 'IRH',
  edition: '1',
  period: 'YEAR',
  dataYear: 2025,
  cycleYear: 2025,
  awardYear: 2026,
  submission: { opensAt: at('01-03'), closesAt: at('02-28') },
  notice: 'made for a test',
  participants: ['64', BALIKPAPAN, SAMARINDA],
};

async function joinSamarinda(tell: Tell): Promise<void> {
  const place = { jurisdiction: SAMARINDA, organization: 'dinas-uji' };
  const agency = { kind: 'AGENCY', name: 'Dinas Uji', covers: [] } as const;
  await tell(at('01-01'), 'administrator', { type: 'RegisterOrganization', ...place, ...agency });
  await tell(at('01-01'), 'administrator', { type: 'RegisterPerson', subject: 'reporter-72', label: 'the reporter' });
  const role = { role: 'REPORTER', validFrom: null, validUntil: null } as const;
  await tell(at('01-01'), 'administrator', { type: 'GrantRole', subject: 'reporter-72', ...place, ...role });
}

async function draft(tell: Tell, unit: string): Promise<number> {
  const assignment = { organization: 'dinas-uji', indicators: CODES };
  await tell(at('02-01'), COORDINATORS[unit]!, { type: 'OpenReport', unit, cycle: REFORM });
  let last = await tell(at('02-01'), COORDINATORS[unit]!, {
    type: 'AssignIndicators',
    unit,
    cycle: REFORM,
    ...assignment,
  });
  for (const [code, points] of Object.entries(POINTS[unit]!)) {
    last = await tell(at('02-01'), REPORTERS[unit]!, stating({ unit, indicator: code, points, expectedRevision: 0 }));
  }
  return last;
}

type Stated = Readonly<{ unit: string; indicator: string; points: string; expectedRevision: number }>;

function stating({ points: value, ...named }: Stated): JejakCommand {
  return { type: 'SubmitResponse', cycle: REFORM, ...named, answer: { kind: 'POINTS', value }, narrative: null };
}

/** Everything is accepted. */
async function review(tell: Tell, unit: string): Promise<number> {
  const of = { unit, cycle: REFORM };
  const accepted = { ruling: 'ACCEPTED', reason: null, note: null, checks: [] } as const;
  const items = CODES.map((code) => ({ indicator: code, ...accepted }));
  const submission = { type: 'SubmitReport', ...of, acknowledgeIncomplete: false } as const;
  const submitted = await tell(at('02-10'), COORDINATORS[unit]!, submission);
  const rulings = { type: 'ReviewResponses', ...of, atomic: true, items } as const;
  const seen = await tell(at('02-10'), 'reviewer', { ...rulings, seen: submitted });
  return tell(at('02-10'), 'reviewer', { type: 'ForwardReport', ...of, seen, justification: null });
}

/** Everything is scored by rule. */
async function assess(tell: Tell, unit: string, before: number): Promise<number> {
  const of = { unit, cycle: REFORM };
  const items = CODES.map((code) => ({ indicator: code, checks: [], override: null }));
  const scores = { type: 'ScoreResponses', ...of, atomic: true, items } as const;
  const seen = await tell(at('03-10'), 'assessor-1', { ...scores, seen: before });
  return tell(at('03-10'), 'assessor-1', { type: 'ConcludeAssessment', ...of, seen });
}

async function freeze(tell: Tell, unit: string, before: number): Promise<void> {
  const of = { unit, cycle: REFORM };
  const seen = await tell(at('04-01'), 'assessor-1', { type: 'ProposeFinal', ...of, seen: before });
  await tell(at('04-01'), 'assessor-2', { type: 'FinalizeReport', ...of, seen });
}
