import { saveDraft, type FlowDocument, type FlowView } from '@hookline/contract';
import { useCall } from '../api/use-call.js';
import { noteSentHere } from '../editor/state/sent-here.js';

type Draft = { readonly id: string; readonly document: FlowDocument; readonly revision: number };

/** Saves a draft from a page beside the editor, which then knows whose change it is. */
export function useSaveDraft({ isShownInPlace = false } = {}) {
  const saving = useCall(saveDraft, { touches: ['flows'], isShownInPlace });
  const save = ({ id, document, revision }: Draft): Promise<FlowView> => {
    noteSentHere(id, document);
    return saving.mutateAsync({ params: { id }, body: { document, revision } });
  };
  return { save, isSaving: saving.isPending, fault: saving.error };
}
