import type { Catalog } from '../words/catalog.js';
import { tools, type PaletteItem } from './palette-items.js';

/** The item of a key, without its words: what adding needs. */
export function findItem(catalog: Catalog, key: string): PaletteItem | undefined {
  const bare = { key, title: '', help: '', group: '' };
  if (tools.some((tool) => tool === key)) return { ...bare, app: null, action: null };
  for (const app of catalog.apps) {
    const action = app.actions.find((one) => `${app.key}-${one.key}` === key);
    if (action) return { ...bare, app, action: action.key };
  }
  return undefined;
}
