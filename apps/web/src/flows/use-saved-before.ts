import { useEffect, useRef, type RefObject } from 'react';
import { offerFlush } from '../editor/state/flush-draft.js';

type Unsaved = { readonly isChanged: boolean; readonly save: () => Promise<void> };

type Saved = {
  readonly formRef: RefObject<HTMLFormElement | null>;
  /** True when the server has everything; a fault stands in the form. */
  readonly save: () => Promise<boolean>;
};

/** What is changed or being saved in a form of a flow belongs to it before it is published. */
export function useSavedBefore(flowId: string, { isChanged, save }: Unsaved): Saved {
  const formRef = useRef<HTMLFormElement>(null);
  const underWay = useRef<Promise<boolean> | null>(null);
  const begin = () => {
    underWay.current ??= save()
      .then(
        () => true,
        () => false,
      )
      .finally(() => (underWay.current = null));
    return underWay.current;
  };
  const flush = async () => {
    if (underWay.current) return underWay.current;
    if (!isChanged) return true;
    return (formRef.current?.reportValidity() ?? true) && begin();
  };
  const latest = useRef(flush);
  useEffect(() => {
    latest.current = flush;
  });
  useEffect(() => offerFlush(flowId, () => latest.current()), [flowId]);
  return { formRef, save: begin };
}
