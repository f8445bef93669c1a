/* Applies the chosen theme and language before the first paint; settings/settings.js keeps them. */
try {
  const { theme, language } = JSON.parse(localStorage.getItem('emosense-settings') ?? '{}');
  if (['light', 'dark'].includes(theme)) document.documentElement.dataset.theme = theme;
  if (typeof language === 'string') document.documentElement.dataset.language = language;
} catch {
  // Nothing can be stored, or it is damaged: the page looks as the browser asks for.
}
