import type { RunStepView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../api/catalog.js';
import { useSay } from '../words/use-say.js';

type Named = Pick<RunStepView, 'type' | 'app' | 'action' | 'name'>;

/** A step under the name that its owner gave it, else in words of what it does. */
export function useStepName(): (step: Named) => string {
  const { t } = useTranslation();
  const say = useSay();
  const { data } = useQuery(catalogQuery);
  return ({ type, app, action, name }) => {
    const isNamed = name !== type && name !== `${app}/${action}`;
    if (isNamed) return name;
    if (type === 'filter' || type === 'branch' || type === 'delay' || type === 'loop')
      return t(`editor.tools.${type}`);
    const known = data?.apps
      .find((candidate) => candidate.key === app)
      ?.actions.find((candidate) => candidate.key === action);
    return known === undefined ? name : say(known.label);
  };
}
