/** The data set's manifest as bad lines and sign-in pages hand it over: the whole set, or a ManifestError that says where. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { inputsFor, jsonInsteadOf } from '../core/testing/fuzz';
import { expectedFiles, ManifestError, parseManifest } from './manifest';
import { fakeBundle, FAKE_LAYOUT } from './testing/fake-bundle';

it('any text is a manifest of the whole set, or an error in words', async () => {
  const good: unknown = JSON.parse(new TextDecoder().decode((await fakeBundle()).get('manifest.json')));
  expect(parseManifest(JSON.stringify(good), FAKE_LAYOUT).files).toHaveLength(11);
  fc.assert(
    fc.property(jsonInsteadOf(good), (text) => {
      try {
        const { files } = parseManifest(text, FAKE_LAYOUT);
        expect(files).toHaveLength(expectedFiles(FAKE_LAYOUT).length);
        for (const { path, sizeBytes } of files) {
          expect(path).toMatch(/^[\w-]+(\.[\w-]+)+$/);
          expect(Number.isSafeInteger(sizeBytes)).toBe(true);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(ManifestError);
        expect((error as Error).message).toMatch(/^manifest: ./);
      }
    }),
    inputsFor('manifest of the data set'),
  );
});
