import { getFlow } from '@hookline/contract';
import { aFlow, createDraft, leadRow, ownerMail, tellVendor } from '../given/flows.js';
import { sendForm, tildaLead } from '../given/tilda.js';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import { expect, test } from '../product/journey.js';

const byCity = {
  id: 'city',
  type: 'branch' as const,
  mode: 'first' as const,
  branches: [
    {
      id: 'near',
      label: 'Near',
      when: { left: '{{trigger.City}}', op: 'equals' as const, right: 'Kazan' },
      steps: [ownerMail],
    },
  ],
  otherwise: [tellVendor('https://crm.example/leads')],
};

test('a longer flow is kept in order: a note on a step, branches put away, the flow in small', async ({
  page,
  product: { api },
}) => {
  const { id } = await createDraft(api, aFlow('In order', [leadRow, byCity]));
  const editor = new Editor(page);
  await new Flow(page).open(id);

  await editor.fromMenu('lead', 'Name and note');
  await editor.type('Note', 'Ask Olga before changing');
  await expect(editor.card('lead')).toContainText('Ask Olga before changing');

  await editor.fromMenu('city', 'Put the branches away');
  await expect(editor.card('mail')).toHaveCount(0);
  await expect(editor.card('tell')).toHaveCount(0);
  await editor.card('city').getByRole('button', { name: 'Show 2 steps' }).click();
  await expect(editor.card('mail')).toBeVisible();
  await expect(editor.card('tell')).toBeVisible();

  const inSmall = page.getByTestId('overview');
  const isShown = await inSmall.isVisible();
  await page.getByRole('button', { name: 'Overview', exact: true }).click();
  await expect(inSmall).toBeVisible({ visible: !isShown });

  await editor.isSaved();
  const { draft } = await api.ask(getFlow, { params: { id } });
  expect(draft.steps[0]).toMatchObject({ note: 'Ask Olga before changing' });
});

test('empty fields are offered what means the same, and nothing is filled unasked', async ({
  page,
  product: { api },
}) => {
  const row = { ...leadRow, input: { table: 'Leads', values: { Name: '', Phone: '', Email: '' } } };
  const { id, hookUrl } = await createDraft(api, aFlow('Offered', [row]));
  const { Phone: _, ...others } = tildaLead({ Name: 'Анна', Телефон: '8 916 123-45-67' });
  await sendForm(hookUrl, others);
  const editor = new Editor(page);
  await new Flow(page).open(id);
  await editor.choose('lead');

  const offer = page.getByTestId('suggestions');
  await offer.getByRole('button', { name: /suggestion/ }).click();
  await expect(offer.getByText('Sure: the same name').first()).toBeVisible();
  await expect(offer.getByText('Sure: the same meaning')).toBeVisible();
  const untouched = await api.ask(getFlow, { params: { id } });
  expect(untouched.draft.steps[0]).toMatchObject({ input: row.input });
  await offer.getByRole('button').first().click();

  await editor.isSaved();
  const { draft } = await api.ask(getFlow, { params: { id } });
  expect(draft.steps[0]).toMatchObject({
    input: { values: { Name: '{{trigger.Name}}', Phone: '{{trigger.Телефон}}' } },
  });
  await editor.undo();
  await editor.isSaved();
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true });

  test('a step is added and opened by tapping, and moved by its grip', async ({
    page,
    product: { api },
  }) => {
    const { id } = await createDraft(api, aFlow('Tapped', [leadRow]));
    const editor = new Editor(page);
    await new Flow(page).open(id);

    await page.getByTestId('add-after-lead').tap();
    await editor.item('Filter').tap();
    await expect(editor.titles()).toHaveText(['A form is sent', 'Add a row', 'Filter']);
    await editor.card('lead').getByRole('button').first().tap();
    await expect(editor.panel).toContainText('Add a row');
    await editor.pullCard('filter', { after: 'trigger' });
    await expect(editor.titles()).toHaveText(['A form is sent', 'Filter', 'Add a row']);
    await editor.isSaved();
  });
});
