import { useTranslation } from 'react-i18next';
import './FieldShare.css';

/** How many events carry a field; told only where it is not in every one. */
export function FieldShare({ percent }: { percent: number | null }) {
  const { t } = useTranslation();
  if (percent === null || percent === 100) return null;
  const words = t('editor.wires.share', { percent });
  return (
    <span className="hl-field-share" title={words}>
      {percent}%<span className="hl-hidden"> {words}</span>
    </span>
  );
}
