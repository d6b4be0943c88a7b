import { CloseButton, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditorTools } from '../state/editor-context.js';

type Props = { mark: ReactNode; title: string; subtitle: string };

export function PanelHead({ mark, title, subtitle }: Props) {
  const { t } = useTranslation();
  const { store } = useEditorTools();
  return (
    <header className="hl-panel-head">
      {mark}
      <div className="hl-panel-titles">
        <Title order={2} className="hl-cut" title={title}>
          {title}
        </Title>
        {subtitle !== title && <span className="hl-panel-subtitle hl-cut">{subtitle}</span>}
      </div>
      <CloseButton
        aria-label={t('editor.panel.close')}
        onClick={() => store.setState({ isPanelOpen: false })}
      />
    </header>
  );
}
