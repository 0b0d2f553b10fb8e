/** What the host gives to the kernels, besides the memory. AssemblyScript names the import's module after this file. */

/** Math.log. V8 and others compile the call to their own routine. */
export declare function log(x: f64): f64;
