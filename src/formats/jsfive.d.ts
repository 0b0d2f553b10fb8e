/** As much of jsfive as is used; it comes without types. */
declare module 'jsfive' {
  export class Dataset {
    readonly shape: readonly number[];
    /** NumPy's word for it, such as '<f4'; something else for what is no number. */
    readonly dtype: unknown;
    readonly value: unknown;
    /** The shape of its chunks; undefined or null for one that lies in one piece. */
    readonly chunks?: readonly number[] | null;
  }
  export class Group {
    /** Names of what is in it. */
    readonly keys: readonly string[];
    readonly attrs: Readonly<Record<string, unknown>>;
    get(path: string): Dataset | Group;
  }
  export class File extends Group {
    constructor(bytes: ArrayBuffer, name: string);
  }
}
