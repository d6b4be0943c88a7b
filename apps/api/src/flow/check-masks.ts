import { readOrderKey, type FlowDocument, type FlowProblem } from '@hookline/contract';
import { hidesField } from '@hookline/intake';
import { problem } from './flow-problem.js';

/** A key of masked fields would be the same for every event: all runs would stand in one line. */
export function checkMasks({ order, masks = [] }: FlowDocument): readonly FlowProblem[] {
  const parts = order?.by === 'key' ? (readOrderKey(order.key ?? '') ?? []) : [];
  const isHidden = hidesField(masks);
  const hidden = parts.find((part) => typeof part !== 'string' && isHidden(part));
  if (typeof hidden === 'string' || hidden === undefined) return [];
  const message = `the order goes by "${hidden.join('.')}", which is never stored; take another field`;
  return [problem('/order/key', 'order_key_masked', { message, about: hidden.join('.') })];
}
