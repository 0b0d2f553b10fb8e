/**
 * A name that no other record has: 32 hexadecimal digits. crypto.randomUUID is missing where the page comes over plain http,
 * from a machine in the class-room's network perhaps; its random numbers are not.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
