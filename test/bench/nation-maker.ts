import type { BenchDatabase } from './databases.ts';
import { openNation } from './nation.ts';

process.once('message', (database: BenchDatabase) => {
  void openNation(database).then((nation) => {
    process.send?.(nation, () => {
      process.disconnect();
    });
  });
});
