import { logIn } from './flow.ts';

/** Logs in to a running demo as programs do, and asks who that is: `npm run login -- http://localhost:4000/graphql`. */
const [url = 'http://localhost:4000/graphql', identity = '64.71.coordinator'] = process.argv.slice(2);

const token = await logIn(url, identity);
const response = await fetch(url, {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  body: JSON.stringify({ query: '{ viewer { person label } }' }),
});
const answer = await response.text();
process.stdout.write(`${answer}\n`);
if (!answer.includes(`"person":"${identity}"`)) process.exitCode = 1;
