export { setScratch } from './layers';
export { block, clearBorder, expand } from './blocks';
export { setLatents, setLogStep, firstPosition, contextStep, loadResidual } from './mean';
export { applyGain, writeRow } from './synthesis';
export { loadHyperLatent, expandIntegers, depthwiseExact, scaleIndices } from './scale';
export * from './entropy';
