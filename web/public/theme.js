// Runs before the first paint, so that a person who chose the dark theme is not met by a white page.
try {
  var chosen = localStorage.getItem('raconteur.theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch (_) {
  // Storage is closed to us: the system's theme stays.
}
