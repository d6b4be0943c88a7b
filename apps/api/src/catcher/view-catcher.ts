import type { CatcherView } from '@hookline/contract';
import type { CatcherRecord } from '@hookline/store';

export function viewCatcher(catcher: CatcherRecord, publicUrl: string): CatcherView {
  const { id, token, document, caught, lastCaughtAt, createdAt } = catcher;
  return {
    id,
    name: document.name,
    hookUrl: `${publicUrl}/hooks/${token}`,
    answer: document.answer ?? null,
    masks: document.masks ?? [],
    caught,
    lastCaughtAt: lastCaughtAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
