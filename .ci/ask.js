/** Asks the running product for the year whose parts are known: 100, 100 and 97 make 99. */
import { deepStrictEqual } from 'node:assert/strict';

const query = '{ annualResult(unit: "64.71", instrument: "AKSI_HAM", cycleYear: 2025) { total status } }';
const response = await fetch(process.argv[2], {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query }),
});
const answer = await response.json();
console.log(JSON.stringify(answer));
deepStrictEqual(answer.errors, undefined);
deepStrictEqual(answer.data.annualResult.total, '99.00');
