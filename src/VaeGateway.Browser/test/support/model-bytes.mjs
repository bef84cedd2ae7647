const typeOf = new Map([
  [Int8Array, 'int8'], [Uint8Array, 'uint8'], [Int16Array, 'int16'], [Uint16Array, 'uint16'], [Int32Array, 'int32'], [Float32Array, 'float32'],
]);

/** A decoder.bin of tensors { name, values, shape, step?, scales?, axis?, type? }; the type is that of the values' array unless it is named. */
export function modelBytes(facts, tensors) {
  const entries = tensors.map(({ name, values, type, ...rest }) => ({ name, type: type ?? typeOf.get(values.constructor), ...rest }));
  const header = Buffer.from(JSON.stringify({ ...facts, tensors: entries }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const contents = tensors.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  return Buffer.concat([Buffer.from('VGD1'), length, header, ...contents]);
}

const byteLengths = { int8: 1, uint8: 1, int16: 2, uint16: 2, int32: 4, float16: 2, float32: 4 };

/** The facts and the tensors of a decoder.bin, as `modelBytes` takes them; the values as bytes. */
export function readModel(bytes) {
  const headerEnd = 8 + bytes.readUInt32LE(4);
  const { tensors, ...facts } = JSON.parse(bytes.subarray(8, headerEnd).toString());
  let offset = headerEnd;
  return {
    facts,
    tensors: tensors.map((tensor) => {
      const start = offset;
      offset += tensor.shape.reduce((product, side) => product * side, 1) * byteLengths[tensor.type];
      return { ...tensor, values: new Uint8Array(bytes.subarray(start, offset)) };
    }),
  };
}

/** The facts of a model of no networks. */
export const noNetworks = {
  width: 8, meanWidth: 8, scaleWidth: 8, synthesisBlocks: 0, overlapChannels: 8, logStepMax: 1, shifts: [2, 6, 6, 6, 8],
};
