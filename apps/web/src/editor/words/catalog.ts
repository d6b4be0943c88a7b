import type {
  ActionDescription,
  AppDescription,
  TriggerDescription,
  Trigger,
} from '@hookline/contract';

/** The apps by key, with the two questions that the editor asks of them. */
export type Catalog = {
  readonly apps: readonly AppDescription[];
  readonly app: (key: string) => AppDescription | undefined;
  readonly action: (app: string, action: string) => ActionDescription | undefined;
  readonly trigger: (given: Pick<Trigger, 'app' | 'event'>) => TriggerDescription | undefined;
};

export function makeCatalog(apps: readonly AppDescription[]): Catalog {
  const byKey = new Map(apps.map((app) => [app.key, app]));
  return {
    apps,
    app: (key) => byKey.get(key),
    action: (app, action) => byKey.get(app)?.actions.find((one) => one.key === action),
    trigger: ({ app, event }) => byKey.get(app)?.triggers.find((one) => one.key === event),
  };
}
