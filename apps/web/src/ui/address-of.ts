import type { FlowView } from '@hookline/contract';

/** The address to paste at the sender: its own, or that of the flow that feeds this one. */
export const addressOf = ({
  takesFrom,
  hookUrl,
}: Pick<FlowView, 'takesFrom' | 'hookUrl'>): string => takesFrom?.hookUrl ?? hookUrl;
