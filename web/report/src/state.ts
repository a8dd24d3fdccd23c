// What all charts share: the chosen period and site. Kept in the address, so that a link shows the same picture.
import type {Report} from './model';

export const chosen = {period: 0, site: ''};
const listeners = new Set<() => void>();

export const onChange = (listener: () => void): void => void listeners.add(listener);

function keepInAddress(report: Report): void {
  const words = new URLSearchParams();
  if (report.periods[chosen.period]) words.set('period', report.periods[chosen.period].name);
  if (chosen.site) words.set('site', chosen.site);
  try {
    history.replaceState(null, '', `#${words}`);
  } catch {
    // A page inside a frame may not write its address; the choice then lives in the page alone.
  }
}

export function choose(report: Report, change: Partial<typeof chosen>): void {
  Object.assign(chosen, change);
  keepInAddress(report);
  for (const listener of listeners) listener();
}

export function readAddress(report: Report): void {
  const words = new URLSearchParams(location.hash.slice(1));
  const period = report.periods.findIndex((p) => p.name === words.get('period'));
  chosen.period = period >= 0 ? period : Math.max(0, report.periods.length - 1);
  const site = words.get('site') ?? '';
  chosen.site = report.sites.some((one) => one.id === site) ? site : '';
}
