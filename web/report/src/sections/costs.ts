// What it costs: per year by category, and per million tokens.
import {stackedBars} from '../bars';
import {chart} from '../chart';
import {colour} from '../colours';
import type {Report} from '../model';
import {chosen} from '../state';
import {inside, percent, say, sum, unique, unitText} from '../words';

export function costs(r: Report): HTMLElement[] {
  return [...costStack(r), ...unitCosts(r)];
}

function costStack(r: Report): HTMLElement[] {
  if (r.costs.length === 0) return [];
  const unit = `${r.head.currency} per year`;
  const bySite = () => chosen.site !== '' && r.costs.some((row) => row.site === chosen.site);
  const rows = () => r.costs.filter((row) => !bySite() || row.site === chosen.site);
  const names = unique(r.costs.map((row) => row.category));
  const total = (name: string) => sum(r.costs.filter((row) => row.category === name).map((row) => row.per_year));
  const ranked = [...names].sort((a, b) => total(b) - total(a));
  const parts = () => ranked.map((category, i) => ({
    name: category, colour: colour(i),
    values: r.periods.map((_, p) => sum(rows().filter((row) => row.period === p && row.category === category).map((row) => row.per_year)))}));
  const caption = () => {
    const p = chosen.period, now = parts().map((part) => ({name: part.name, value: part.values[p] ?? 0})).sort((a, b) => b.value - a.value);
    const all = sum(now.map((part) => part.value));
    if (all <= 0) return `No cost falls in ${r.periods[p]?.name}.`;
    const where = bySite() ? `${r.sites.find((one) => one.id === chosen.site)?.name} costs` : 'The plan costs';
    return `${where} ${say(all, unit)} in ${r.periods[p].name}, of which ${inside(now[0].name)} ${percent(now[0].value / all)}` +
           (now[1] ? ` and ${inside(now[1].name)} ${percent(now[1].value / all)}.` : '.');
  };
  return [chart({
    id: 'costs', title: 'Cost by year', caption,
    draw: (box, width) => stackedBars(box, width, {columns: r.periods.map((p) => p.name), parts: parts(), unit, label: caption()}),
    table: () => ({
      columns: [{title: 'Category'}, ...r.periods.map((p) => ({title: p.name, unit}))],
      rows: [...parts().map((part) => [part.name, ...part.values]),
             ['Sum', ...r.periods.map((_, p) => sum(parts().map((part) => part.values[p])))]],
    }),
  })];
}

function unitCosts(r: Report): HTMLElement[] {
  return unique(r.unit_costs.map((row) => row.unit)).map((unit, n) => {
    const own = r.unit_costs.filter((row) => row.unit === unit);
    const services = unique(own.map((row) => row.service));
    const name = (id: string) => r.services.find((one) => one.id === id)?.name ?? 'All services';
    const value = (service: string, p: number) => own.find((row) => row.service === service && row.period === p)?.value ?? null;
    const caption = () => {
      const first = services.map((id) => ({id, from: value(id, 0), to: value(id, r.periods.length - 1)})).find((one) => one.from !== null && one.to !== null);
      if (!first || first.from === null || first.to === null) return `What one unit costs, in ${unitText(unit)}.`;
      const change = first.to / first.from - 1;
      return `${name(first.id)}: ${say(first.from, unit)} in ${r.periods[0].name}, ${say(first.to)} in ${r.periods[r.periods.length - 1].name}` +
             (Math.abs(change) >= 0.005 ? `, ${percent(Math.abs(change))} ${change < 0 ? 'less' : 'more'}.` : '.');
    };
    return chart({
      id: n ? `unit-costs-${n}` : 'unit-costs', title: `Cost ${unit.replace(/^\S+\s+/, '')}`, caption,
      draw: (box, width) => stackedBars(box, width, {
        columns: r.periods.map((p) => p.name), unit, label: caption(), height: 240,
        parts: services.map((id, i) => ({name: name(id), colour: id === '' ? 'var(--ink)' : colour(i - (services[0] === '' ? 1 : 0)), line: true,
                                         values: r.periods.map((_, p) => value(id, p))})),
      }),
      table: () => ({columns: [{title: 'Service'}, ...r.periods.map((p) => ({title: p.name, unit}))],
                     rows: services.map((id) => [name(id), ...r.periods.map((_, p) => value(id, p))])}),
    });
  });
}
