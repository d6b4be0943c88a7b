/** The tabs of the panel, in the one order that all panels keep. */
export const panelTabs = ['setup', 'fields', 'test', 'options'] as const;
export type PanelTab = (typeof panelTabs)[number];
