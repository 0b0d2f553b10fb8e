/**
 * Principal component analysis down to the plane: the two directions in which many points differ most, and where the points
 * lie in them.
 *
 * The textbook way, all eigenvectors of the covariance matrix, takes seconds for a layer of 2,048 units and cannot be
 * interrupted. Here a handful of directions are found by subspace iteration with a Rayleigh-Ritz step (Saad, Numerical
 * Methods for Large Eigenvalue Problems, chapter 5), point by point, with yields; it starts from the directions of the last
 * time, which a little more training hardly turns.
 *
 * Components are known only up to their sign, and two of nearly equal variance may change places from one epoch to the
 * next. alignPlane() turns and mirrors the picture until the points lie as near as can be to where they lay before
 * (orthogonal Procrustes, Schönemann 1966). The plane stays the same; only its axes are then no longer the two components,
 * but a turn of them.
 */
import { EigenvalueDecomposition, Matrix, QrDecomposition, SingularValueDecomposition } from 'ml-matrix';
import { randomUniform } from '../random';

export interface Plane {
  /** float64 [units]: the points' mean, which lies at 0, 0. */
  readonly mean: Float64Array;
  /** float64 [2, units]: orthonormal, or zeros where there are not two directions. */
  readonly axes: Float64Array;
  /** float32 [count, 2]. */
  readonly coordinates: Float32Array;
  /** Shares of the points' variance along the first and second principal component, 0..1. */
  readonly explained: readonly [number, number];
  /** Where the next search starts: [units, directions]. */
  readonly directions: Matrix;
}

/** More than the two that are wanted: iteration closes in the faster, the more directions it is given. */
const DIRECTION_COUNT = 8;
const MAX_ITERATIONS = 40;
/** Stop when the covariance matrix turns neither axis by more than this, relative to the largest eigenvalue. */
const TOLERANCE = 1e-5;
/** Points handled between two yields. */
const CHUNK = 100;

/** points: float32 [count, units], finite, count at least 2. start: the directions of an earlier plane. */
export function* principalPlane(points: Float32Array, units: number, start?: Matrix): Generator<void, Plane> {
  const count = points.length / units;
  const { mean, variance } = yield* moments(points, units);
  const size = Math.min(DIRECTION_COUNT, units);
  let directions = start?.rows === units && start.columns === size ? start : randomDirections(units, size);
  let explained: readonly [number, number] = [0, 0];
  const iterations = variance > 0 ? MAX_ITERATIONS : 0;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const { within, image } = yield* covarianceTimes(points, mean, directions);
    const { values, turn } = eigenpairs(within);
    const ritz = directions.mmul(turn);
    const residual = Matrix.sub(image.mmul(turn), ritz.clone().mulRowVector(values));
    const furthest = Math.max(...[0, 1].map((axis) => (axis < size ? norm(residual.getColumn(axis)) : 0)));
    explained = [values[0]! / variance, (values[1] ?? 0) / variance];
    directions = ritz;
    if (furthest <= TOLERANCE * values[0]!) break;
    directions = new QrDecomposition(image.mmul(turn)).orthogonalMatrix;
  }
  const axes = new Float64Array(2 * units);
  for (let axis = 0; axis < Math.min(2, size); axis++) {
    axes.set(variance > 0 ? upright(directions.getColumn(axis)) : [], axis * units);
  }
  const coordinates = new Float32Array(2 * count);
  for (let row = 0; row < count; row++) {
    if (row % CHUNK === 0) yield;
    coordinates.set(projectPoint({ mean, axes }, points.subarray(row * units, (row + 1) * units)), 2 * row);
  }
  return { mean, axes, coordinates, explained, directions };
}

/** Where one more point lies in a plane. point: float32 [units]. */
export function projectPoint(
  { mean, axes }: Pick<Plane, 'mean' | 'axes'>,
  point: Float32Array,
): [number, number] {
  let x = 0;
  let y = 0;
  for (let unit = 0; unit < point.length; unit++) {
    const difference = point[unit]! - mean[unit]!;
    x += difference * axes[unit]!;
    y += difference * axes[point.length + unit]!;
  }
  return [x, y];
}

/** The same plane, turned and mirrored to fit where the same points lay before. previous: float32 [count, 2]. */
export function alignPlane(plane: Plane, previous: Float32Array): Plane {
  const overlap = Matrix.zeros(2, 2);
  for (let i = 0; i < previous.length; i += 2) {
    for (const a of [0, 1]) {
      for (const b of [0, 1]) {
        overlap.set(a, b, overlap.get(a, b) + plane.coordinates[i + a]! * previous[i + b]!);
      }
    }
  }
  const { leftSingularVectors, rightSingularVectors } = new SingularValueDecomposition(overlap);
  const turn = leftSingularVectors.mmul(rightSingularVectors.transpose());
  const units = plane.mean.length;
  const turned = (x: number, y: number, axis: 0 | 1) => x * turn.get(0, axis) + y * turn.get(1, axis);
  const axisOf = (axis: 0 | 1) => (_: unknown, unit: number) =>
    turned(plane.axes[unit]!, plane.axes[units + unit]!, axis);
  const coordinates = plane.coordinates.map((_, i, all) =>
    turned(all[i - (i % 2)]!, all[i - (i % 2) + 1]!, i % 2 === 0 ? 0 : 1),
  );
  const axes = new Float64Array(2 * units);
  axes.set(plane.mean.map(axisOf(0)), 0);
  axes.set(plane.mean.map(axisOf(1)), units);
  return { ...plane, axes, coordinates };
}

/** The mean, and the variances of all units added up. */
function* moments(
  points: Float32Array,
  units: number,
): Generator<void, { mean: Float64Array; variance: number }> {
  const count = points.length / units;
  const mean = new Float64Array(units);
  for (let row = 0; row < count; row++) {
    if (row % CHUNK === 0) yield;
    for (let unit = 0; unit < units; unit++) mean[unit]! += points[row * units + unit]!;
  }
  for (let unit = 0; unit < units; unit++) mean[unit]! /= count;
  let variance = 0;
  for (let row = 0; row < count; row++) {
    if (row % CHUNK === 0) yield;
    for (let unit = 0; unit < units; unit++) {
      variance += (points[row * units + unit]! - mean[unit]!) ** 2 / (count - 1);
    }
  }
  return { mean, variance };
}

/** C Q, and Qᵀ C Q, for the points' covariance matrix C, which is never made: [units, units] may be millions of numbers. */
function* covarianceTimes(
  points: Float32Array,
  mean: Float64Array,
  directions: Matrix,
): Generator<void, { image: Matrix; within: Matrix }> {
  const units = mean.length;
  const count = points.length / units;
  const size = directions.columns;
  const q = Float64Array.from(directions.to1DArray());
  const offset = new Float64Array(size);
  mean.forEach((value, unit) => {
    for (let k = 0; k < size; k++) offset[k]! += value * q[unit * size + k]!;
  });
  const image = new Float64Array(units * size);
  const y = new Float64Array(size);
  for (let row = 0; row < count; row++) {
    if (row % CHUNK === 0) yield;
    const first = row * units;
    for (let k = 0; k < size; k++) y[k] = -offset[k]!;
    for (let unit = 0; unit < units; unit++) {
      const x = points[first + unit]!;
      if (x !== 0) for (let k = 0; k < size; k++) y[k]! += x * q[unit * size + k]!;
    }
    // The mean need not be taken from x here: the y of all points add up to 0.
    for (let unit = 0; unit < units; unit++) {
      const x = points[first + unit]! / (count - 1);
      if (x !== 0) for (let k = 0; k < size; k++) image[unit * size + k]! += x * y[k]!;
    }
  }
  const imageMatrix = Matrix.from1DArray(units, size, image);
  return { image: imageMatrix, within: directions.transpose().mmul(imageMatrix) };
}

/** Of a small symmetric matrix, largest eigenvalue first. The columns of `turn` are the eigenvectors. */
function eigenpairs(matrix: Matrix) {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  return {
    values: order.map((i) => realEigenvalues[i]!),
    turn: eigenvectorMatrix.subMatrixColumn(order),
  };
}

function randomDirections(units: number, size: number): Matrix {
  const random = Matrix.zeros(units, size);
  for (let i = 0; i < units * size; i++) {
    random.set(Math.floor(i / size), i % size, randomUniform(1, i) - 0.5);
  }
  return new QrDecomposition(random).orthogonalMatrix;
}

/** A component or its mirror image, whichever has its largest number positive. */
function upright(component: number[]): number[] {
  const largest = component.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return largest < 0 ? component.map((value) => -value) : component;
}

const norm = (vector: number[]): number => Math.hypot(...vector);
