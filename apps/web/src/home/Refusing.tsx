import { Button, Group } from '@mantine/core';
import type { RefusingFlow } from '@hookline/contract';
import { IconHandStop } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import './Balance.css';

/** A sender that is told to come later: what was refused is not here, and somebody should act now. */
export function Refusing({ flow }: { flow: RefusingFlow }) {
  const { t } = useTranslation();
  const { code, count, flowId, flowName, eventId } = flow;
  return (
    <li>
      <IconHandStop size={18} color="var(--hl-bad)" aria-hidden />
      <span className="hl-wrap">
        {flowName}: {t(`home.refusing.${code}`, { count })}
      </span>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="light"
          renderRoot={(root) =>
            code === 'too_quick' ? (
              <Link to="/flows/$flowId/settings" params={{ flowId }} {...root} />
            ) : (
              <Link to="/flows/$flowId/runs" params={{ flowId }} {...root} />
            )
          }
        >
          {t(`home.refusingAct.${code}`)}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          renderRoot={(root) => (
            <Link
              to="/flows/$flowId/inbox"
              params={{ flowId }}
              search={{ event: eventId }}
              {...root}
            />
          )}
        >
          {t('home.refusingShow')}
        </Button>
      </Group>
    </li>
  );
}
