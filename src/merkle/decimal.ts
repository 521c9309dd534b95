const DECIMAL = /^(?:0|[1-9]\d{0,15})$/;

/** Reads ASCII decimal without leading zeros, as the C2SP formats write sizes and indices; below 2^53. */
export function parseDecimal(text: string): number | null {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}
