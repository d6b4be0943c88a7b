/** What a workspace says about itself: `Europe/Moscow`, `RU`, `ru`. */
export type RenderSettings = { timeZone: string; defaultCountry: string; locale: string };

export type RenderLimits = { maxNodeVisits: number; maxOutputBytes: number; maxMs: number };

export const defaultRenderLimits: RenderLimits = {
  maxNodeVisits: 100_000,
  maxOutputBytes: 1_048_576,
  maxMs: 200,
};
