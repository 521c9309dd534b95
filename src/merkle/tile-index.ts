/** Which tile of its level, and how many hashes or entries of it are there. */
export type TilePart = Readonly<{ index: number; width: number }>;

/** A tile is a subtree of height 8. */
export const TILE_WIDTH = 256;

/** 2^53 has 16 digits, so there are at most five groups of three before the last. */
const TILE_PART = /^((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads the part of a path after the level: `x001/234` or `x001/234.p/5`. */
export function parseTilePart(text: string): TilePart | null {
  const [, groups, partial] = TILE_PART.exec(text) ?? [];
  if (groups === undefined) return null;
  const index = Number(groups.replaceAll(/\D/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  if (!Number.isSafeInteger(index) || width > TILE_WIDTH) return null;
  return formatTilePart({ index, width }) === text ? { index, width } : null;
}

/** `x001/234`, and `x001/234.p/5` where the tile is partial. */
export function formatTilePart({ index, width }: TilePart): string {
  const groups = [threeDigits(index % 1000)];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${threeDigits(rest % 1000)}`);
  }
  return groups.join('/') + (width === TILE_WIDTH ? '' : `.p/${width}`);
}

function threeDigits(value: number): string {
  return value.toString().padStart(3, '0');
}
