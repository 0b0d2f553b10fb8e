import { describe, expect, it } from 'vitest';
import { initialWeights } from './initial-weights';
import { decodeNetwork, encodeNetwork, parseNetworkRecord } from './network-file';
import { NETWORK_RECORD as record } from './testing/network-records';

const layer = (kernel: number[], bias: number[]) => ({
  kernel: Float32Array.from(kernel),
  bias: Float32Array.from(bias),
});

const faultOf = (candidate: object): string | undefined => {
  const parsed = parseNetworkRecord(JSON.stringify(candidate));
  return parsed.ok ? undefined : parsed.fault.detail;
};

describe('a stored network', () => {
  it('is little-endian half floats, kernel before bias, layer by layer', () => {
    const bytes = encodeNetwork([layer([1, -2], [0.5]), layer([0.1], [65504])]);
    // From Python: struct.pack('<5e', 1, -2, 0.5, 0.1, 65504).
    expect([...bytes]).toEqual([0x00, 0x3c, 0x00, 0xc0, 0x00, 0x38, 0x66, 0x2e, 0xff, 0x7b]);
  });

  it('is read back within half a step of a half float', () => {
    const layerSizes = [784, 20, 10];
    const weights = initialWeights({ layerSizes, activation: 'relu' }, 7);
    const read = decodeNetwork({ layerSizes }, encodeNetwork(weights));
    if (!read.ok) throw new Error(read.fault.detail);
    expect(read.value.map(({ kernel, bias }) => [kernel.length, bias.length])).toEqual([
      [15680, 20],
      [200, 10],
    ]);
    for (const [l, { kernel }] of weights.entries()) {
      kernel.forEach((value, i) => {
        const off = Math.abs(read.value[l]!.kernel[i]! - value);
        expect(off).toBeLessThanOrEqual(Math.max(Math.abs(value) * 2 ** -11, 2 ** -25));
      });
    }
  });

  it('may have no hidden layer', () => {
    const regression = {
      ...record,
      layerSizes: [784, 10],
      sizeBytes: 2 * 7850,
      experiment: { ...record.experiment, hidden: [] },
    };
    expect(parseNetworkRecord(JSON.stringify(regression))).toEqual({ ok: true, value: regression });
  });

  it('is refused when bytes are missing or a weight is no number', () => {
    const bytes = encodeNetwork([layer([1, 2, 3, 4], [5, 6])]);
    expect(decodeNetwork({ layerSizes: [2, 2] }, bytes).ok).toBe(true);
    expect(decodeNetwork({ layerSizes: [2, 2] }, bytes.subarray(2)).ok).toBe(false);
    bytes[3] = 0x7e;
    const read = decodeNetwork({ layerSizes: [2, 2] }, bytes);
    expect(read.ok ? undefined : read.fault).toMatchObject({
      code: 'network-corrupt',
      detail: 'the weight at byte 2 is not a number',
    });
  });
});

describe('parseNetworkRecord', () => {
  it('reads a record, with and without a temperature', () => {
    expect(parseNetworkRecord(JSON.stringify(record))).toEqual({ ok: true, value: record });
    expect(faultOf({ ...record, temperature: undefined })).toBeUndefined();
  });

  it('reads a record of before its experiment had a field, and of after it had one more', () => {
    const older: Record<string, unknown> = { ...record.experiment, augmentStrength: undefined };
    expect(faultOf({ ...record, experiment: older })).toBeUndefined();
    const parsed = parseNetworkRecord(
      JSON.stringify({ ...record, experiment: { ...record.experiment, momentum: 0.5 } }),
    );
    expect(parsed).toEqual({ ok: true, value: record });
  });

  it.each([
    ['layerSizes', { layerSizes: [784, 128, 11], sizeBytes: 2 * (785 * 128 + 129 * 11) }, 'ten digits'],
    ['sizeBytes', { sizeBytes: 5 }, 'its size'],
    ['activation', { activation: 'swish' }, 'activation'],
    [
      'experiment',
      { experiment: { ...record.experiment, epochs: 0 } },
      'experiment: Epochs must be a whole number',
    ],
    ['accuracy', { testAccuracyFraction: 97.9 }, 'testAccuracyFraction'],
    ['temperature', { temperature: 0 }, 'temperature'],
    ['sha256', { sha256: 'abc' }, 'sha256'],
  ])('names a wrong %s', (_, change, words) => {
    expect(faultOf({ ...record, ...change })).toContain(words);
  });

  it('names text that is no JSON', () => {
    const parsed = parseNetworkRecord('<html>');
    expect(parsed.ok ? '' : parsed.fault.detail).toBe('the record is not JSON');
  });
});
