/**
 * The kernels that the SIMD engine calls, in AssemblyScript: TypeScript's syntax, compiled to WebAssembly. Arguments called
 * like memory are byte addresses in the one linear memory; who lies where is decided in ../memory-layout.ts. Nothing here
 * allocates, and nothing but the running metrics outlives a call.
 */
export { augmentDigits } from './augment';
export { packPixels, packRows, transposeLists } from './lists';
export { multiplyLists, multiplyPanel, outerPanel } from './products';
export { activatePanel } from './activation';
export { softmaxLoss, softmaxRows } from './softmax';
export { updateSgd, updateMomentum, updateRmsprop, updateAdam } from './optimizers';
export { copyNumbers, multiplyElements, sumRows, transposePanel } from './panels';
