import { describe, expect, it } from 'vitest';
import { layerSizesOf } from '../../core/network';
import { packParameters, parameterLayout, unpackParameters } from './layout';
import { planOf, plansFor } from './plan';
import { fits, shares, sharedQuads, threadsOf, type Tile, TILES } from './tile';
import { valueLayout } from './values';

/** What WebGPU promises of every device. */
const DEFAULT_LIMITS = { maxComputeWorkgroupStorageSize: 16_384, maxComputeInvocationsPerWorkgroup: 256 };
const LARGE = { maxComputeWorkgroupStorageSize: 49_152, maxComputeInvocationsPerWorkgroup: 1024 };

const NETS = [[], [1], [128], [256, 128], [7, 3, 5], [512, 512], [2048, 2048, 2048, 2048]];

describe('tiles', () => {
  it('of every device are within its limits, the deep one is not', () => {
    for (const name of ['plain', 'wide', 'narrow'] as const)
      expect(fits(TILES[name], DEFAULT_LIMITS)).toBe(true);
    expect(fits(TILES.deep, DEFAULT_LIMITS)).toBe(false);
    expect(fits(TILES.deep, LARGE)).toBe(true);
  });

  it('count threads and memory', () => {
    expect(threadsOf(TILES.plain)).toBe(128);
    // Two teams, sixteen deep, eight quads and one spare of each operand.
    expect(sharedQuads(TILES.plain, true)).toBe(2 * 16 * 18);
    // Four teams of 64 threads leave four quads each, and eight of the bias.
    expect(sharedQuads(TILES.deep, true)).toBe(Math.max(4 * 16 * 18, 4 * (4 * 64 + 8)));
  });

  it.each(Object.values<Tile>(TILES))('share out every depth, to no empty part: %o', (tile) => {
    for (const depth of [4, 12, 16, 64, 784, 2048]) {
      for (const splits of [1, 2, 3, 7, 8, 100]) {
        const { turns, parts } = shares({ tile, splits }, depth);
        const stage = tile.depth * tile.groups;
        expect(parts).toBeLessThanOrEqual(Math.max(1, splits));
        expect(parts * turns * stage).toBeGreaterThanOrEqual(depth);
        expect((parts - 1) * turns * stage).toBeLessThan(depth);
      }
    }
  });
});

describe('plans', () => {
  it('within default limits are those that every device can follow, the default first', () => {
    for (const hidden of NETS) {
      for (const limits of [DEFAULT_LIMITS, LARGE]) {
        const names = plansFor(layerSizesOf(hidden), 128, limits);
        expect(names[0]).toBe('plain');
        for (const name of names) {
          const plan = planOf(name, layerSizesOf(hidden), 128);
          expect(plan.forward).toHaveLength(hidden.length);
          expect(plan.backward).toHaveLength(Math.max(0, hidden.length - 1));
          for (const { tile } of [...plan.forward, ...plan.backward, { tile: plan.update }]) {
            expect(fits(tile, limits)).toBe(true);
          }
        }
      }
    }
    expect(plansFor(layerSizesOf([512, 512]), 128, LARGE)).toContain('wide-split');
    expect(plansFor(layerSizesOf([128]), 128, LARGE)).not.toContain('wide');
  });

  it('split small products only', () => {
    const { forward } = planOf('split', layerSizesOf([128]), 128);
    expect(forward[0]!.splits).toBe(8);
    expect(planOf('split', layerSizesOf([2048]), 2048).forward[0]!.splits).toBe(1);
  });
});

describe('memory', () => {
  it.each(NETS)('has a place of its own for every number: %s', (...hidden) => {
    const { layers } = parameterLayout(layerSizesOf(hidden));
    for (const name of ['plain', 'split', 'wide-split'] as const) {
      const plan = planOf(name, layerSizesOf(hidden), 37);
      const { hidden: places, outputAt, rows, quads } = valueLayout(layers, 37, plan);
      expect(rows).toBe(40);
      const spans: [at: number, size: number][] = [[outputAt, rows * 3]];
      places.forEach(({ outAt, parts, partsAt, errorAt, errorParts, errorPartsAt }, l) => {
        const size = rows * layers[l]!.unitQuads;
        spans.push([outAt, size], errorParts > 1 ? [errorPartsAt, errorParts * size] : [errorAt, size]);
        if (parts > 1) spans.push([partsAt, parts * size]);
      });
      spans.sort(([a], [b]) => a - b);
      // One behind the other, without a gap or an overlap.
      let end = 0;
      for (const [at, size] of spans) {
        expect(at).toBe(end);
        end += size;
      }
      expect(end).toBe(quads);
    }
  });

  it('gives parameters back as they were, with zeros between them', () => {
    const layout = parameterLayout([784, 7, 5, 10]);
    let next = 1;
    const numbers = (length: number) => Float32Array.from({ length }, () => next++);
    const set = layout.layers.map(({ inputs, units }) => ({
      kernel: numbers(inputs * units),
      bias: numbers(units),
    }));
    const packed = packParameters(layout, set);
    expect(packed).toHaveLength(4 * layout.quads);
    expect(packed.filter((value) => value !== 0)).toHaveLength(next - 1);
    expect(unpackParameters(layout, packed)).toEqual(set);
    // The second input's weights begin a row of two quads further on.
    expect(packed[8]).toBe(set[0]!.kernel[7]);
  });
});
