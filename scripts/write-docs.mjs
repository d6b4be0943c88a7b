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

/** What a person does whose sender knows one address only. */
const shared = [
  '## One address, several flows',
  '',
  'Dropbox, Meta, Telegram, Slack and a GitHub App know one address per app or bot. Give them the address of one flow, and let',
  'the others share it: in their settings choose **Take events from the address of another flow**. They must have the same',
  'source; up to 20 can share an address.',
  '',
  '- The flow whose address it is proves each request with its connection and answers handshakes; the others need no connection.',
  '- Each flow takes the events that it chose, tells duplicates on its own, and is a draft, live or paused on its own. An event',
  '  that it did not choose leaves nothing in its inbox; the inbox of the main flow shows every request.',
  '- The sender is told success when the event is stored for every flow that takes it, and not before.',
  '- While it is shared, the main flow can be paused, but neither deleted nor given another source.',
];
const sharedInRussian = [
  '## Один адрес, несколько связок',
  '',
  'Dropbox, Meta, Telegram, Slack и приложение GitHub знают один адрес на приложение или бота. Дайте им адрес одной связки, а',
  'остальные пусть делят его с ней: в их настройках выберите **Брать события с адреса другой связки**. Источник у всех должен',
  'быть один; делить адрес могут до 20 связок.',
  '',
  '- Связка, чей это адрес, проверяет каждый запрос своим подключением и отвечает на проверки; остальным подключение не нужно.',
  '- Каждая связка берёт выбранные ею события, сама узнаёт дубли и сама бывает черновиком, включённой или на паузе. Событие,',
  '  которое она не выбрала, в её входящие не попадает; во входящих главной связки видны все запросы.',
  '- Отправитель узнаёт об успехе, когда событие сохранено для каждой связки, которая его берёт, и не раньше.',
  '- Пока адрес общий, главную связку можно поставить на паузу, но нельзя удалить или сменить ей источник.',
];

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
  const table = [`| ${head.join(' | ')} |`, '| --- | --- | --- |', ...rows];
  const lines = [`# ${title}`, '', ...table, '', ...(isRussian ? sharedInRussian : shared)];
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
