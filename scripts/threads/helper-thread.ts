/** A helping thread of the SIMD engine in Node; started by node-helper.ts. */
import { workerData } from 'node:worker_threads';
import { help } from '../../src/engine/simd/thread-helper';
import type { HelperOrder } from '../../src/engine/simd/thread-helper';

help(workerData as HelperOrder);
