import { rebuildAll } from './rebuilding.ts';

/** A process of its own that rebuilds up to a step, says so, and stays there until it is ended. */
const [ownerUrl = '', until = ''] = process.argv.slice(2);
await rebuildAll(
  { ownerUrl },
  {
    reached: (step) => {
      if (step !== until) return;
      process.stdout.write(`${step}\n`);
      return new Promise(() => undefined);
    },
  },
);
