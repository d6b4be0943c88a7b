const runtime = [
  '--max-semi-space-size=32',
  '--max-old-space-size=512',
  '--no-allocation-site-pretenuring',
];

/** As the supervisor gives them: room for young garbage, nothing old before its time, memory bounded; no text ever becomes code. */
export const programFlags = {
  api: runtime,
  worker: ['--disallow-code-generation-from-strings', ...runtime],
} as const;
