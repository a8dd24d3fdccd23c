// Light or dark: the reader's choice, else the system's; print is always light.
import {h} from './dom';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];
const signs: Record<Theme, [string, string]> = {auto: ['◐', ' Auto'], light: ['☀', ' Light'], dark: ['☾', ' Dark']};
const key = 'gigaplan-theme';

// Some browsers give pages from disk no storage: the choice then lasts as long as the page.
function kept(): Theme {
  try {
    return themes.find((one) => one === localStorage.getItem(key)) ?? 'auto';
  } catch {
    return 'auto';
  }
}
function keep(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    return;
  }
}

export function themeButton(): HTMLElement {
  let theme = kept();
  const system = matchMedia('(prefers-color-scheme: dark)');
  const button = h('button', {type: 'button', class: 'quiet', id: 'theme', click: () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    keep(theme);
    apply();
  }});
  const show = (dark: boolean) => void (document.documentElement.dataset.theme = dark ? 'dark' : 'light');
  const apply = () => {
    show(theme === 'auto' ? system.matches : theme === 'dark');
    button.replaceChildren(signs[theme][0], h('span', {class: 'wide'}, signs[theme][1]));
    button.setAttribute('aria-label', `Theme: ${theme}`);
  };
  system.addEventListener('change', apply);
  addEventListener('beforeprint', () => show(false));
  addEventListener('afterprint', apply);
  apply();
  return button;
}
