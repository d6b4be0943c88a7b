import type { HelperDescription, HelperParameter } from './define-helper.js';
import { helperCatalogue } from './helper-catalogue.js';

const groupTitles: Readonly<Record<string, string>> = {
  text: 'Text',
  contact: 'Phone and e-mail',
  number: 'Numbers',
  date: 'Dates',
  list: 'Lists',
  logic: 'Conditions and fallbacks',
  data: 'JSON and objects',
  web: 'Web',
};

/** The reference of all helpers as Markdown, made from the same descriptions that the tests run. */
export function renderCatalogueMarkdown(): string {
  const groups = [...new Set(helperCatalogue.map((helper) => helper.group))];
  const chapters = groups.map((group) => {
    const helpers = helperCatalogue.filter((helper) => helper.group === group);
    return [`## ${groupTitles[group] ?? group}`, ...helpers.map(renderHelper)].join('\n\n');
  });
  return [renderLanguage(), ...chapters].join('\n\n') + '\n';
}

function renderHelper(helper: HelperDescription): string {
  const examples = helper.examples.map(
    ({ template, context, result }) => `| ${code(template)} | ${json(context)} | ${json(result)} |`,
  );
  const wrong = helper.antiExamples.map(
    ({ template, context, problem }) =>
      `| ${code(template)} | ${json(context)} | problem \`${problem}\` |`,
  );
  return [
    `### ${helper.name}`,
    `${helper.summary.en}\n\n_${helper.summary.ru}_`,
    helper.parameters.map(renderParameter).join('\n'),
    ['| template | data | result |', '| --- | --- | --- |', ...examples, ...wrong].join('\n'),
  ].join('\n\n');
}

function renderParameter(parameter: HelperParameter): string {
  const name = parameter.isNamed ? `${parameter.name}=` : parameter.name;
  const marks = [
    parameter.kind,
    ...(parameter.required ? [] : ['optional']),
    ...(parameter.isRest ? ['may repeat'] : []),
  ];
  const { en, ru } = parameter.description;
  const choices = (parameter.choices ?? []).map(
    ({ value, label }) => `\`${value}\`: ${label.en} _${label.ru}_`,
  );
  const among = choices.length > 0 ? ` One of ${choices.join(', ')}.` : '';
  return `- \`${name}\` (${marks.join(', ')}): ${en} _${ru}_${among}`;
}

function json(value: unknown): string {
  return code(JSON.stringify(value));
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|').replaceAll('\n', '⏎')}\``;
}

function renderLanguage(): string {
  return `# Templates

A field may hold text with expressions in double braces: \`Hello, {{trigger.Name}}!\`

- A field that is exactly one expression passes the value with its type (number, list, object, true or false,
  null). Anything else gives text; inside text, a list of plain values is written \`A, B\`, an object as JSON.
- A path that the data does not have is reported as missing. It is null as a whole field and nothing inside text.
- Paths: \`{{trigger.Name}}\`, \`{{trigger.[Ваше имя]}}\`, \`{{trigger.products.0.name}}\`, \`{{steps.lead.id}}\`. The roots are
  \`trigger\`, \`event\`, \`steps\`, \`item\`, \`index\`, \`flow\`, \`run\`, \`workspace\` and \`now\`, inside blocks too; an item's own field
  of such a name is \`{{this.event}}\`. In square brackets \`\\]\` stands for the bracket and \`\\\\\` for a backslash:
  \`{{trigger.[x[0\\]]}}\`.
- Helpers: \`{{lower trigger.Email}}\`, inside each other with brackets: \`{{default (phone trigger.Phone) "none"}}\`.
  A text stands in quotes of either kind; \`\\"\` stands for one of its own kind inside: \`"5'3\\""\`.
- Blocks: \`{{#if x}}…{{else if y}}…{{else}}…{{/if}}\`, \`{{#unless x}}\`, \`{{#each list}}{{this.name}} {{@index}}{{/each}}\`
  (also \`@key\`, \`@first\`, \`@last\`, \`../\`), \`{{#with object}}\`. Comments: \`{{! note }}\`.
- In a field that is HTML every value is escaped. Elsewhere nothing is: write \`{{html x}}\` for HTML,
  \`{{urlEncode x}}\` for a part of a URL and \`{{json x}}\` inside JSON text.
- Data is never read as a template. Partials, decorators, raw output and code do not exist.
- Limits: 64 KiB of source, 32 levels, 100,000 steps, 1 MiB of output, 200 ms.

A helper that cannot understand its value is a problem of the field, unless \`default\` gives another value; a
value that is not there stays not there, so that optional fields stay optional.

Conditions compare texts trimmed and without regard to case, and numbers as numbers when both sides read as
numbers.`;
}
