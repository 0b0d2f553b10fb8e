/** Numbers from inside the network, in words. */

/** Two significant digits with a sign: "+0.31", "−4.2", "0". */
export function formatSigned(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  return `${value < 0 ? '−' : '+'}${formatShort(Math.abs(value))}`;
}

/** Two significant digits, with a power of ten where it is tiny or huge: "0.31", "−4.2", "3.1e−7". */
export function formatShort(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const magnitude = Math.abs(value);
  const isPlain = value === 0 || (magnitude >= 0.001 && magnitude < 10_000);
  const text = isPlain ? String(Number(value.toPrecision(2))) : value.toExponential(1).replace('+', '');
  return text.replaceAll('-', '−');
}

/** "1, 4 and 17": units are counted from 1 on the page. */
export function listUnits(units: ArrayLike<number>, most: number): string {
  const names = Array.from(units, (unit) => String(unit + 1));
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
