// Imported first: an older Node must end with a sentence, not with a syntax error from further down.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    'Hookline needs Node.js 20.19 or newer; this is ' +
      process.versions.node +
      '. Install one from https://nodejs.org and try again.',
  );
  process.exit(1);
}
