// Files that the bundler puts into the script itself.
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module '*.wgsl' {
  const source: string;
  export default source;
}
