import { Button, Text, Title } from '@mantine/core';
import { walkSteps, type Bundle } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { AppPath } from '../ui/AppIcon.js';
import { useSay } from '../words/use-say.js';

type Props = { template: Bundle; onInstall: () => void };

export function TemplateCard({ template, onInstall }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <article className="hl-template hl-surface">
      <AppPath apps={appsOf(template)} />
      <Title order={3} className="hl-wrap">
        {say(template.title)}
      </Title>
      <Text c="dimmed" className="hl-wrap">
        {say(template.summary)}
      </Text>
      <div className="hl-template-end">
        <Button
          size="compact-sm"
          variant="light"
          onClick={onInstall}
          aria-label={t('gallery.useNamed', { name: say(template.title) })}
        >
          {t('gallery.use')}
        </Button>
      </div>
    </article>
  );
}

function appsOf({ document }: Bundle): readonly string[] {
  const acting = walkSteps(document).flatMap(({ step }) =>
    step.type === 'action' ? [step.app] : [],
  );
  return [document.trigger.app, ...new Set(acting)];
}
