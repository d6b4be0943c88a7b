import { compareFlows, type FlowDocument } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../../api/catalog.js';
import { makeCatalog } from '../../editor/words/catalog.js';
import { changesInWords, type SpokenChange } from '../../editor/words/change-in-words.js';
import { useSay } from '../../words/use-say.js';

/** What a document has otherwise than another, in words; null while the words are not there yet. */
export function useChanges(
  before: FlowDocument | undefined,
  after: FlowDocument | undefined,
): readonly SpokenChange[] | null {
  const { t } = useTranslation();
  const say = useSay();
  const { data } = useQuery(catalogQuery);
  return useMemo(() => {
    if (!data || !before || !after) return null;
    const known = { t, say, catalog: makeCatalog(data.apps) };
    return changesInWords(compareFlows(before, after), { before, after }, known);
  }, [data, before, after, t, say]);
}
