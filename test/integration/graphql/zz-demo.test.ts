import { beforeAll, it } from 'vitest';
import { parse } from 'graphql';
import { costOf } from '../../../src/graphql/complexity.ts';
import { schema } from '../../../src/graphql/schema.ts';
import { useGraphql } from '../../support/graphql-client.ts';
import { publishedOperations } from '../../support/operations.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellInto } from '../demo/told-ledger.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);
beforeAll(async () => { const t = performance.now(); const e = await tellInto(database().applicationUrl); console.log('told', e.length, performance.now() - t); }, 300_000);

it('measures', async () => {
  const last = await ask(publishedOperations().find((o) => o.name === 'story-a-last-decision')!.text, { person: 'auditor' });
  console.log(JSON.stringify(last, null, 1));
  const pos = Number(last.data.report.history.nodes[0].position);
  for (const { name, text } of publishedOperations()) {
    const variables = name === 'story-a-as-of' ? { before: String(pos - 1), after: String(pos) } : {};
    for (const person of ['auditor', undefined]) {
      let r = await ask(text, { ...(person ? { person } : {}), variables });
      const t = performance.now();
      r = await ask(text, { ...(person ? { person } : {}), variables });
      const ms = performance.now() - t;
      const cost = costOf({ schema, document: parse(text), variableValues: variables, contextValue: {} });
      console.log(name, person ?? 'anyone', 'ms', ms.toFixed(1), 'sql', r.statements, 'bytes', JSON.stringify(r.data).length, 'cost', JSON.stringify(cost), JSON.stringify(r.errors).slice(0, 200));
      if (person && ['story-a-score', 'story-a-gaps', 'story-a-as-of', 'story-b-awards'].includes(name)) console.log(JSON.stringify(r.data, null, 1).slice(0, 6000));
    }
  }
  const whole = `{ report(unit: "64.08", cycle: "KKPHAM-2022") { responses { indicator { code title } organization { name } status documents { code title event { actor { label } } } decisions { ruling standing event { position actor { label role } } } assessments { points event { actor { label } } } revisions { nodes { revision event { position } } } changesSinceDecision { position } points history { totalCount nodes { position sentence actor { label } } } } score { total derivation { path label formula value exact events { position sentence actor { label } } documents { code title } } } } }`;
  await ask(whole, { person: 'auditor' });
  const t = performance.now();
  const r = await ask(whole, { person: 'auditor' });
  console.log('whole ms', performance.now() - t, 'sql', r.statements, JSON.stringify(r.data).length, JSON.stringify(r.errors).slice(0, 300), costOf({ schema, document: parse(whole), contextValue: {} }));
}, 300_000);
