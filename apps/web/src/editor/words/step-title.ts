import type { Duration, Step } from '@hookline/contract';
import type { TFunction } from 'i18next';
import type { Catalog } from './catalog.js';
import type { Language } from './name-path.js';

/** What a step does, in a few words: its own name, else its action's. */
export function stepTitle(
  step: Step,
  { catalog, t, say }: Language & { catalog: Catalog },
): string {
  if (step.name !== undefined && step.name.trim() !== '') return step.name;
  switch (step.type) {
    case 'action': {
      const action = catalog.action(step.app, step.action);
      return action ? say(action.label) : `${step.app} · ${step.action}`;
    }
    case 'filter':
      return t('editor.tools.filter');
    case 'branch':
      return t('editor.tools.branch');
    case 'respond':
      return t(`editor.respond.title.${step.reply.kind}`);
    case 'loop':
      return t('editor.tools.loop');
    case 'delay':
      return step.until === undefined
        ? t('editor.delay.wait', { duration: durationInWords(step.for ?? {}, t) })
        : t('editor.delay.waitUntil');
  }
}

const units = ['days', 'hours', 'minutes', 'seconds'] as const;

function durationInWords(duration: Duration, t: TFunction): string {
  const parts = units.flatMap((unit) => {
    const count = duration[unit];
    return count === undefined || count === 0 ? [] : [t(`editor.delay.${unit}`, { count })];
  });
  return parts.length === 0 ? t('editor.delay.seconds', { count: 0 }) : parts.join(' ');
}
