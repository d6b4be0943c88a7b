import { expect, type Locator, type Page } from '@playwright/test';
import { Finger } from './finger.js';

/** The canvas of a flow with its palette on the left and the chosen step's settings on the right. */
export class Editor {
  readonly palette: Locator;
  readonly panel: Locator;
  readonly preview: Locator;
  readonly conflict: Locator;
  /** What is said when somebody else deleted the flow. */
  readonly gone: Locator;
  private readonly steps: Locator;

  constructor(private readonly page: Page) {
    this.palette = page.getByRole('complementary', { name: 'Actions and tools' });
    this.panel = page.getByRole('complementary', { name: 'Settings of the step' });
    this.preview = page.getByRole('region', { name: 'What will be sent' });
    this.conflict = page
      .getByRole('alert')
      .filter({ hasText: 'Somebody saved another version of this flow' });
    this.gone = page.getByRole('alert').filter({ hasText: 'Somebody deleted this flow' });
    this.steps = page.getByRole('navigation', { name: 'Steps of the flow' });
  }

  card(stepId: string): Locator {
    return this.page.getByTestId(`step-${stepId}`);
  }

  async choose(stepId: string): Promise<void> {
    await this.card(stepId).getByRole('button').first().click();
  }

  /** The titles of the steps from top to bottom, as they are read aloud. */
  titles(): Locator {
    return this.steps.locator('.hl-outline-title');
  }

  item(name: string): Locator {
    const title = this.page.getByText(name, { exact: true });
    return this.palette.getByRole('button').filter({ has: title });
  }

  /** By the plus on the line after a step. */
  async addAfter(stepId: string, name: string): Promise<void> {
    await this.page.getByTestId(`add-after-${stepId}`).click();
    await this.item(name).click();
  }

  /** From the palette onto the line after a step. */
  async dragAfter(stepId: string, name: string): Promise<void> {
    await this.drag(this.item(name), this.page.getByTestId(`add-after-${stepId}`));
  }

  async dragCard(stepId: string, { after }: { after: string }): Promise<void> {
    await this.drag(this.card(stepId), this.page.getByTestId(`add-after-${after}`));
  }

  /** By a finger on the grip of a card. */
  async pullCard(stepId: string, { after }: { after: string }): Promise<void> {
    const grip = this.card(stepId).locator('[data-grip]');
    await this.pull(grip, after);
  }

  /** By a finger on the grip of a row of the palette. */
  async pullAfter(stepId: string, name: string): Promise<void> {
    await this.pull(this.item(name).locator('[data-grip]'), stepId);
  }

  async fromMenu(stepId: string, item: string): Promise<void> {
    await this.page.getByTestId(`menu-${stepId}`).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  async openTab(name: 'Set up' | 'Fields' | 'Test' | 'Options'): Promise<void> {
    await this.panel.getByRole('tab', { name, exact: true }).click();
  }

  field(label: string): Locator {
    return this.panel.getByRole('textbox', { name: label, exact: true });
  }

  /** Replaces what the field has. */
  async type(label: string, text: string): Promise<void> {
    await this.field(label).click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  /** Where the caret stands. */
  async goOn(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Chooses an incoming field, or a helper for what stands before the caret. */
  async pick(label: string, search: string, entry: string): Promise<void> {
    const name = `Insert a field: ${label}`;
    await this.panel.getByRole('button', { name, exact: true }).click();
    await this.page.getByRole('combobox', { name: 'Find a field or a value' }).fill(search);
    await this.page.getByTestId(`pick-${entry}`).click();
  }

  /** Opens a pill of a field, to change its value as a form. */
  async openPill(label: string, name: string): Promise<PillForm> {
    await this.field(label).locator('.hl-pill', { hasText: name }).click();
    return new PillForm(this.page);
  }

  /** What will be sent in a field, for the chosen event. */
  previewOf(label: string): Locator {
    return this.preview
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: label, exact: true }) });
  }

  /** Looks at the fields of the chosen step one way or the other. */
  async lookAt(fields: 'As text' | 'As wires'): Promise<void> {
    await this.panel.getByText(fields, { exact: true }).click();
  }

  source(path: string): Locator {
    return this.panel.locator(`[data-source="${path}"]`);
  }

  /** A field of the step, where a wire can end. */
  target(pointer: string): Locator {
    return this.panel.locator(`[data-target="${pointer}"]`);
  }

  wire(path: string, pointer: string): Locator {
    return this.page.getByTestId(`wire-${path}>${pointer}`);
  }

  /** By the mouse, from what comes in to a field of the step. */
  async draw(path: string, pointer: string): Promise<void> {
    const [from, to] = [this.source(path), this.target(pointer)];
    await from.scrollIntoViewIfNeeded();
    const [start, end] = await Promise.all([from.boundingBox(), to.boundingBox()]);
    if (!start || !end) throw new Error('an end of the wire is not on the page');
    await this.page.mouse.move(start.x + 20, start.y + start.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(end.x + 30, end.y + end.height / 2, { steps: 8 });
    await this.page.mouse.up();
  }

  async look(view: 'Simple view' | 'Canvas'): Promise<void> {
    const toolbar = this.page.getByRole('toolbar', { name: 'Editor' });
    await toolbar.getByRole('button', { name: view, exact: true }).click();
  }

  async test(): Promise<void> {
    await this.openTab('Test');
    await this.panel.getByRole('button', { name: 'Test this step' }).click();
  }

  async undo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  }

  async redo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Redo', exact: true }).click();
  }

  async isSaved(): Promise<void> {
    await expect(this.page.getByTestId('save-state')).toHaveText('Saved');
  }

  /** Of the open list of choices. */
  async chooseOption(name: string | RegExp): Promise<void> {
    await this.page.getByRole('option', { name, exact: true }).click();
  }

  private async pull(grip: Locator, after: string): Promise<void> {
    const goal = this.page.getByTestId(`add-after-${after}`);
    await new Finger(this.page).drag(grip, goal, () =>
      expect(this.page.getByText('It goes here')).toBeVisible(),
    );
  }

  private async drag(from: Locator, to: Locator): Promise<void> {
    await from.scrollIntoViewIfNeeded();
    const [start, end] = await Promise.all([from.boundingBox(), to.boundingBox()]);
    if (!start || !end) throw new Error('what is dragged, or its goal, is not on the page');
    await this.page.mouse.move(start.x + 60, start.y + start.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
    await expect(this.page.getByText('It goes here')).toBeVisible();
    await this.page.mouse.up();
  }
}

/** A value without its syntax: what is done with it, and what comes out. */
class PillForm {
  readonly result: Locator;
  readonly form: Locator;

  constructor(page: Page) {
    this.form = page.getByTestId('pill-editor');
    this.result = page.getByTestId('pill-result');
  }

  async add(search: string): Promise<void> {
    const list = this.form.getByRole('combobox', { name: 'Change the value: phone, date, table…' });
    await list.fill(search);
    await this.form.getByRole('option').first().click();
  }

  async close(): Promise<void> {
    await this.form.getByRole('button', { name: 'Close', exact: true }).click();
  }
}
