import type { FlowDocument } from '@hookline/contract';
import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { paletteItems } from '../palette/palette-items.js';
import { byKeyboard } from './by-keyboard.js';
import { useAddStep } from '../palette/use-add-step.js';
import { DescribeDoor } from '../../proposal/DescribeDoor.js';
import { notify } from '../../ui/notify.js';
import { useCatalog, useEditorTools } from '../state/editor-context.js';
import { tryDeed } from '../state/try-deed.js';
import { useLanguage } from '../words/use-language.js';
import { AppIcon } from '../../ui/AppIcon.js';

/** An empty flow asks its one question and offers the first answers. */
export function EmptyHint() {
  const { t } = useTranslation();
  const { apps } = useCatalog();
  const { store } = useEditorTools();
  const language = useLanguage();
  const add = useAddStep();
  const first = paletteItems(apps, language)
    .filter(
      (item, index, all) => item.app && all.findIndex((one) => one.app === item.app) === index,
    )
    .slice(0, 4);
  const take = async ({ steps }: FlowDocument) => {
    const at = { in: 'root', index: 0 } as const;
    if (!tryDeed(() => store.getState().apply({ type: 'add_steps', steps, at }))) return;
    notify(t('proposal.taken', { count: steps.length }));
  };
  return (
    <div className="hl-empty-hint" data-testid="empty-hint">
      <Title order={2}>{t('editor.empty.title')}</Title>
      <Text c="dimmed" size="sm">
        {t('editor.empty.help')}
      </Text>
      <Group gap="xs" justify="center" mt="xs">
        {first.map((item) => (
          <Button
            key={item.key}
            variant="default"
            leftSection={<AppIcon app={item.app?.key ?? ''} size={20} />}
            onClick={(event) =>
              add(item, { at: { in: 'root', index: 0 }, field: byKeyboard(event) })
            }
          >
            {item.title}
          </Button>
        ))}
      </Group>
      <Group gap="md" justify="center" mt="sm">
        <Anchor href="/templates" size="sm">
          {t('editor.empty.templates')}
        </Anchor>
        <DescribeDoor source={store.getState().document.trigger} onTake={take} />
      </Group>
    </div>
  );
}
