/** Vega's parts come without types of their own; `vega` has them. */
declare module 'vega-dataflow' {
  export const transforms: object;
}
declare module 'vega-encode' {}
declare module 'vega-parser' {
  export { parse } from 'vega';
}
declare module 'vega-transforms' {}
declare module 'vega-util' {
  export { extend, hasOwnProperty, isObject, isString, stringValue } from 'vega';
}
declare module 'vega-view' {
  export { View } from 'vega';
}
declare module 'vega-view-transforms' {}
