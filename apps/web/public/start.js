// Runs before the first paint, so that a dark page never flashes white; a file, because the policy allows no inline script.
(function () {
  var stored = null;
  try {
    stored = globalThis.localStorage.getItem('hookline.theme');
  } catch {
    // A browser that keeps nothing still gets the page.
  }
  var isDark =
    stored === 'dark' ||
    (stored !== 'light' && globalThis.matchMedia('(prefers-color-scheme: dark)').matches);
  globalThis.document.documentElement.setAttribute(
    'data-mantine-color-scheme',
    isDark ? 'dark' : 'light',
  );
  // Schemas are interpreted: the policy forbids code from text, and even the probe for it is reported.
  globalThis.__zod_globalConfig = { jitless: true };
})();
