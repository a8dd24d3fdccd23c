// The document made ready to show: what a solver leaves where nothing is becomes zero, ids that serve as names get a capital.
import type {Num, Report} from './model';
import {capital, cleared, properNames} from './words';

function clearColumn<T>(rows: T[], keys: (keyof T)[]): void {
  for (const key of keys) {
    const largest = Math.max(0, ...rows.map((row) => Math.abs((row[key] as Num) ?? 0)));
    for (const row of rows) (row[key] as Num) = cleared(row[key] as Num, largest);
  }
}

export function tidy(r: Report): Report {
  for (const one of [...r.sites, ...r.services, ...r.places]) if (one.name === one.id || one.name === '') one.name = capital(one.id);
  for (const one of [...r.sites, ...r.services, ...r.places, ...r.energy_flow.nodes.filter((node) => !['use', 'site'].includes(node.kind))])
    if (/^\p{Lu}/u.test(one.name)) properNames.add(one.name);
  clearColumn(r.sites.flatMap((site) => site.by_period), ['it_power', 'facility_power', 'accelerators', 'tokens', 'energy', 'carbon', 'cost']);
  clearColumn(r.fleet, ['pieces', 'it_power', 'h100_equivalents']);
  clearColumn(r.costs, ['per_year']);
  clearColumn(r.tokens, ['tokens']);
  clearColumn(r.energy_flow.links, ['value']);
  for (const kind of new Set(r.flows.map((flow) => flow.kind))) clearColumn(r.flows.filter((flow) => flow.kind === kind), ['amount']);
  for (const unit of new Set(r.balances.map((row) => row.unit))) clearColumn(r.balances.filter((row) => row.unit === unit), ['value']);
  r.fleet = r.fleet.filter((row) => row.pieces !== 0);
  return r;
}
