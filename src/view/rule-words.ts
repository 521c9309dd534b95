import type { Band, Rule } from '../domain/instrument/index.ts';
import type { Bilingual } from '../kernel/locale.ts';

/** A rule as a sentence, with its numbers. */
export function ruleWords(rule: Rule): Bilingual {
  switch (rule.kind) {
    case 'OPTIONS':
      return same(
        Object.entries(rule.points)
          .map(([option, points]) => `${option} = ${points}`)
          .join('; '),
      );
    case 'BANDS':
      return same(rule.bands.map(bandWords).join('; '));
    case 'LINEAR':
      return {
        id: `0 pada ${rule.from}, penuh pada ${rule.to}, sebanding di antaranya`,
        en: `0 at ${rule.from}, full points at ${rule.to}, in proportion between them`,
      };
    case 'EVIDENCE':
      return { id: 'Bagian data dukung wajib yang terlampir', en: 'The share of the required evidence that is there' };
    case 'CHECKS':
      return {
        id: `Bagian dari ${rule.checks.length} butir periksa yang lulus`,
        en: `The share of ${rule.checks.length} checks that passed`,
      };
    case 'POINTS':
      return { id: 'Nilai yang dinyatakan dari nilai maksimum', en: 'The stated points out of the maximum' };
    case 'PARTS':
      return partsWords(rule);
  }
}

function partsWords({ parts }: Extract<Rule, { kind: 'PARTS' }>): Bilingual {
  const [id, en] = (['id', 'en'] as const).map((language) =>
    parts.map(({ title, weight, rule }) => `${title[language]} ${weight} (${ruleWords(rule)[language]})`).join(' + '),
  );
  return { id: id ?? '', en: en ?? '' };
}

function bandWords({ from, to, fromOpen, toOpen, points }: Band): string {
  const left = from === null ? '' : `${from} ${fromOpen ? '<' : '≤'} `;
  const right = to === null ? '' : ` ${toOpen ? '<' : '≤'} ${to}`;
  return `${left}x${right} = ${points}`;
}

function same(text: string): Bilingual {
  return { id: text, en: text };
}
