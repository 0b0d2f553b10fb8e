/** Numbers rounded for the eye so that a column of them still adds up. */

const FEWEST_DECIMALS = 3;
const MOST_DECIMALS = 12;

/** As many decimals as show the largest of the numbers with four significant digits, and no fewer than three below 1,000. */
export function decimalsFor(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0 || !Number.isFinite(largest)) return FEWEST_DECIMALS;
  const forFourDigits = 3 - Math.floor(Math.log10(largest));
  if (forFourDigits <= 0) return 0;
  return Math.min(MOST_DECIMALS, Math.max(FEWEST_DECIMALS, forFourDigits));
}

export interface AddedUp {
  readonly addends: readonly string[];
  readonly total: string;
}

/**
 * The addends and their total with so many decimals, each up or down to a neighbour, so that what is shown adds up exactly
 * (the method of largest remainders). The total is rounded as ever.
 */
export function addUp(values: readonly number[], decimals: number): AddedUp {
  const sum = values.reduce((total, value) => total + value, 0);
  if (!Number.isFinite(sum)) {
    return {
      addends: values.map((value) => formatFixed(value, decimals)),
      total: formatFixed(sum, decimals),
    };
  }
  const scale = 10 ** decimals;
  const total = Math.round(sum * scale);
  const whole = values.map((value) => Math.floor(value * scale));
  const missing = total - whole.reduce((some, value) => some + value, 0);
  const remainder = (i: number) => values[i]! * scale - whole[i]!;
  const raised = new Set(
    [...values.keys()].sort((a, b) => remainder(b) - remainder(a)).slice(0, Math.max(0, missing)),
  );
  return {
    addends: whole.map((value, i) => formatFixed((value + (raised.has(i) ? 1 : 0)) / scale, decimals)),
    total: formatFixed(total / scale, decimals),
  };
}

/** "−1.250". What is not a number is a dash. */
export function formatFixed(value: number, decimals: number): string {
  return Number.isFinite(value) ? minus(value.toFixed(decimals)) : '–';
}

/** Four significant digits: "0.3142", "−12.34", "3.217e−7". */
export function formatFour(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  const isPlain = magnitude >= 0.0001 && magnitude < 1e6;
  return minus(isPlain ? String(Number(value.toPrecision(4))) : value.toExponential(3).replace('+', ''));
}

const minus = (text: string): string => text.replaceAll('-', '−');
