import type { JsonObject } from '../kernel/json.ts';
import { apiTokenProjection } from './api-token.ts';
import { calendarProjection } from './calendar.ts';
import { cycleProjection } from './cycle.ts';
import { documentReferenceProjection } from './document-reference.ts';
import { instrumentEditionProjection } from './instrument-edition.ts';
import { jurisdictionProjection, organizationProjection } from './jurisdiction.ts';
import { officialScoreProjection } from './official-score.ts';
import { personProjection } from './person.ts';
import type { Projection } from './projection.ts';
import { reportProjection, responseProjection } from './report.ts';

/** Every read model there is. */
export const projections: readonly Projection[] = [
  erased(jurisdictionProjection),
  erased(organizationProjection),
  erased(personProjection),
  erased(instrumentEditionProjection),
  erased(calendarProjection),
  erased(cycleProjection),
  erased(officialScoreProjection),
  erased(reportProjection),
  erased(responseProjection),
  erased(documentReferenceProjection),
  erased(apiTokenProjection),
];

/** Forgets which row a projection keeps, so that all of them fit one list. */
function erased<Row extends JsonObject>(projection: Projection<Row>): Projection {
  return {
    ...projection,
    // A projection is only ever handed rows of its own table, which it made itself.
    evolve: (row, event, key) => projection.evolve(row as Row | null, event, key),
  };
}
