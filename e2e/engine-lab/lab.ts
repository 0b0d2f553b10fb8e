/**
 * The page behind engine-webgl.spec.ts and engine-webgpu.spec.ts: engines and tfjs, callable from outside as `lab`. The reference
 * runs on WebAssembly unless it is asked for on WebGL, where it shares the context with the engine under test.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Engine } from '../../src/engine/engine';
import { openBackend, type TfjsEngineName } from '../../src/engine/tfjs/backend';
import { TfjsEngine } from '../../src/engine/tfjs/tfjs-engine';
import type { Plan } from '../../src/engine/webgl/plan';
import { PlanMemory, type Plans } from '../../src/engine/webgl/plan-memory';
import { WebglEngine } from '../../src/engine/webgl/webgl-engine';
import { openGpu } from '../../src/engine/webgpu/gpu';
import type { PlanName } from '../../src/engine/webgpu/plan';
import type { Plans as WebgpuPlans } from '../../src/engine/webgpu/plan-memory';
import { WebgpuEngine } from '../../src/engine/webgpu/webgpu-engine';
import { augmented } from '../../src/engine/testing/batches';
import { batchAt } from './digits';
import { callsDuring, glCalls } from './gl-calls';
import * as compare from './compare';
import { webgpuCalls } from './webgpu-calls';
import type { Activation } from '../../src/core/experiment';
import { slopes } from './slopes';

async function open(name: TfjsEngineName): Promise<void> {
  const opened = await openBackend(name);
  if (!opened.ok) throw new Error(opened.fault.detail ?? opened.fault.message);
}

/** plans: a plan to be followed, or where plans come from; the default plan if left out. */
async function webgl(plans?: Plan | Plans): Promise<WebglEngine> {
  await open('tfjs-webgl');
  return new WebglEngine(plans && isPlan(plans) ? follow(plans) : plans);
}

const isPlan = (plans: Plan | Plans): plans is Plan => Array.isArray(plans);

const follow = (plan: Plan): Plans => ({ known: () => plan, find: () => Promise.resolve(plan) });

/** On whatever WebGPU there is, imitated or not. plans: the name of a plan to be followed, or where plans come from. */
async function webgpu(plans: PlanName | WebgpuPlans = 'plain'): Promise<WebgpuEngine> {
  const opened = await openGpu({ allowImitated: true, onLost: () => undefined });
  if (!opened.ok) throw new Error(opened.fault.detail ?? opened.fault.message);
  const from: WebgpuPlans =
    typeof plans === 'string' ? { known: () => plans, find: () => Promise.resolve(plans) } : plans;
  return new WebgpuEngine(opened.value, from);
}

async function reference(name: TfjsEngineName = 'tfjs-wasm'): Promise<Engine> {
  await open(name);
  return new TfjsEngine(name);
}

const lab = {
  ...compare,
  augmented,
  batchAt,
  callsDuring,
  glCalls,
  PlanMemory,
  webgl,
  webgpu,
  webgpuCalls,
  openGpu,
  reference,
  slopes: async (activation: Activation) => slopes(await webgl(), activation),
  tf,
  compareWith: async (test: compare.Case, name: TfjsEngineName = 'tfjs-wasm') =>
    compare.compareEngines(await webgl(test.plan), await reference(name), test),
  compareWebgpu: async (test: compare.Case, plan: PlanName = 'plain') =>
    compare.compareEngines(await webgpu(plan), await reference(), test),
};

export type Lab = typeof lab;

Object.assign(window, { lab });
