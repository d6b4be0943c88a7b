import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { panelTabs, type PanelTab } from '../state/panel-tabs.js';

type Props = { tabs: Partial<Record<PanelTab, ReactNode>>; foot?: ReactNode };

const tabOf = (state: EditorState) => state.tab;

/** The tabs of a panel, in the one order that all panels keep. */
export function PanelTabs({ tabs, foot }: Props) {
  const { t } = useTranslation();
  const { store } = useEditorTools();
  const chosen = useEditor(tabOf);
  const there = panelTabs.filter((name) => tabs[name] !== undefined);
  const tab = there.includes(chosen) ? chosen : there.includes('fields') ? 'fields' : there[0];
  return (
    <>
      <Tabs
        value={tab ?? null}
        keepMounted={false}
        className="hl-panel-tabs"
        onChange={(next) => {
          const found = panelTabs.find((name) => name === next);
          if (found) store.setState({ tab: found });
        }}
      >
        <Tabs.List>
          {there.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`editor.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {there.map((name) => (
          <Tabs.Panel key={name} value={name} className="hl-panel-body" tabIndex={0}>
            {tabs[name]}
          </Tabs.Panel>
        ))}
      </Tabs>
      {tab === 'fields' && foot}
    </>
  );
}
