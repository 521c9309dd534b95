import type { ScoreBasis } from '../domain/report/index.ts';
import type { Bilingual } from '../kernel/locale.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { publicationOf } from './cycles.ts';
import type { CycleRow } from './cycles.ts';
import type { At } from './reader.ts';

/** What is asked for without a grant, of a cycle as it was. `today`: as it is now, read only where it makes a difference. */
export type PublicAsked = Readonly<{ cycle: CycleRow; basis: ScoreBasis; today: () => Promise<CycleRow | null> }>;

/** What nobody sees without a grant, and what is public today but was not at the moment that is looked at. */
export type SightRefusal = 'FORBIDDEN' | 'NOT_PUBLISHED_THEN';

export const NOT_PUBLISHED_THEN: Bilingual = {
  id: 'Pada saat itu hasilnya belum diumumkan.',
  en: 'At that moment the results had not been published.',
};

/** The moment whose results everybody may see: final ones, as they were published last. Null: none ever were. */
export async function publicResults({ cycle, basis, today }: PublicAsked): Promise<Result<At | null, SightRefusal>> {
  if (basis !== 'FINAL') return err('FORBIDDEN');
  const publication = publicationOf(cycle);
  if (publication) return ok(publication);
  return (await today())?.published ? err('NOT_PUBLISHED_THEN') : ok(null);
}
