import type { Figure } from './figure.js';
import { atLeast } from './figure.js';
import { spread } from './print-table.js';
import type { Spread } from '../measure/spread.js';

/** The best of those that do the same, as part 7 of the design has it: webhook, five fields mapped, one HTTP call. */
const peer = { name: 'n8n 1.123', perSec: 128 };
const timesBudget = 20;

export const peerNote =
  `beside ${peer.name}: NOT measured in this run. ${peer.perSec} runs/s, with its older expression engine ` +
  '(15 as shipped), were measured\n  for part 7 of the design on two shared cores; Automatisch 0.15 did 58';

export function peerFigure(product: Spread): Figure {
  const ratio = product.middle / peer.perSec;
  return {
    what: `  beside ${peer.name}, not measured here`,
    product: spread(product),
    limit: `peer: ${peer.perSec}`,
    ratio,
    budget: atLeast(ratio, timesBudget, ' x'),
  };
}
