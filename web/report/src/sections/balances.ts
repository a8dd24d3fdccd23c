// Energy, carbon, water, jobs and what else is balanced by the year.
import {stackedBars} from '../bars';
import {chart} from '../chart';
import {colour, kindColour} from '../colours';
import type {BalanceRow, Report} from '../model';
import {chosen} from '../state';
import {capital, inside, listed, say, sum, unique} from '../words';

const kindOf: Record<string, string> = {grid: 'grid', market: 'grid', wind: 'wind', solar: 'solar', gas: 'gas', nuclear: 'nuclear', battery: 'battery', hydro: 'hydro', geothermal: 'geothermal', coal: 'coal'};

export function balances(r: Report): HTMLElement[] {
  const out: HTMLElement[] = [];
  for (const topic of unique(r.balances.map((row) => row.topic)))
    for (const unit of unique(r.balances.filter((row) => row.topic === topic).map((row) => row.unit))) {
      const rows = r.balances.filter((row) => row.topic === topic && row.unit === unit);
      const items = unique(rows.filter((row) => !row.total).map((row) => row.item));
      out.push(...oneBalance(r, topic, unit, rows, items, out.length));
    }
  return out;
}

function oneBalance(r: Report, topic: string, unit: string, rows: BalanceRow[], items: string[], n: number): HTMLElement[] {
  const value = (item: string, p: number) => {
    const own = rows.filter((row) => row.item === item && row.period === p);
    return own.length ? sum(own.map((row) => row.value)) : null;
  };
  const all = unique(rows.map((row) => row.item));
  const caption = () => {
    const p = chosen.period, now = items.map((item) => ({item, value: value(item, p) ?? 0}));
    const ups = now.filter((one) => one.value > 0).sort((a, b) => b.value - a.value);
    if (ups.length === 0) return `Nothing is counted in ${r.periods[p]?.name}.`;
    return `${capital(topic)} in ${r.periods[p].name}: ${say(sum(ups.map((one) => one.value)), unit)}` +
           (ups.length > 1 ? `, led by ${listed(ups.slice(0, 2).map((one) => `${inside(one.item)} (${say(one.value)})`))}.` : `, all of it ${inside(ups[0].item)}.`);
  };
  // Kinds of supply keep their colours; what else there is takes colours that none of them has.
  const kind = (item: string) => (/loss|load|charg/i.test(item) ? '' : kindOf[/[a-z]+/.exec(item.toLowerCase())?.[0] ?? ''] ?? '');
  const free = items.some(kind) ? [1, 7, 3, 6, 2, 0, 4, 5] : [0, 1, 2, 3, 4, 5, 6, 7];
  const others = items.filter((item) => !kind(item));
  const twin = (item: string) => items.filter((other) => kind(other) === kind(item)).indexOf(item);
  const tint = (item: string) => kind(item) ? (twin(item) > 0 ? `color-mix(in srgb, ${kindColour(kind(item))} ${Math.max(25, 100 - 38 * twin(item))}%, var(--paper))` : kindColour(kind(item))) : colour(free[others.indexOf(item) % 8]);
  return [chart({
    id: `balance-${n}`, title: `${capital(topic)}`, caption,
    draw: (box, width) => stackedBars(box, width, {
      columns: r.periods.map((p) => p.name), unit, label: caption(), height: 260,
      parts: items.map((item) => ({name: capital(item), colour: tint(item), values: r.periods.map((_, p) => value(item, p))})),
    }),
    table: () => ({
      columns: [{title: 'Item'}, ...r.periods.map((p) => ({title: p.name, unit})), {title: 'Note'}],
      rows: all.map((item) => [capital(item), ...r.periods.map((_, p) => value(item, p)), unique(rows.filter((row) => row.item === item).map((row) => row.note).filter(Boolean)).join('; ')]),
    }),
  })];
}
