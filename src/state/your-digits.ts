/**
 * The drawings that the visitor has said the meaning of, newest last. They live here, and a copy of each in the browser's
 * storage; where that fails they live here only, and `problem` says so.
 */
import { newId } from '../library/new-id';
import { type Fault, fail, ok, type Result } from '../core/fault';
import type { Stroke } from '../core/strokes';
import { digitsFromFile } from './digit-file';
import { askToKeep } from './keeping';
import {
  drawingKey,
  type KeptDigit,
  type StoredDigit,
  storedDigitSchema,
  toPlain,
  withoutPicture,
  withPicture,
} from './kept-digit';
import { mapInChunks } from './map-in-chunks';
import { slice } from './store';
import { createRepository, indexedDbBackend, type Repository } from '../library/storage';

/** More than anybody draws; a file may hold more. */
export const MAX_DIGITS = 2000;

interface YourDigits {
  readonly digits: readonly KeptDigit[];
  /** What was removed last, as long as it can be brought back. */
  readonly removed: readonly KeptDigit[];
  /** One sentence on what storage did not do; undefined when all is well. */
  readonly problem: string | undefined;
}

const [use, set] = slice<YourDigits>('yourDigits', { digits: [], removed: [], problem: undefined });
export const useYourDigits = use;

const byAge = (a: StoredDigit, b: StoredDigit): number => a.addedAt - b.addedAt;
let repository: Repository<StoredDigit> | undefined;

/** Brings back what was kept on an earlier visit. Called once, before anything else here; what it is given is for tests. */
export async function openYourDigits(
  from: Repository<StoredDigit> = createRepository(storedDigitSchema, indexedDbBackend('digits')),
): Promise<void> {
  if (repository) return;
  repository = from;
  const found = await repository.readAll();
  if (!found.ok) {
    set({ problem: found.fault.message });
    return;
  }
  const { records, damagedCount } = found.value;
  const earlier = await mapInChunks(records.slice().sort(byAge), withPicture);
  set(({ digits }) => ({ digits: [...earlier, ...digits] }));
  if (damagedCount > 0) {
    set({
      problem: `${damagedCount} of your kept digits could not be read back and ${damagedCount === 1 ? 'is' : 'are'} left out.`,
    });
  }
}

/** Keeps a drawing with what it means. read: what the network took it for. Returns the id by which it can be changed. */
export function keepDigit(strokes: readonly Stroke[], label: number, read: number | null): string {
  const id = newId();
  add([withPicture({ id, label, strokes: toPlain(strokes), addedAt: Date.now(), read })]);
  return id;
}

/** Corrects the correction. Nothing happens to a digit that is no longer there. */
export function relabelDigit(id: string, label: number): void {
  const digit = useYourDigits.getState().digits.find((kept) => kept.id === id);
  if (!digit) return;
  const relabelled = { ...digit, label };
  set(({ digits }) => ({ digits: digits.map((kept) => (kept.id === id ? relabelled : kept)) }));
  void save([relabelled]);
}

/** They can be brought back until others are removed or the page is closed. */
export function removeDigits(ids: readonly string[]): void {
  const gone = new Set(ids);
  set(({ digits }) => ({
    digits: digits.filter(({ id }) => !gone.has(id)),
    removed: digits.filter(({ id }) => gone.has(id)),
  }));
  void repository?.remove(ids).then(tellProblem);
}

export function undoRemoval(): void {
  const { digits, removed } = useYourDigits.getState();
  set({ digits: [...digits, ...removed].sort(byAge), removed: [] });
  void save(removed);
}

export interface Imported {
  readonly addedCount: number;
  /** Digits of the file that were here already. */
  readonly knownCount: number;
  /** Which were left out, and why. */
  readonly refused: readonly string[];
}

/** Adds the digits of a file in the format of digit-file.ts; a fault where it has none that can be had. */
export async function importDigits(text: string): Promise<Result<Imported>> {
  const read = await digitsFromFile(text, Date.now());
  if (!read.ok) return read;
  const { digits } = useYourDigits.getState();
  const known = new Set(digits.map(drawingKey));
  const fresh = read.value.digits.filter((digit) => !known.has(drawingKey(digit)));
  if (digits.length + fresh.length > MAX_DIGITS) return fail(tooMany(fresh.length));
  add(await mapInChunks(fresh, withPicture));
  const { digits: found, refused } = read.value;
  return ok({ addedCount: fresh.length, knownCount: found.length - fresh.length, refused });
}

const tooMany = (count: number): Fault => ({
  code: 'invalid-file',
  message: `Nothing was taken from this file: with its ${count} digits yours would be more than ${MAX_DIGITS}.`,
  remedy: 'dismiss',
});

function add(added: readonly KeptDigit[]): void {
  set(({ digits }) => ({ digits: [...digits, ...added] }));
  void save(added);
}

async function save(digits: readonly KeptDigit[]): Promise<void> {
  const saved = await repository?.put(digits.map(withoutPicture));
  if (!saved) return;
  tellProblem(saved);
  if (saved.ok) void askToKeep();
}

function tellProblem(result: Result<void>): void {
  if (!result.ok) set({ problem: result.fault.message });
}
