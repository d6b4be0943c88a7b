// Runs before the first paint, so that a dark page never flashes white; a file, because the policy allows no inline script.
(function () {
  var stored = null;
  try {
    stored = localStorage.getItem('hookline.theme');
  } catch {
    // A browser that keeps nothing still gets the page.
  }
  var isDark =
    stored === 'dark' ||
    (stored !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
  // Schemas are interpreted: the policy forbids code from text, and even the probe for it is reported.
  window.__zod_globalConfig = { jitless: true };
})();
