/**
 * The generator of tiled matrix products, C[m][n] = sum over k of A[m][k] B[k][n], as a function that a kernel's workgroups
 * run. Where the operands come from and what becomes of the result is up to the functions that the caller writes:
 *
 *   NAMELeft(rowQuad, depthQuad, isFirst)  -> mat4x4   4 x 4 of A; column c of it is depth 4 * depthQuad + c
 *   NAMERight(columnQuad, depthQuad)       -> mat4x4   4 x 4 of B, likewise
 *   NAMEStore(row, columnQuad, part, sum)              four neighbours of a row of C, or of one part of it
 *   NAMEBias(columnQuad, sum)                          the sums of B's columns; only withBias
 *
 * isFirst: whether the workgroup is of the first column of tiles, so that of all that read an operand one may write it down.
 *
 * After the usual scheme of blocking twice, in shared memory and in registers, with the next tile fetched ahead (see for
 * instance NVIDIA's CUTLASS, "Efficient GEMM in CUDA").
 */
import { type Cut, shares, sharedQuads, strideOf, teamOf, threadsOf } from './tile';
import { four } from './wgsl';

/** Along which of its indices an operand's memory runs. */
type Run = 'depth' | 'other';

export interface Product {
  readonly name: string;
  readonly cut: Cut;
  /** Rows, columns and depth, padded to whole quads. */
  readonly size: readonly [rows: number, columns: number, depth: number];
  readonly left: Run;
  readonly right: Run;
  readonly withBias?: boolean;
  /** Whether the rows are digits, of which tiles beyond the batch need not be made. */
  readonly rowsAreDigits?: boolean;
}

/** Part of a kernel: `source` defines NAME(group, thread). */
export interface Job {
  readonly name: string;
  readonly source: string;
  readonly groups: number;
  readonly threads: number;
  /** Quads of shared memory. */
  readonly shared: number;
}

const list = (count: number, part: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join('\n');

export function productJob(product: Product): Job {
  const { name, cut, size, withBias = false, rowsAreDigits = false } = product;
  const { tile } = cut;
  const { turns, parts } = shares(cut, size[2]);
  const [tileRows, tileColumns] = [Math.ceil(size[0] / tile.rows), Math.ceil(size[1] / tile.columns)];
  const [leftStride, rightStride] = [strideOf(tile.rows), strideOf(tile.columns)];
  const [team, across] = [teamOf(tile), tile.columns / 4];
  const { fetch, put, registers } = loading(product);
  const source = `
fn ${name}(group: u32, thread: u32) {
  let part = group / ${tileRows * tileColumns}u;
  let place = group % ${tileRows * tileColumns}u;
  let tileRow = place % ${tileRows}u;
  let tileColumn = place / ${tileRows}u;
  ${rowsAreDigits ? `if (tileRow * ${tile.rows}u >= step.count) { return; }` : ''}
  let own = thread / ${team}u;
  let lane = thread % ${team}u;
  let y = lane / ${across}u;
  let x = lane % ${across}u;
  let leftAt = own * ${tile.depth * (leftStride + rightStride)}u;
  let rightAt = leftAt + ${tile.depth * leftStride}u;
  ${four((i) => `var c${i} = vec4<f32>();`, ' ')}
  ${withBias ? 'let sumsUp = tileRow == 0u && y == 0u; var bias = vec4<f32>();' : ''}
  ${list(registers, (i) => `var r${i} = mat4x4<f32>();`)}
  var stage = part * ${turns}u;
  { ${fetch} }
  for (var turn = 0u; turn < ${turns}u; turn++) {
    { ${put} }
    workgroupBarrier();
    stage++;
    if (turn + 1u < ${turns}u) { ${fetch} }
    for (var k = 0u; k < ${tile.depth}u; k++) {
      let a = cache[leftAt + k * ${leftStride}u + y];
      let b = cache[rightAt + k * ${rightStride}u + x];
      ${four((i) => `c${i} = fma(vec4<f32>(a[${i}]), b, c${i});`, '\n      ')}
      ${withBias ? 'if (sumsUp) { bias += b; }' : ''}
    }
    workgroupBarrier();
  }
  let firstRow = ${tile.rows}u * tileRow + 4u * y;
  let column = ${across}u * tileColumn + x;
  ${tile.groups === 1 ? storeOwn(name, withBias) : storeTogether(product)}
}`;
  return {
    name,
    source,
    groups: tileRows * tileColumns * parts,
    threads: threadsOf(tile),
    shared: sharedQuads(tile, withBias),
  };
}

/** Blocks of 4 x 4 of both operands, dealt out to the threads of a team: into registers, and from there into shared memory. */
function loading({ name, cut: { tile }, left, right }: Product) {
  const [rowQuads, columnQuads, depthQuads] = [tile.rows / 4, tile.columns / 4, tile.depth / 4];
  const [leftBlocks, rightBlocks] = [rowQuads * depthQuads, columnQuads * depthQuads];
  const team = teamOf(tile);
  const registers = Math.ceil((leftBlocks + rightBlocks) / team);

  /** `use` for each operand that the i-th block of a thread may be of. */
  const block = (i: number, use: (isLeft: boolean, other: string, depth: string) => string): string => {
    const id = `(lane + ${i * team}u)`;
    const one = (isLeft: boolean): string => {
      const at = isLeft ? id : `(${id} - ${leftBlocks}u)`;
      const quads = isLeft ? rowQuads : columnQuads;
      const alongDepth = (isLeft ? left : right) === 'depth';
      return alongDepth
        ? use(isLeft, `${at} / ${depthQuads}u`, `${at} % ${depthQuads}u`)
        : use(isLeft, `${at} % ${quads}u`, `${at} / ${quads}u`);
    };
    const [first, last] = [i * team, (i + 1) * team];
    const body =
      last <= leftBlocks
        ? one(true)
        : first >= leftBlocks
          ? one(false)
          : `if (${id} < ${leftBlocks}u) { ${one(true)} } else { ${one(false)} }`;
    const blocks = leftBlocks + rightBlocks;
    return last > blocks ? `if (${id} < ${blocks}u) { ${body} }` : body;
  };

  const fetch = `let depth = (stage * ${tile.groups}u + own) * ${depthQuads}u;
    ${list(registers, (i) =>
      block(i, (isLeft, other, depth) =>
        isLeft
          ? `r${i} = ${name}Left(tileRow * ${rowQuads}u + ${other}, depth + ${depth}, tileColumn == 0u);`
          : `r${i} = ${name}Right(tileColumn * ${columnQuads}u + ${other}, depth + ${depth});`,
      ),
    )}`;
  const put = list(registers, (i) =>
    block(i, (isLeft, other, depth) => {
      const stride = strideOf(isLeft ? tile.rows : tile.columns);
      return `{ let at = ${isLeft ? 'leftAt' : 'rightAt'} + ${4 * stride}u * (${depth}) + ${other};
        ${four((c) => `cache[at + ${c * stride}u] = r${i}[${c}];`, ' ')} }`;
    }),
  );
  return { fetch, put, registers };
}

const storeOwn = (name: string, withBias: boolean): string => `
  ${four((i) => `${name}Store(firstRow + ${i}u, column, part, c${i});`, '\n  ')}
  ${withBias ? `if (sumsUp) { ${name}Bias(column, bias); }` : ''}`;

/** The teams' sums are added up by way of shared memory, each team taking its share of the four rows. */
function storeTogether({ name, cut: { tile }, withBias = false }: Product): string {
  const { groups } = tile;
  const team = teamOf(tile);
  const across = tile.columns / 4;
  const each = 4 / groups;
  const biasAt = 4 * groups * team;
  const sum = (term: (g: number) => string): string =>
    Array.from({ length: groups }, (_, g) => term(g)).join(' + ');
  return `
  ${four((i) => `cache[${i * groups * team}u + thread] = c${i};`, '\n  ')}
  ${withBias ? `if (sumsUp) { cache[${biasAt}u + own * ${across}u + x] = bias; }` : ''}
  workgroupBarrier();
  ${list(
    each,
    (q) => `{
    let row = own * ${each}u + ${q}u;
    let at = row * ${groups * team}u + lane;
    ${name}Store(firstRow + row, column, part, ${sum((g) => `cache[at + ${g * team}u]`)});
  }`,
  )}
  ${withBias ? `if (sumsUp && own == 0u) { ${name}Bias(column, ${sum((g) => `cache[${biasAt + g * across}u + x]`)}); }` : ''}`;
}

/** A whole kernel out of jobs that have the same number of threads: workgroups are dealt out to them in turn. */
export function kernelOf(jobs: readonly Job[]): string {
  let first = 0;
  const branches = jobs.map(({ name, groups }, i) => {
    const call = `{ ${name}(at.x - ${first}u, thread); }`;
    first += groups;
    return i === jobs.length - 1 ? call : `if (at.x < ${first}u) ${call}`;
  });
  return `
${jobs.map(({ source }) => source).join('\n')}
@compute @workgroup_size(${jobs[0]!.threads})
fn main(@builtin(workgroup_id) at: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  ${branches.join(' else ')}
}`;
}

/** The memory that the jobs of a kernel share; declared before them. */
export const sharedMemory = (jobs: readonly Job[]): string =>
  `var<workgroup> cache: array<vec4<f32>, ${Math.max(...jobs.map(({ shared }) => shared))}>;`;
