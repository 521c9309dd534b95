import { visit } from 'graphql';
import type { DocumentNode } from 'graphql';

/** What a document repeats with: how many aliases, directives and fragments it holds, fragments and all. */
export function repetitionIn(
  document: DocumentNode,
): Readonly<{ aliases: number; directives: number; fragments: number }> {
  let aliases = 0;
  let directives = 0;
  let fragments = 0;
  visit(document, {
    Field: ({ alias }) => void (aliases += alias ? 1 : 0),
    FragmentDefinition: () => void (fragments += 1),
    Directive: () => void (directives += 1),
  });
  return { aliases, directives, fragments };
}
