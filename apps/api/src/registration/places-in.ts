import type { LeftBehind } from '@hookline/store';

/** Where at its sender a webhook is, as its owner wrote it; nothing where the app has one place for all. */
export const placesIn = ({ place }: Pick<LeftBehind, 'place'>): readonly string[] =>
  Object.values(place).filter((part) => typeof part === 'string');
