import type { BrowserContext, Page } from '@playwright/test';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import { expect } from '../product/journey.js';

/** What a flow of one row shows. */
export const beforeEdit = ['A form is sent', 'Add a row'];

/** Adds a filter while there is no connection, and goes on to the settings; the connection stays away. */
export async function leaveUnsaved(
  { page, context }: { page: Page; context: BrowserContext },
  { id, name }: { id: string; name: string },
): Promise<{ editor: Editor; flow: Flow }> {
  const [editor, flow] = [new Editor(page), new Flow(page)];
  await flow.open(id, 'Settings');
  await flow.goTo('Build');
  await expect(editor.titles()).toHaveText(beforeEdit);
  await context.setOffline(true);
  await editor.addAfter('lead', 'Filter');
  await flow.goTo('Settings');
  await expect(page.getByText(`Changes to “${name}” are not saved yet`)).toBeVisible();
  return { editor, flow };
}
