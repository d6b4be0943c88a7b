import { useNetwork } from '@mantine/hooks';
import { IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import './Connectivity.css';

/** A quiet strip while the server cannot be heard; the pages below keep what they have. */
export function Connectivity({ isLive }: { isLive: boolean }) {
  const { t } = useTranslation();
  const { online } = useNetwork();
  const isHeard = online && isLive;
  return (
    <div role="status" aria-live="polite">
      {!isHeard && (
        <div className="hl-offline">
          <IconWifiOff size={16} aria-hidden />
          {t('shell.offline')}
        </div>
      )}
    </div>
  );
}
