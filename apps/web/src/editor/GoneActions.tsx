import { Button } from '@mantine/core';
import { createFlow } from '@hookline/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { ExportButton } from '../flows/ExportButton.js';
import { useEditor } from './state/editor-context.js';
import type { EditorState } from './state/editor-store.js';

const flowOf = (state: EditorState) => state.flow;
const documentOf = (state: EditorState) => state.document;

/** Where what is on the screen can go, now that its flow is no more. */
export function GoneActions() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const flow = useEditor(flowOf);
  const document = useEditor(documentOf);
  const creating = useCall(createFlow, { touches: ['flows'] });
  const make = () =>
    creating.mutate(
      { body: document },
      {
        onSuccess: ({ id }) => void navigate({ to: '/flows/$flowId', params: { flowId: id } }),
      },
    );
  return (
    <>
      {/* What a newer version made is only a picture of itself here. */}
      {flow.newerSchema === null && (
        <Button size="compact-sm" loading={creating.isPending} onClick={make}>
          {t('elsewhere.deleted.again')}
        </Button>
      )}
      <ExportButton flow={{ ...flow, draft: document }} size="compact-sm" />
      <Button
        size="compact-sm"
        variant="default"
        renderRoot={(root) => <Link to="/flows" {...root} />}
      >
        {t('elsewhere.deleted.toFlows')}
      </Button>
    </>
  );
}
