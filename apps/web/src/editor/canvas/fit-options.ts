import type { FitViewOptions } from '@xyflow/react';

export const fitOptions: FitViewOptions = { maxZoom: 1, minZoom: 0.4, padding: 0.12 };
