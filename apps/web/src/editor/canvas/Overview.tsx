import { MiniMap } from '@xyflow/react';
import { useTranslation } from 'react-i18next';

const hidden = ['merge', 'end', 'drop'];

/** The whole flow in small, to move about in a long one. */
export function Overview() {
  const { t } = useTranslation();
  return (
    <MiniMap
      pannable
      zoomable
      className="hl-overview"
      ariaLabel={t('editor.overview')}
      nodeBorderRadius={16}
      nodeClassName={(node) => (hidden.includes(node.type ?? '') ? 'hl-overview-none' : '')}
    />
  );
}
