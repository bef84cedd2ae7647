export type { RgbaImage } from './runtime';
