// The page: a bar with period, site and theme; sections that come with their data.
import {installNotes} from './chart';
import {h} from './dom';
import type {Report} from './model';
import {answer, badges} from './sections/answer';
import {balances} from './sections/balances';
import {costs} from './sections/costs';
import {duration} from './sections/duration';
import {energyFlow} from './sections/energy';
import {finance} from './sections/finance';
import {fleet} from './sections/fleet';
import {hours} from './sections/hours';
import {map} from './sections/map';
import {rulePrices} from './sections/prices';
import {assumptions, certificate, figures, recompute} from './sections/proof';
import {bottlenecks, claims, compliance, forbidden, targets} from './sections/rules';
import {supply} from './sections/supply';
import {timeline} from './sections/timeline';
import {tokens} from './sections/tokens';
import {variants} from './sections/variants';
import {choose, chosen, onChange, readAddress} from './state';
import {themeButton} from './theme';
import {tidy} from './tidy';

type Section = [id: string, title: string, make: (r: Report) => HTMLElement[]];
const sections: Section[] = [
  ['answer', 'Answer', answer],
  ['sites', 'Where', map],
  ['build', 'When', timeline],
  ['fleet', 'With which chips', fleet],
  ['hours', 'Hour by hour', (r) => [...hours(r), ...duration(r)]],
  ['cost', 'Cost', costs],
  ['flow', 'From power to tokens', (r) => [...energyFlow(r), ...tokens(r)]],
  ['bottlenecks', 'What holds it back', bottlenecks],
  ['rules', 'What each rule costs', rulePrices],
  ['supply', 'Supply chain', supply],
  ['targets', 'What each target costs', targets],
  ['variants', 'Variants', variants],
  ['compliance', 'Law', (r) => [...compliance(r), ...forbidden(r)]],
  ['claims', 'Claims against the plan', claims],
  ['balances', 'Energy, carbon, water, jobs', balances],
  ['finance', 'Finance', finance],
  ['certificate', 'Certificate', certificate],
  ['figures', 'Figures and sources', figures],
  ['assumptions', 'Assumptions', assumptions],
  ['recompute', 'Compute it again', recompute],
];

function bar(r: Report): HTMLElement {
  const periods = r.periods.map((period, i) => h('button', {type: 'button', click: () => choose(r, {period: i})}, period.name));
  const site = h('select', {'aria-label': 'Site', change: () => choose(r, {site: site.value})}, h('option', {value: ''}, 'All sites'), ...r.sites.map((one) => h('option', {value: one.id}, one.name)));
  const show = () => {
    periods.forEach((button, i) => button.setAttribute('aria-pressed', String(i === chosen.period)));
    site.value = chosen.site;
  };
  onChange(show);
  show();
  const choices = [r.sites.length === 0 ? null : periods.length > 1 && periods.length <= 8 ? h('div', {class: periods.length > 4 ? 'segments many' : 'segments', role: 'group', 'aria-label': 'Period'}, ...periods) : null,
                   r.sites.length > 0 && periods.length > 4 ? periodSelect(r, periods.length <= 8) : null,
                   r.sites.length > 1 ? site : null];
  return h('div', {class: 'top', role: 'region', 'aria-label': 'What is shown'}, ...choices, h('span', {class: 'grow'}), themeButton(),
           h('button', {type: 'button', class: 'quiet print', click: () => print()}, 'Print'));
}

/** For many periods; `narrow`: only where the buttons have no room. */
function periodSelect(r: Report, narrow: boolean): HTMLElement {
  const select = h('select', {'aria-label': 'Period', class: narrow ? 'instead' : undefined, change: () => choose(r, {period: Number(select.value)})}, ...r.periods.map((p, i) => h('option', {value: i}, p.name)));
  onChange(() => { select.value = String(chosen.period); });
  select.value = String(chosen.period);
  return select;
}

function contents(present: Section[]): HTMLElement {
  const links = () => present.map(([id, title]) => h('li', {}, h('a', {href: `#${id}`, 'data-to': id}, title)));
  return h('nav', {'aria-label': 'Contents'}, h('details', {class: 'contents'}, h('summary', {}, 'Contents'), h('ol', {}, ...links())), h('ol', {class: 'side'}, ...links()));
}

/** Links go to sections without touching the address, which keeps period and site. */
function follow(page: HTMLElement): void {
  page.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a[href^="#"]');
    const target = link && document.getElementById(link.getAttribute('href')!.slice(1));
    if (!target) return;
    event.preventDefault();
    link.closest('details')?.removeAttribute('open');
    target.scrollIntoView({behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'});
    target.querySelector<HTMLElement>('h2')?.focus({preventScroll: true});
  });
  const marks = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting)
      for (const link of page.querySelectorAll('nav .side a')) {
        const here = link.getAttribute('data-to') === entry.target.id;
        link.toggleAttribute('aria-current', here);
        if (here) link.setAttribute('aria-current', 'true');
      }
  }, {rootMargin: '-15% 0px -75% 0px'});
  for (const section of page.querySelectorAll('section')) marks.observe(section);
}

function run(): void {
  const r = tidy(JSON.parse(document.getElementById('document')!.textContent!) as Report);
  readAddress(r);
  installNotes();
  const page = document.getElementById('page')!;
  const made = sections.map(([id, title, make]): [Section, HTMLElement[]] => [[id, title, make], make(r)]).filter(([, parts]) => parts.length > 0);
  const facts = [r.head.hours, r.head.foresight, r.head.scenario, r.head.planned_at && `planned ${r.head.planned_at}`].filter(Boolean).join(' · ');
  page.append(
    h('a', {class: 'skip', href: '#main'}, 'To the content'),
    h('header', {}, h('p', {class: 'brand'}, 'Gigaplan', r.head.program_version && ` ${r.head.program_version}`), h('h1', {}, r.head.title || 'Plan'),
      r.head.subtitle && h('p', {class: 'subtitle'}, r.head.subtitle), badges(r)),
    bar(r),
    h('div', {class: 'columns'}, contents(made.map(([section]) => section)), h('main', {id: 'main'}, ...made.map(([[id, title], parts]) =>
      h('section', {id, 'aria-labelledby': `${id}-title`}, h('h2', {id: `${id}-title`, tabindex: '-1'}, title), ...parts)))),
    h('footer', {}, h('p', {}, facts), h('p', {}, 'Coasts and borders: Natural Earth. This page loads nothing from anywhere.')));
  follow(page);
  addEventListener('hashchange', () => { readAddress(r); choose(r, {}); });
  document.documentElement.dataset.ready = 'true';
}

run();
