import type { Bundle } from '@hookline/contract';

/** The flows that are ready to install. */
export class Gallery {
  constructor(readonly bundles: readonly Bundle[]) {}

  find(id: string): Bundle | null {
    return this.bundles.find((bundle) => bundle.id === id) ?? null;
  }
}
