export * from './kernels';
export * from './entropy';
