import type { Digest } from '../kernel/digest.ts';
import type { Opened } from '../view/sealed.ts';
import type { GraphqlContext } from './context.ts';

/** What was sealed; null where it was erased, lost or never said. All that an operation opens is read in one statement. */
export async function opened(context: GraphqlContext, commitment: Digest | null): Promise<string | null> {
  if (commitment === null) return null;
  const found: Opened = await context.loaders.sealed.load(commitment);
  return found.state === 'HELD' ? found.value : null;
}
