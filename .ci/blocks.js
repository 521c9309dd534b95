// Prints the command blocks of the README that are meant for a second terminal, while the product runs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```sh\n([^`]+)```/g)].map(([, block]) => block);
const beside = blocks.filter((block) => !block.startsWith('npm ci'));
if (beside.length < 3) throw new Error('The README has lost its commands.');
console.log(beside.join(''));
