import type { JsonObject } from '@hookline/contract';
import { useMemo } from 'react';
import { renderInput, type RenderedInput } from './render-input.js';
import { useSample } from './use-sample.js';

export function useRenderedInput(input: JsonObject): RenderedInput {
  const { context, settings } = useSample();
  return useMemo(() => renderInput(input, context, settings), [input, context, settings]);
}
