import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { inRoot } from './lib/root.mjs';

// Documents that are made from the code, so that they cannot say anything else. They are made from the built
// product: `npm run build` comes first. With --check nothing is written, and a stale document is a failure.

const built = async (room) => {
  const file = inRoot('libs', room, 'dist', 'index.js');
  if (!existsSync(file)) throw new Error(`${room} is not built. Run: npm run build`);
  return import(pathToFileURL(file).href);
};

const { renderCatalogueMarkdown } = await built('mapping');
const { envExample } = await built('platform');
const { receivers, renderReceiverPage } = await built('connectors');

const read = (path) => (existsSync(inRoot(path)) ? readFileSync(inRoot(path), 'utf8') : '');

const documents = [
  { path: '.env.example', text: envExample() },
  { path: 'docs/templates.md', text: await asMarkdown(renderCatalogueMarkdown()) },
  { path: 'README.md', text: await asMarkdown(withSettings(read('README.md'))) },
  ...(await receiverPages()),
];

const stale = documents.filter(({ path, text }) => read(path) !== text);

if (process.argv.includes('--check')) {
  for (const { path } of stale) console.error(`${path} is stale. Run: node scripts/write-docs.mjs`);
  if (stale.length > 0) process.exitCode = 1;
} else {
  for (const { path, text } of stale) {
    writeFileSync(inRoot(path), text);
    console.log(`Wrote ${path}`);
  }
}

/** One page for each sender and language; those of the two that everybody begins with are written by hand. */
async function receiverPages() {
  const byHand = ['tilda', 'webhook'];
  const apps = [...new Set(receivers.map(({ app }) => app))].filter((app) => !byHand.includes(app));
  const pages = apps.flatMap((app) => {
    const presets = receivers.filter((preset) => preset.app === app);
    return ['en', 'ru'].map(async (language) => ({
      path: `docs/receivers/${app}${language === 'ru' ? '.ru' : ''}.md`,
      text: await asMarkdown(renderReceiverPage(presets, language)),
    }));
  });
  return Promise.all([...pages, ...['en', 'ru'].map(receiverIndex)]);
}

/** The list of all pages, so that each system can be found. */
async function receiverIndex(language) {
  const isRussian = language === 'ru';
  const tell = (words) => (isRussian ? (words.ru ?? words.en) : words.en);
  const marks = isRussian
    ? { verified: 'проверено', partial: 'частично', unverified: 'через общий вебхук' }
    : { verified: 'verified', partial: 'in part', unverified: 'through the general webhook' };
  const rows = receivers.map(({ app, appLabel, label, evidence }) => {
    const page = `${app}${isRussian ? '.ru' : ''}.md`;
    return `| [${tell(appLabel)}](${page}) | ${tell(label)} | ${marks[evidence]} |`;
  });
  const [title, ...head] = isRussian
    ? ['Источники', 'система', 'событие', 'формат']
    : ['Sources', 'system', 'event', 'format'];
  const lines = [`# ${title}`, '', `| ${head.join(' | ')} |`, '| --- | --- | --- |', ...rows];
  const path = `docs/receivers/README${isRussian ? '.ru' : ''}.md`;
  return { path, text: await asMarkdown(lines.join('\n')) };
}

async function asMarkdown(text) {
  const options = await resolveConfig(inRoot('README.md'));
  return format(text, { ...options, parser: 'markdown' });
}

/** The table between the two marks of the README, one row for each setting. */
function withSettings(readme) {
  const [start, end] = ['<!-- settings -->', '<!-- /settings -->'];
  const from = readme.indexOf(start) + start.length;
  const to = readme.indexOf(end);
  if (!readme.includes(start) || to < from)
    throw new Error('README.md has lost its settings marks');
  return `${readme.slice(0, from)}\n\n${settingsTable()}\n\n${readme.slice(to)}`;
}

function settingsTable() {
  const rows = envExample()
    .split('\n\n')
    .map((block) => /^# (.*)\n# (\w+)=(.*)/.exec(block.trim()))
    .filter((match) => match !== null)
    .map(([, purpose, name, fallback]) => {
      const value = fallback === '' ? '' : `\`${fallback}\``;
      return `| \`${name}\` | ${value} | ${purpose.replaceAll('|', '\\|')} |`;
    });
  return ['| setting | default | purpose |', '| --- | --- | --- |', ...rows].join('\n');
}
