import type { Projection } from '../../projection/projection.ts';
import { counted, passed, quoted } from './fault.ts';
import type { Check, Finding, Snapshot } from './fault.ts';
import { openReadModel } from './read-model.ts';

/** Every read model says of every position what a replay of the entries says. */
export async function createReadModelsCheck(sql: Snapshot, projections: readonly Projection[]): Promise<Check> {
  const otherVersion = await wrongVersion(sql, projections);
  return otherVersion ? incomparable(otherVersion) : comparing(sql, projections);
}

async function comparing(sql: Snapshot, projections: readonly Projection[]): Promise<Check> {
  const models: Awaited<ReturnType<typeof openReadModel>>[] = [];
  for (const projection of projections) models.push(await openReadModel(sql, projection));

  const take: Check['take'] = async (entries) => {
    const events = entries.map(({ event }) => event);
    const findings: Finding[] = [];
    for (const model of models) findings.push(...(await model.take(events)));
    return firstOf(findings);
  };

  const end: Check['end'] = async () => {
    const findings: Finding[] = [];
    for (const model of models) findings.push(...(await model.end()));
    const intervals = models.reduce((sum, model) => sum + model.count(), 0);
    return firstOf(findings) ?? passed(`${counted(models.length, 'table')}, ${counted(intervals, 'interval')}`);
  };

  return { name: 'read models', take, end };
}

/** What another version wrote says other things than this one would: that is no tampering, and hides none. */
function incomparable(finding: Finding): Check {
  return { name: 'read models', take: () => Promise.resolve(null), end: () => Promise.resolve(finding) };
}

function firstOf(findings: readonly Finding[]): Finding | null {
  const [first] = findings.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));
  return first ?? null;
}

/** What is compared with a replay by this program MUST be what this program would show. */
async function wrongVersion(sql: Snapshot, projections: readonly Projection[]): Promise<Finding | null> {
  const rows = await sql<{ name: string; version: number }[]>`select name, version from projection_version`;
  const stated = new Map(rows.map(({ name, version }) => [name, version]));
  const wrong =
    projections.find(({ name, version }) => stated.get(name) !== version)?.name ??
    rows.find(({ name }) => !projections.some((projection) => projection.name === name))?.name;
  if (wrong === undefined) return null;
  const sentence = `the read model ${quoted(wrong)} is not of the version that this program knows; run npm run jejak -- rebuild`;
  return { position: null, table: 'projection_version', key: wrong, sentence };
}
