// Where every token ran: service by site.
import {chart, interact, type Mark} from '../chart';
import {fitText, s, svgBox, textWidth} from '../dom';
import type {Report} from '../model';
import {chosen} from '../state';
import {num, percent, say, scaledUnit, scaleFor, sum} from '../words';

export function tokens(r: Report): HTMLElement[] {
  if (r.tokens.length === 0) return [];
  const cell = (service: string, site: string) => sum(r.tokens.filter((t) => t.period === chosen.period && t.service === service && t.site === site).map((t) => t.tokens));
  const barred = (service: string, site: string) => r.forbidden.find((f) => f.service === service && f.site === site && f.accelerator === '');
  const total = () => sum(r.tokens.filter((t) => t.period === chosen.period).map((t) => t.tokens));
  const sites = r.sites.filter((site) => r.tokens.some((t) => t.site === site.id) || r.forbidden.some((f) => f.site === site.id && f.accelerator === ''));
  const draw = (box: HTMLElement, width: number) => {
    // Sites run down, services across: names of sites are many, of services few.
    const left = Math.min(width * 0.34, 12 + Math.max(...sites.map((site) => textWidth(site.name, 12)))), top = 40, tall = 34;
    const wide = (width - left) / r.services.length;
    const svg = svgBox(width, top + tall * sites.length + 4, caption());
    const most = Math.max(...r.services.flatMap((v) => sites.map((site) => cell(v.id, site.id))), 1e-9);
    const scale = scaleFor(most), marks: Mark[] = [];
    svg.append(s('text', {x: 0, y: 12, class: 'unit'}, `${scaledUnit(scale, 'tokens')} per year`));
    r.services.forEach((service, i) => svg.append(s('text', {x: left + wide * (i + 0.5), y: top - 8, class: 'tick strong', 'text-anchor': 'middle'}, fitText(service.name, wide - 6, 12, 600))));
    sites.forEach((site, j) => {
      const y = top + tall * j;
      svg.append(s('text', {x: 0, y: y + tall / 2 + 4, class: 'tick'}, fitText(site.name, left - 8)));
      r.services.forEach((service, i) => {
        const value = cell(service.id, site.id), reason = barred(service.id, site.id), strength = Math.sqrt(value / most);
        const rect = s('rect', {x: left + wide * i + 1.5, y: y + 1.5, width: wide - 3, height: tall - 3, rx: 3, class: reason ? 'cell barred' : 'cell',
                                style: value > 0 ? `fill:color-mix(in srgb, var(--heat) ${Math.round(8 + 50 * strength)}%, var(--paper))` : undefined});
        svg.append(rect, s('text', {x: left + wide * (i + 0.5), y: y + tall / 2 + 4, 'text-anchor': 'middle', class: 'cell-text'},
                           value > 0 ? num(value / scale.factor, 3) : reason ? 'not allowed' : '0'));
        marks.push({x: left + wide * (i + 0.5), y, element: rect, title: `${service.name}, ${site.name}`, lines: ([
          ['tokens per year', say(value)], ['of all', percent(value / (total() || 1), 1)], [reason?.rule ?? '', reason?.reason ?? '']] as [string, string][]).filter(([, v]) => v)});
      });
    });
    interact(svg, marks);
    box.append(svg);
  };
  const caption = () => {
    const all = total();
    if (all <= 0) return `No token runs in ${r.periods[chosen.period]?.name}.`;
    const ranked = sites.map((site) => ({name: site.name, value: sum(r.services.map((v) => cell(v.id, site.id)))})).sort((a, b) => b.value - a.value);
    return `${say(all, 'tokens')} run in ${r.periods[chosen.period].name}, ${percent(ranked[0].value / all)} of them in ${ranked[0].name}.`;
  };
  return [chart({
    id: 'tokens', title: 'Where every token ran', caption, draw,
    table: () => ({
      columns: [{title: 'Service'}, {title: 'May run'}, {title: 'Site'}, {title: 'Period'}, {title: 'Tokens', unit: 'per year'}, {title: 'Share of the service', unit: '%'}],
      rows: r.tokens.map((t) => {
        const service = r.services.find((one) => one.id === t.service);
        const own = sum(r.tokens.filter((o) => o.service === t.service && o.period === t.period).map((o) => o.tokens));
        return [service?.name ?? t.service, service?.residency ?? '', r.sites.find((one) => one.id === t.site)?.name ?? t.site, r.periods[t.period].name, t.tokens,
                t.tokens === null || own <= 0 ? null : (100 * t.tokens) / own];
      }),
    }),
  })];
}
