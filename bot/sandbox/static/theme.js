// Light or dark: the system's choice unless the person chose the other one.

const system = window.matchMedia("(prefers-color-scheme: dark)");

function current() {
  return document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light");
}

function remember(theme) {
  try {
    if (theme === null) localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Not remembered, but still switched.
  }
}

function choose(theme) {
  const followsSystem = theme === (system.matches ? "dark" : "light");
  if (followsSystem) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  remember(followsSystem ? null : theme);
}

/** Makes `button` switch between light and dark, and keeps its label true. */
export function setUpTheme(button) {
  const label = () => {
    const next = current() === "dark" ? "light" : "dark";
    button.setAttribute("aria-label", `Switch to the ${next} theme`);
    button.title = `Switch to the ${next} theme`;
  };
  button.addEventListener("click", () => {
    choose(current() === "dark" ? "light" : "dark");
    label();
  });
  system.addEventListener("change", label);
  label();
}
