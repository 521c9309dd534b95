/** A report that is there or not, an entry about it or none, and a moment at which both would be there. */
type Asked = Readonly<{ cycle: string; entry: number; position: number }>;

/** Questions whose answers could tell that a report is there. */
export function tracesOf({ cycle, entry, position }: Asked): readonly string[] {
  return [
    `{ report(unit: "64.71", cycle: "${cycle}") { id stage score { total } } }`,
    `{ report(unit: "64.71", cycle: "${cycle}", asOf: { position: "${position}" }) { stage history { totalCount } } }`,
    `{ report(unit: "64.71", cycle: "${cycle}") { diff(from: { position: "1" }) { delta } readiness { ready } } }`,
    `{ reports(filter: { units: ["64.71"], cycles: ["${cycle}"] }) { totalCount pageInfo { hasNextPage endCursor } } }`,
    `{ events(filter: { units: ["64.71"], cycles: ["${cycle}"] }) { totalCount pageInfo { hasNextPage endCursor } } }`,
    `{ search(text: "rahasia", filter: { units: ["64.71"], cycles: ["${cycle}"] }) { totalCount } }`,
    `{ ranking(cycle: "${cycle}", by: SCORE, basis: CLAIMED, within: "64.71") { totalCount } }`,
    `{ statistics(cycle: "${cycle}", groupBy: [], within: "64.71", basis: CLAIMED) { reports } }`,
    `{ whatIf(unit: "64.71", cycle: "${cycle}", answers: []) { __typename } }`,
    `{ editionComparison(cycle: "${cycle}", edition: "1", basis: CLAIMED, within: "64.71") { totalCount } }`,
    `{ cycle(code: "${cycle}") { participation { __typename } } }`,
    `{ node(id: "${btoa(`Report:64.71/${cycle}`)}") { id } }`,
    `{ node(id: "${btoa(`Event:${entry}`)}") { id } }`,
  ];
}
