import type { FlowDocument, Step } from '@hookline/contract';
import { stepsById } from './steps-by-id.js';

/** A step by its id. */
export const stepAt = (document: FlowDocument, id: string): Step | undefined =>
  stepsById(document).get(id);
