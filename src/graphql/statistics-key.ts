import { STATISTICS_DIMENSIONS } from '../view/statistics/dimensions.ts';
import type { KeyValue, StatisticsDimension } from '../view/statistics/dimensions.ts';
import type { Group } from '../view/statistics/statistics.ts';
import { unitParts } from '../domain/codes.ts';
import type { Indicator, Paper } from '../domain/instrument/index.ts';
import type { Bilingual } from '../kernel/locale.ts';
import type { ResponseStatus } from '../view/response-status.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import type { Moment } from './moment.ts';
import { inWords, localeArg } from './words.ts';

/** A group of a statistic, with what it takes to name it. */
export type GroupNode = Readonly<{
  group: Group;
  groupBy: readonly StatisticsDimension[];
  paper: Paper;
  at: Moment;
}>;

type KeyNode = Readonly<{ dimension: StatisticsDimension; value: KeyValue; of: GroupNode }>;

export const StatisticsDimensionEnum = builder.enumType('StatisticsDimension', {
  description:
    'By what reports, or the parts of them, are told apart. PROVINCE: of the unit. DIMENSION: of the edition. ' +
    'TARGET_GROUP: the group that the edition puts a dimension in (KKP HAM: SIPOL, EKOSOB); where it measures actions, the ' +
    'dimensions are the groups they are for (Aksi HAM: women, children, ...); elsewhere none. ASPECT: the kind of indicator, ' +
    'such as STRUCTURE, PROCESS, OUTCOME. STATUS: of the responses. PREDICATE: of the report, on the basis asked for. ' +
    'AGENCY: the code of the organization that is to answer. STATUS and AGENCY: of reports that you see in full.',
  values: STATISTICS_DIMENSIONS,
});

export const StatisticsKeyRef = builder.objectRef<KeyNode>('StatisticsKey').implement({
  description: 'What all of a group is by one dimension.',
  fields: (t) => ({
    dimension: t.expose('dimension', { type: StatisticsDimensionEnum }),
    value: t.exposeString('value', {
      nullable: true,
      description: 'A code. Null: without predicate, target group or agency.',
    }),
    title: t.string({
      args: localeArg,
      complexity: 2,
      resolve: async (key, args, context) => {
        const title = await titleOf(key, context);
        return typeof title === 'string' ? title : inWords(title, args, context);
      },
    }),
  }),
});

export function keysOf(of: GroupNode): KeyNode[] {
  return of.groupBy.map((dimension, index) => ({ dimension, value: of.group.keys[index] ?? null, of }));
}

const NONE: Bilingual = { id: 'Tidak ada', en: 'None' };

async function titleOf(key: KeyNode, context: GraphqlContext): Promise<Bilingual | string> {
  const { value, of } = key;
  if (value === null) return NONE;
  switch (key.dimension) {
    case 'PROVINCE':
      return (await context.loaders.jurisdiction.load({ at: of.at, key: value }))?.name ?? value;
    case 'DIMENSION':
    case 'TARGET_GROUP':
      return of.paper.dimensions.find(({ code }) => code === value)?.title ?? value;
    case 'PREDICATE':
      return of.paper.edition.predicates.find(({ code }) => code === value)?.title ?? value;
    case 'ASPECT':
      // Grouped by the kind of an indicator.
      return ASPECTS[value as Indicator['kind']];
    case 'STATUS':
      // Grouped by the status of a response.
      return STATUSES[value as ResponseStatus];
    case 'AGENCY':
      return agencyName(key, value, context);
  }
}

const ASPECTS: Readonly<Record<Indicator['kind'], Bilingual>> = {
  STRUCTURE: { id: 'Struktur', en: 'Structure' },
  PROCESS: { id: 'Proses', en: 'Process' },
  OUTCOME: { id: 'Hasil', en: 'Outcome' },
  OUTPUT: { id: 'Keluaran', en: 'Output' },
  ACTION: { id: 'Aksi', en: 'Action' },
  SCORE: { id: 'Nilai', en: 'Score' },
};

const STATUSES: Readonly<Record<ResponseStatus, Bilingual>> = {
  UNASSIGNED: { id: 'Belum ditugaskan', en: 'Unassigned' },
  ASSIGNED: { id: 'Ditugaskan', en: 'Assigned' },
  ANSWERED: { id: 'Terjawab', en: 'Answered' },
  WITHDRAWN: { id: 'Ditarik', en: 'Withdrawn' },
  ACCEPTED: { id: 'Diterima', en: 'Accepted' },
  RETURNED: { id: 'Dikembalikan', en: 'Returned' },
  REJECTED: { id: 'Ditolak', en: 'Rejected' },
  SCORED: { id: 'Dinilai', en: 'Scored' },
};

/** Every place names its own agencies: the name that all of them bear, else the code. */
async function agencyName({ of }: KeyNode, code: string, { loaders }: GraphqlContext): Promise<string> {
  const units = (await of.group.portions()).map(({ standing }) => unitParts(standing.unit).jurisdiction);
  const found = await Promise.all(
    [...new Set(units)].map((unit) => loaders.organization.load({ at: of.at, key: `${unit}/${code}` })),
  );
  const names = new Set(found.map((one) => one?.name ?? code));
  return names.size === 1 ? ([...names][0] ?? code) : code;
}
