/**
 * What `vega` resolves to in the bundle (vite.config.ts): the parts that tfjs-vis's charts use. All of Vega also brings
 * maps, trees, force layouts, word clouds and regressions: a fifth of the compressed download, for nothing.
 */
import { transforms } from 'vega-dataflow';
import * as encoders from 'vega-encode';
import * as dataTransforms from 'vega-transforms';
import { extend } from 'vega-util';
import * as viewTransforms from 'vega-view-transforms';

// A specification names transforms as strings; Vega looks them up in this registry.
extend(transforms, dataTransforms, viewTransforms, encoders);

export { parse } from 'vega-parser';
export { View } from 'vega-view';
// What Vega-Lite takes from `vega`.
export { hasOwnProperty, isObject, isString, stringValue } from 'vega-util';
