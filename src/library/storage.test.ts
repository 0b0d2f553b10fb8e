import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { createRepository } from './storage';
import { memoryBackend } from './testing/memory-backend';

const schema = v.object({ id: v.string(), label: v.number() });

describe('a repository', () => {
  it('gives back what was put on it, replaces by id, and forgets what is taken away', async () => {
    const repository = createRepository(schema, memoryBackend());
    expect(
      (
        await repository.put([
          { id: 'a', label: 1 },
          { id: 'b', label: 2 },
        ])
      ).ok,
    ).toBe(true);
    await repository.put([{ id: 'a', label: 7 }]);
    await repository.remove(['b']);
    expect(await repository.readAll()).toEqual({
      ok: true,
      value: { records: [{ id: 'a', label: 7 }], damagedCount: 0 },
    });
  });

  it('leaves out, and counts, what is not what it should be', async () => {
    const backend = memoryBackend();
    await backend.putAll([{ id: 'a', label: 'seven' } as never, { id: 'b', label: 2 } as never, { id: 'c' }]);
    const read = await createRepository(schema, backend).readAll();
    expect(read).toEqual({ ok: true, value: { records: [{ id: 'b', label: 2 }], damagedCount: 2 } });
  });

  it('tells full storage from storage that is refused', async () => {
    const failing = (name: string) => {
      const refuse = () => Promise.reject(new DOMException('no', name));
      return createRepository(schema, { getAll: refuse, putAll: refuse, removeAll: refuse });
    };
    const full = await failing('QuotaExceededError').put([{ id: 'a', label: 1 }]);
    expect(full).toMatchObject({ ok: false, fault: { code: 'storage-full' } });
    expect(!full.ok && full.fault.message).toContain('full');
    const refused = await failing('SecurityError').readAll();
    expect(refused).toMatchObject({ fault: { code: 'storage-unavailable' } });
    expect(!refused.ok && refused.fault.message).toContain('keeps nothing');
  });

  it('calls a bug no refusal, where there is a database', async () => {
    const bug = () => Promise.reject(new TypeError('values.toSorted is not a function'));
    const repository = createRepository(schema, { getAll: bug, putAll: bug, removeAll: bug });
    expect(await repository.readAll()).toMatchObject({ fault: { code: 'storage-unavailable' } });
    vi.stubGlobal('indexedDB', {});
    expect(await repository.readAll()).toMatchObject({ fault: { code: 'page-broke' } });
    vi.unstubAllGlobals();
  });
});
