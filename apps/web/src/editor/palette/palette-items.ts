import type { AppDescription } from '@hookline/contract';
import type { TFunction } from 'i18next';
import type { Say } from '../words/name-path.js';

export type PaletteItem = {
  /** `filter`, `branch`, `loop`, `delay`, `respond` or `<app>-<action>`. */
  readonly key: string;
  readonly title: string;
  readonly help: string;
  readonly group: string;
  readonly app: AppDescription | null;
  readonly action: string | null;
};

export const tools = ['filter', 'branch', 'loop', 'delay', 'respond'] as const;
export type Tool = (typeof tools)[number];

type Words = { readonly t: TFunction; readonly say: Say };

/** Everything that can be put into a flow: the actions of all apps, then the tools of the flow itself. */
export function paletteItems(
  apps: readonly AppDescription[],
  { t, say }: Words,
): readonly PaletteItem[] {
  const actions = apps.flatMap((app) =>
    app.actions.map((action) => ({
      key: `${app.key}-${action.key}`,
      title: say(action.label),
      help: action.help ? say(action.help) : '',
      group: say(app.label),
      app,
      action: action.key,
    })),
  );
  const ours = tools.map((tool) => ({
    key: tool,
    title: t(`editor.tools.${tool}`),
    help: t(`editor.toolHelp.${tool}`),
    group: t('editor.palette.tools'),
    app: null,
    action: null,
  }));
  return [...actions, ...ours];
}

/** Items whose words hold every word of the search, in any order. */
export function searchItems(items: readonly PaletteItem[], text: string): readonly PaletteItem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter((item) => {
    const hay = `${item.title} ${item.group} ${item.help} ${item.key}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}
