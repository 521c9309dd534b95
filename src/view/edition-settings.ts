import type { Edition, Provenance } from '../domain/instrument/index.ts';

/** A rule of an edition that holds for all its indicators, as the edition's own words. */
export type EditionSetting = Readonly<{ name: string; value: string; provenance: Provenance }>;

export function editionSettings(edition: Edition): readonly EditionSetting[] {
  const { aggregation, rounding, provinceAward, stages, stagesProvenance } = edition;
  const routes = stages.map(({ unit, review }) => `${unit}: ${review.join(', ') || '-'}`).join('; ');
  const award = provinceAward && `more than ${provinceAward.moreThanPercent} % ${provinceAward.predicate}`;
  return [
    { name: 'stages', value: routes, provenance: stagesProvenance },
    { name: 'lateReports', value: edition.lateReports.mode, provenance: edition.lateReports.provenance },
    days('objectionWindow', edition.objectionWindow),
    days('correctionRound', edition.correctionRound),
    { name: 'requiredEvidence', value: edition.requiredEvidence.mode, provenance: edition.requiredEvidence.provenance },
    {
      name: 'whenNotApplicable',
      value: edition.whenNotApplicable.mode,
      provenance: edition.whenNotApplicable.provenance,
    },
    { name: 'aggregation.dimension', value: aggregation.dimension, provenance: aggregation.provenance },
    { name: 'aggregation.total', value: aggregation.total, provenance: aggregation.provenance },
    { name: 'aggregation.year', value: aggregation.year, provenance: aggregation.provenance },
    { name: 'periodNotReported', value: aggregation.periodNotReported, provenance: aggregation.provenance },
    { name: 'rounding', value: `${rounding.at} ${rounding.scale} ${rounding.mode}`, provenance: rounding.provenance },
    { name: 'predicateOf', value: edition.predicateOf, provenance: rounding.provenance },
    ...(provinceAward && award ? [{ name: 'provinceAward', value: award, provenance: provinceAward.provenance }] : []),
  ];
}

function days(name: string, { days, provenance }: Readonly<{ days: number; provenance: Provenance }>): EditionSetting {
  return { name, value: `${days} days`, provenance };
}
