import type { Bilingual } from '../../kernel/locale.ts';

/** What is handed out was allowed before; there is nothing of its own to refuse. */
export const disclosureRefusals = {} as const satisfies Record<string, Bilingual>;
