import type { FlowDocument, FlowView } from '@hookline/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ApiFault } from '../api/api-fault.js';
import { flowQuery } from '../api/flows.js';
import { offerFlush } from '../editor/state/flush-draft.js';
import { wasSentHere } from '../editor/state/sent-here.js';
import { notify } from '../ui/notify.js';
import {
  contestedDrafts,
  edited,
  filledDraft,
  isDraftChanged,
  makeDraftForm,
  received,
  settled,
  shownDraft,
  yielded,
  type Contested,
  type Edits,
} from './draft-form.js';
import { useSaveDraft } from './use-save-draft.js';

export type DraftFormTools = {
  /** The draft with what was changed here. */
  readonly document: FlowDocument;
  readonly edit: (edits: Edits) => void;
  /** Never rejects; a fault stands in the form. */
  readonly save: () => Promise<boolean>;
  readonly isSaving: boolean;
  readonly fault: unknown;
  /** Somebody else has changed the same; saving puts ours in place of it. */
  readonly contested: Contested | null;
  readonly takeTheirs: () => void;
  /** Another one whenever fields show what was set elsewhere. */
  readonly turn: number;
};

type WithRef = { readonly formRef: RefObject<HTMLFormElement | null> };

const mostTries = 3;
const isOvertaken = (error: unknown) => error instanceof ApiFault && error.code === 'draft_changed';

/**
 * A form that sets a part of a flow's draft: follows what others save, keeps what was changed in it, and is saved by its
 * button and by whoever publishes. All is read when it is needed, for a page is drawn later than an answer comes.
 */
export function useDraftForm(given: FlowView): DraftFormTools & WithRef {
  const { t } = useTranslation();
  const client = useQueryClient();
  const formRef = useRef<HTMLFormElement>(null);
  const underWay = useRef<Promise<boolean> | null>(null);
  const [form] = useState(() => makeDraftForm(given));
  const [fault, setFault] = useState<unknown>(null);
  const { save: send, isSaving } = useSaveDraft({ isShownInPlace: true });
  const receive = useCallback(
    (flow: FlowView) => form.setState((state) => received(state, flow, wasSentHere(flow)), true),
    [form],
  );
  useEffect(() => receive(given), [receive, given]);

  const sendOnTop = async () => {
    const { flow, edits } = form.getState();
    const document = filledDraft(form.getState());
    const saved = await send({ id: flow.id, document, revision: flow.draftRevision });
    form.setState((state) => settled(state, edits, saved), true);
  };
  const saveAll = async () => {
    setFault(null);
    for (let tries = 1; ; tries += 1) {
      try {
        await sendOnTop();
        notify(t('common.saved'));
        return true;
      } catch (error) {
        if (tries === mostTries || !isOvertaken(error)) throw error;
      }
      receive(await client.fetchQuery({ ...flowQuery(given.id), staleTime: 0 }));
      if (form.getState().contested.length > 0) return false;
    }
  };
  const save = () => {
    underWay.current ??= saveAll()
      .catch((error: unknown) => {
        setFault(error);
        return false;
      })
      .finally(() => (underWay.current = null));
    return underWay.current;
  };
  const flush = async () => {
    await underWay.current;
    if (!isDraftChanged(form.getState())) return true;
    return (formRef.current?.reportValidity() ?? true) && save();
  };
  const latest = useRef(flush);
  useEffect(() => {
    latest.current = flush;
  });
  useEffect(() => offerFlush(given.id, () => latest.current()), [given.id]);

  const state = useStore(form);
  return {
    formRef,
    document: shownDraft(state),
    edit: (edits) => form.setState((before) => edited(before, edits), true),
    save,
    isSaving,
    fault,
    contested: useMemo(() => contestedDrafts(state), [state]),
    takeTheirs: () => form.setState(yielded, true),
    turn: state.turn,
  };
}
