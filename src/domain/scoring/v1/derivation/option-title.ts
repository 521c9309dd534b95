import type { Bilingual } from '../../../../kernel/locale.ts';
import type { PaperIndicator } from '../../../instrument/index.ts';

export function optionTitle({ answer }: PaperIndicator, option: string): Bilingual {
  const named = answer.kind === 'CHOICE' ? answer.options.find(({ code }) => code === option) : undefined;
  return named?.title ?? { id: option, en: option };
}
