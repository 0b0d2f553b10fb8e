/**
 * The compiled kernels as TypeScript sees them. What each does is told where it is written, in assembly/. All arguments are
 * byte addresses and byte counts unless their name says rows, panels, units or count.
 */
export interface Kernels {
  augmentDigits(pixels: number, rows: number, variants: number, basis: number, padded: number): void;
  packPixels(
    pixels: number,
    rows: number,
    lists: number,
    ends: number,
    listBytes: number,
    table: number,
  ): void;
  packRows(
    a: number,
    stride: number,
    panels: number,
    rows: number,
    lists: number,
    ends: number,
    listBytes: number,
    table: number,
  ): void;
  transposeLists(
    lists: number,
    ends: number,
    listBytes: number,
    rows: number,
    columnLists: number,
    columnEnds: number,
    columnListBytes: number,
    columns: number,
  ): void;
  multiplyPanel(
    a: number,
    aStride: number,
    aPanels: number,
    rows: number,
    b: number,
    init: number,
    out: number,
  ): void;
  multiplyLists(
    lists: number,
    ends: number,
    listBytes: number,
    count: number,
    b: number,
    bStride: number,
    panels: number,
    init: number,
    out: number,
    outStride: number,
  ): void;
  outerPanel(a: number, aStride: number, aPanels: number, rows: number, b: number, out: number): void;
  activatePanel(
    kind: number,
    panel: number,
    slope: number,
    firstRow: number,
    rows: number,
    firstUnit: number,
    units: number,
    threshold: number,
    keptScale: number,
    key: number,
  ): void;
  softmaxLoss(
    first: number,
    second: number,
    labels: number,
    rows: number,
    share: number,
    smoothing: number,
    gradientFirst: number,
    gradientSecond: number,
    metrics: number,
  ): void;
  softmaxRows(first: number, second: number, rows: number, out: number): void;
  updateSgd(bytes: number, w: number, g: number, coefficients: number): void;
  updateMomentum(bytes: number, w: number, g: number, v: number, coefficients: number): void;
  updateRmsprop(bytes: number, w: number, g: number, s: number, coefficients: number): void;
  updateAdam(bytes: number, w: number, g: number, m: number, v: number, coefficients: number): void;
  multiplyElements(target: number, factor: number, bytes: number): void;
  copyNumbers(from: number, to: number, bytes: number): void;
  sumRows(panel: number, rows: number, out: number): void;
  transposePanel(panel: number, rows: number, out: number, outStride: number): void;
}

/** The kernels over `pages` (64 KiB each) of fresh zeroed memory. Throws a RangeError when there is not that much. */
export async function instantiateKernels(
  module: WebAssembly.Module,
  pages: number,
): Promise<{ kernels: Kernels; memory: WebAssembly.Memory }> {
  const memory = new WebAssembly.Memory({ initial: pages });
  const instance = await WebAssembly.instantiate(module, imports(memory));
  return { kernels: instance.exports as unknown as Kernels, memory };
}

/** The kernels over memory that other threads may have too, at once. module: one of the builds for such memory. */
export const kernelsOver = (module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels =>
  new WebAssembly.Instance(module, imports(memory)).exports as unknown as Kernels;

/** So many pages of fresh zeroed memory that threads can share. Throws a RangeError when there is not that much. */
export const sharedMemory = (pages: number): WebAssembly.Memory =>
  new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });

const imports = (memory: WebAssembly.Memory) => ({ env: { memory, log: Math.log } });
