// Runs before the first paint, so that a remembered theme does not flash the other one.
(function () {
  let stored = null;
  try {
    stored = localStorage.getItem("theme");
  } catch {
    // Storage may be forbidden; the system's theme is fine then.
  }
  if (stored === "light" || stored === "dark") document.documentElement.dataset.theme = stored;
})();
