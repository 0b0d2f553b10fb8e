/**
 * What tfjs-vis gets when it asks for vega-embed (vite.config.ts aliases it). tfjs-vis describes every chart as a
 * Vega-Lite specification and leaves drawing to vega-embed, which would need `unsafe-eval` and start from nothing at each
 * update. This one hands the specification to whoever owns the host element, so that we can draw it our way.
 *
 * The receiver hangs on the element rather than in a module variable because Vite's dependency pre-bundling copies this
 * file into tfjs-vis's bundle when developing: there are then two copies of any module state.
 */
const RECEIVER = Symbol.for('inkling.chart-specification');

/** The parts of a tfjs-vis specification that we rely on; the rest passes through untouched. */
export interface VisSpec {
  readonly data: { readonly values: readonly VisRow[] };
  readonly encoding: Readonly<Record<string, VisChannel>>;
  readonly layer: readonly VisLayer[];
  readonly config: object;
  readonly [other: string]: unknown;
}
export interface VisLayer {
  readonly mark: string | object;
  readonly encoding: Readonly<Record<string, VisChannel>>;
  readonly selection?: object;
}
export type VisRow = Readonly<Record<string, unknown>>;
export type VisChannel = object;

export type SpecReceiver = (spec: VisSpec) => Promise<void>;
type Host = HTMLElement & { [RECEIVER]?: SpecReceiver };

export function receiveSpecs(host: Host, receiver: SpecReceiver): void {
  host[RECEIVER] = receiver;
}

/** vega-embed's call. Throws when nobody has called receiveSpecs for the element. */
async function embed(host: Host, spec: VisSpec): Promise<void> {
  const receive = host[RECEIVER];
  if (!receive) throw new Error('A chart was drawn into an element that no one prepared with receiveSpecs');
  await receive(spec);
}

// oxlint-disable-next-line import/no-default-export -- tfjs-vis imports vega-embed's default export
export default embed;
