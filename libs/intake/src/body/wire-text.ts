/** Bytes as they came off the wire as a text with one byte in each character; they are not copied for it. */
export const wireText = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
