import type { Bilingual } from '../../../../kernel/locale.ts';
import type { Rounding } from '../../../instrument/index.ts';
import { say } from './say.ts';

const MODES: Readonly<Record<Rounding['mode'], Bilingual>> = {
  HALF_UP: { id: 'setengah ke atas', en: 'half up' },
  HALF_EVEN: { id: 'setengah ke genap', en: 'half to even' },
  UP: { id: 'ke atas', en: 'up' },
  DOWN: { id: 'ke bawah', en: 'down' },
};

export function roundingWords({ scale, mode }: Rounding): Bilingual {
  const [rounded, decimals] = [
    { id: 'dibulatkan ke', en: 'rounded to' },
    { id: 'desimal', en: scale === 1 ? 'decimal' : 'decimals' },
  ];
  return say`${rounded} ${scale} ${decimals} (${MODES[mode]})`;
}
