/** As the supervisor gives them: room for young garbage; no text ever becomes code, and memory is bounded. */
export const programFlags = {
  api: ['--max-semi-space-size=32', '--max-old-space-size=512'],
  worker: ['--disallow-code-generation-from-strings', '--max-old-space-size=512'],
} as const;
