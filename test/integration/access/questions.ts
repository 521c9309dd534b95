import {
  amongRights,
  everybody,
  whoHoldsTheNation,
  whoIsRegistered,
  whoOversees,
  whoSees,
  whoSeesOrNot,
  withAnyRight,
} from './expectations.ts';
import type { Rule } from './expectations.ts';
import { CYCLES } from './matrix-stages.ts';
import type { MatrixWorld } from './matrix-world.ts';

/** One thing that is asked, and who gets it. `found`: where in the answer something is that the invisible lack. */
export type Question = Readonly<{ field: string; name: string; query: string; found: string; rule: Rule }>;

const UNIT = '64.71';
const REPORT = `unit: "${UNIT}", cycle: "${CYCLES.drafting}"`;

function node(name: string, id: string, rule: Rule): Question {
  return { field: 'node', name: `node(${name})`, query: `{ node(id: "${btoa(id)}") { id } }`, found: 'node', rule };
}

/** Every field of Query, once at least. */
export function questions({ entries }: MatrixWorld): readonly Question[] {
  const ask = (field: string, selection: string, found: string, rule: Rule): Question => ({
    field,
    name: `${field} ${found}`,
    query: `{ ${selection} }`,
    found,
    rule,
  });
  const final = `instrument: "CARE", cycleYear: 2025`;
  return [
    ask('report', `report(${REPORT}) { stage }`, 'report', whoSees),
    ask('report', `report(${REPORT}) { responses { status } }`, 'report.responses.0', whoSees),
    ask('report', `report(${REPORT}) { history { totalCount } }`, 'report.history.totalCount', whoSees),
    ask('report', `report(${REPORT}) { score(basis: CLAIMED) { total } }`, 'report.score', whoSees),
    ask('report', `report(unit: "${UNIT}", cycle: "${CYCLES.final}") { stage }`, 'report', everybody),
    ask(
      'reports',
      `reports(filter: { units: ["${UNIT}"], cycles: ["${CYCLES.drafting}"] }) { totalCount nodes { stage } }`,
      'reports.nodes.0',
      whoSees,
    ),
    ask(
      'reports',
      `reports(filter: { units: ["${UNIT}"], cycles: ["${CYCLES.drafting}"] }) { totalCount }`,
      'reports.totalCount',
      whoSees,
    ),
    ask(
      'events',
      `events(filter: { units: ["${UNIT}"], cycles: ["${CYCLES.drafting}"] }) { totalCount }`,
      'events.totalCount',
      withAnyRight(whoSees),
    ),
    ask(
      'events',
      `events(filter: { types: ["CycleOpened"] }) { totalCount }`,
      'events.totalCount',
      withAnyRight(whoHoldsTheNation),
    ),
    ask(
      'events',
      `events(filter: { types: ["RoleGranted"] }) { totalCount }`,
      'events.totalCount',
      withAnyRight(whoOversees),
    ),
    ask(
      'events',
      `events(filter: { types: ["GlassBroken"] }) { totalCount }`,
      'events.totalCount',
      withAnyRight(whoOversees),
    ),
    ask(
      'search',
      `search(text: "rahasia", filter: { units: ["${UNIT}"] }) { totalCount }`,
      'search.totalCount',
      withAnyRight(whoSees),
    ),
    ask(
      'statistics',
      `statistics(cycle: "${CYCLES.drafting}", groupBy: [], within: "${UNIT}", basis: CLAIMED) { reports }`,
      'statistics.0.reports',
      amongRights(whoSees),
    ),
    ask(
      'ranking',
      `ranking(cycle: "${CYCLES.drafting}", by: SCORE, basis: CLAIMED, within: "${UNIT}") { totalCount }`,
      'ranking.totalCount',
      whoSeesOrNot,
    ),
    ask(
      'trends',
      `trends(instrument: "CARE", within: "${UNIT}", fromYear: 2028, toYear: 2028, basis: CLAIMED) { reports }`,
      'trends.0.reports',
      amongRights(whoSees),
    ),
    ask(
      'editionComparison',
      `editionComparison(cycle: "${CYCLES.drafting}", edition: "1", basis: CLAIMED, within: "${UNIT}") { totalCount }`,
      'editionComparison.totalCount',
      amongRights(whoSees),
    ),
    ask('whatIf', `whatIf(${REPORT}, answers: []) { __typename }`, 'whatIf', whoSeesOrNot),
    ask('annualResult', `annualResult(unit: "${UNIT}", ${final}) { total }`, 'annualResult', everybody),
    ask(
      'annualResult',
      `annualResult(unit: "${UNIT}", instrument: "CARE", cycleYear: 2027) { status }`,
      'annualResult',
      whoSees,
    ),
    ask('awards', `awards(${final}) { kind }`, 'awards.0', everybody),
    ask('calendar', `calendar(year: 2025) { year } ledger { size }`, 'ledger', everybody),
    ask('cycle', `cycle(code: "${CYCLES.drafting}") { code }`, 'cycle', everybody),
    ask('instrument', `instrument(code: "CARE") { code }`, 'instrument', everybody),
    ask('jurisdiction', `jurisdiction(code: "${UNIT}") { name }`, 'jurisdiction', everybody),
    ask('jurisdictions', `jurisdictions { totalCount }`, 'jurisdictions.totalCount', everybody),
    ask('ledger', `ledger { size root }`, 'ledger', everybody),
    ask('viewer', `viewer { person }`, 'viewer', whoIsRegistered),
    node('report', `Report:${UNIT}/${CYCLES.drafting}`, whoSees),
    node('report as of', `Report:${UNIT}/${CYCLES.drafting}@${entries.unit}`, whoSees),
    node('event of the unit', `Event:${entries.unit}`, whoSees),
    node('event of a cycle', `Event:${entries.cycle}`, whoHoldsTheNation),
    node('event about a person', `Event:${entries.person}`, whoOversees),
    node('person', 'Person:lender', whoOversees),
    node('jurisdiction', `Jurisdiction:${UNIT}`, everybody),
  ];
}
