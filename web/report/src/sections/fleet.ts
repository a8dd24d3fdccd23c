// Accelerators in operation by year, by type and year of building.
import {stackedBars} from '../bars';
import {chart, choice} from '../chart';
import {colour} from '../colours';
import type {FleetRow, Report} from '../model';
import {chosen} from '../state';
import {percent, say, sum, unique} from '../words';

const measures: {name: string; unit: string; of: (row: FleetRow) => number | null}[] = [
  {name: 'Pieces', unit: 'accelerators', of: (row) => row.pieces},
  {name: 'IT power', unit: 'MW_it', of: (row) => row.it_power},
  {name: 'H100-equivalents', unit: 'H100-equivalents', of: (row) => row.h100_equivalents},
];

export function fleet(r: Report): HTMLElement[] {
  if (r.fleet.length === 0) return [];
  const known = measures.filter((m) => r.fleet.some((row) => m.of(row) !== null));
  let measure = known[0] ?? measures[0];
  const name = (row: FleetRow) => (row.vintage ? `${row.accelerator}, built ${row.vintage}` : row.accelerator);
  const groups = unique([...r.fleet].sort((a, b) => a.vintage - b.vintage).map(name));
  const rows = () => r.fleet.filter((row) => !chosen.site || row.site === chosen.site);
  const parts = () => groups.map((group, i) => ({
    name: group, colour: colour(i),
    values: r.periods.map((_, p) => sum(rows().filter((row) => row.period === p && name(row) === group).map(measure.of))),
  }));
  const where = () => r.sites.find((site) => site.id === chosen.site)?.name ?? '';
  const caption = () => {
    const last = r.periods.length - 1;
    const now = parts().map((part) => ({name: part.name, value: part.values[last] ?? 0})).sort((a, b) => b.value - a.value);
    const total = sum(now.map((part) => part.value));
    if (total <= 0) return `No accelerators run${where() ? ` at ${where()}` : ''} in ${r.periods[last].name}.`;
    return `${where() ? `${where()} has` : 'The plan has'} ${say(total, measure.unit)} in ${r.periods[last].name}; ${now[0].name.replace(', built', ' of')} is ${percent(now[0].value / total)} of it.`;
  };
  return [chart({
    id: 'fleet', title: 'Accelerators in operation', caption,
    controls: (redraw) => known.length > 1 ? [choice('Measure', known.map((m) => m.name), (i) => { measure = known[i]; redraw(); })] : [],
    draw: (box, width) => stackedBars(box, width, {columns: r.periods.map((p) => p.name), parts: parts(), unit: measure.unit, label: caption()}),
    table: () => ({
      columns: [{title: 'Period'}, {title: 'Site'}, {title: 'Accelerator'}, {title: 'Generation'}, {title: 'Built', raw: true}, {title: 'Pieces'}, {title: 'IT power', unit: 'MW_it'},
                {title: 'H100-equivalents'}, {title: 'Busy', unit: '%'}],
      rows: rows().map((row) => [r.periods[row.period].name, r.sites.find((site) => site.id === row.site)?.name ?? 'all', row.accelerator, row.generation,
                                 row.vintage || null, row.pieces, row.it_power, row.h100_equivalents, row.utilisation === null ? null : 100 * row.utilisation]),
    }),
  })];
}
