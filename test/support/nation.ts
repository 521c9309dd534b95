import { connect } from '../../src/database/connect.ts';
import { loadReference } from '../../src/usecase/reference.ts';

/** Every regency and city, in order of code. */
export const PLACES: readonly string[] = loadReference()
  .jurisdictions.filter(({ kind }) => kind !== 'PROVINCE')
  .map(({ kemendagri }) => kemendagri)
  .sort();

/**
 * Gives every place of the nation the report of one place, with totals from 0 to 9 by turns. These are rows of read models
 * alone: no entry tells of them.
 */
export async function spreadOverNation(
  superuserUrl: string,
  report: Readonly<{ unit: string; cycle: string }>,
): Promise<void> {
  const { unit, cycle } = report;
  const key = `${unit}/${cycle}`;
  const others = PLACES.filter((code) => code !== unit).map((code, index) => ({ code, total: String(index % 10) }));
  const sql = connect(superuserUrl, { max: 1 });
  try {
    const places = sql`jsonb_to_recordset(${JSON.stringify(others)}::text::jsonb) as place (code text, total text)`;
    await sql`insert into jurisdiction (key, from_position, to_position, body)
      select place.code, from_position, to_position, body || jsonb_build_object('jurisdiction', place.code)
      from jurisdiction cross join ${places}
      where key = ${unit} and not exists (select from jurisdiction as known where known.key = place.code)`;
    await sql`insert into report (key, from_position, to_position, body)
      select place.code || '/' || ${cycle}::text, from_position, to_position, body || jsonb_build_object('unit', place.code,
        'final', (body -> 'final') || jsonb_build_object('exact', place.total, 'total', place.total || '.00'))
      from report cross join ${places} where key = ${key} and body -> 'final' <> 'null'`;
    await sql`insert into response (key, from_position, to_position, body)
      select replace(key, ${key}::text, place.code || '/' || ${cycle}::text), from_position, to_position,
        body || jsonb_build_object('report', place.code || '/' || ${cycle}::text)
      from response cross join ${places} where body ->> 'report' = ${key}`;
    await sql`update cycle set body = body || jsonb_build_object('participants', ${JSON.stringify(PLACES)}::text::jsonb)
      where key = ${cycle}`;
  } finally {
    await sql.end();
  }
}
