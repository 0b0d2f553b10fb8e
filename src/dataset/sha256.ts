/**
 * SHA-256 (FIPS 180-4) of a file. Browsers offer crypto.subtle in secure contexts only, and a classroom server at
 * http://192.168.x.x is none; a small JavaScript version is fetched just for those visitors.
 */
const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Lower-case hex, 64 characters. Rejects when the fallback is needed and cannot be fetched. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (subtle !== undefined) return toHex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
  const { sha256 } = await import('@noble/hashes/sha2.js');
  return toHex(sha256(bytes));
}
