/** How large and how twisted a body may be; everything beyond is refused before it costs much. */
export type IntakeLimits = {
  maxDepth: number;
  maxKeys: number;
  /** Of a JSON body, each object and each list among them: one of three bytes takes some sixty when it is read. */
  maxValues: number;
  /** Name and value pairs of a form, a query or a multipart body. */
  maxFields: number;
  maxFiles: number;
  maxParts: number;
  maxPartHeaderPairs: number;
  maxFileBytes: number;
  /** Events of one request, and the bytes that all of them together may take. */
  maxEvents: number;
  maxBatchBytes: number;
  /** Events of one request over all the flows that it reaches, and their bytes. */
  maxSharedEvents: number;
  maxSharedBytes: number;
};

export const defaultIntakeLimits: IntakeLimits = {
  maxDepth: 64,
  maxKeys: 10_000,
  maxValues: 20_000,
  maxFields: 1_000,
  maxFiles: 10,
  maxParts: 100,
  maxPartHeaderPairs: 100,
  maxFileBytes: 10_485_760,
  maxEvents: 1_000,
  maxBatchBytes: 16_777_216,
  maxSharedEvents: 5_000,
  maxSharedBytes: 67_108_864,
};
