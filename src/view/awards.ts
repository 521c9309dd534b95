import type { GrantedAward } from '../domain/cycle/index.ts';
import type { Edition } from '../domain/instrument/index.ts';
import { provinceAward } from '../domain/scoring/v1/index.ts';
import type { DerivationNode } from '../domain/scoring/v1/index.ts';
import type { Bilingual } from '../kernel/locale.ts';
import { toRational } from '../kernel/rational.ts';

/** Why an award was given, from the figures that were frozen with it. `names` are those of the places, by code. */
export function awardReasons(
  edition: Edition,
  award: GrantedAward,
  names: ReadonlyMap<string, string>,
): readonly DerivationNode[] {
  if (award.kind !== 'PROVINCE_CARING') return [placeReason(edition, award)];
  const nodes = provinceAward(edition, award.members)?.derivation ?? [];
  return nodes.map((node) => ({ ...node, label: named(node, names) }));
}

/** A member's step ends its path with the member's code. */
function named({ path, label }: DerivationNode, names: ReadonlyMap<string, string>): Bilingual {
  const name = names.get(path.slice(path.indexOf('/') + 1));
  return name === undefined ? label : { id: name, en: name };
}

function placeReason(edition: Edition, { predicate, total, final }: GrantedAward): DerivationNode {
  const held = edition.predicates.find(({ code }) => code === predicate);
  const title = held?.title ?? { id: predicate, en: predicate };
  return {
    path: 'total',
    parentPath: null,
    label: { id: 'Nilai final', en: 'Final total' },
    formula: {
      id: `Nilai final ${total ?? '-'}: predikat ${title.id}`,
      en: `Final total ${total ?? '-'}: predicate ${title.en}`,
    },
    value: toRational(total ?? '0'),
    weight: null,
    provenance: held?.provenance ?? null,
    positions: final === null ? [] : [final],
    attachments: [],
  };
}
