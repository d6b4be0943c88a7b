import { useQuery } from '@tanstack/react-query';
import { catalogQuery } from '../api/catalog.js';
import { useSay } from '../words/use-say.js';
import { AppMark } from './AppMark.js';

/** An app by its icon and colour, named for those who cannot tell it by them. */
export function AppIcon({ app, size = 24 }: { app: string; size?: number }) {
  const say = useSay();
  const { data } = useQuery(catalogQuery);
  const known = data?.apps.find((candidate) => candidate.key === app);
  const label = known === undefined ? app : say(known.label);
  return <AppMark app={app} known={known} label={label} size={size} />;
}

/** The path of a flow at a glance: its source, then what it acts on. */
export function AppPath({ apps }: { apps: readonly string[] }) {
  const shown = apps.slice(0, 4);
  return (
    <span className="hl-app-path">
      {shown.map((app, index) => (
        <AppIcon key={`${app}-${index}`} app={app} />
      ))}
      {apps.length > shown.length && <span>+{apps.length - shown.length}</span>}
    </span>
  );
}
