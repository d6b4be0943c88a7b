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

const read = (path) => (existsSync(inRoot(path)) ? readFileSync(inRoot(path), 'utf8') : '');

const documents = [
  { path: '.env.example', text: envExample() },
  { path: 'docs/templates.md', text: await asMarkdown(renderCatalogueMarkdown()) },
  { path: 'README.md', text: await asMarkdown(withSettings(read('README.md'))) },
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
