// From power to tokens: sources, sites, uses, one unit of energy throughout.
import {sankey, sankeyLinkHorizontal, type SankeyGraph} from 'd3-sankey';
import {chart, interact, type Mark} from '../chart';
import {colour, kindColour, kindRank} from '../colours';
import {fitText, s, svgBox} from '../dom';
import type {EnergyNode, Report} from '../model';
import {chosen} from '../state';
import {capital, inside, num, percent, say, scaledUnit, scaleFor, sum} from '../words';

interface Extra { node: EnergyNode; index_: number }

export function energyFlow(r: Report): HTMLElement[] {
  if (r.energy_flow.links.length === 0) return [];
  const {unit, nodes} = r.energy_flow;
  const links = () => r.energy_flow.links.filter((link) => link.period === chosen.period && (link.value ?? 0) > 0);
  const named = new Map(nodes.map((node) => [node.id, node]));
  const into = (id: string) => sum(links().filter((link) => link.to === id).map((link) => link.value));
  const outOf = (id: string) => sum(links().filter((link) => link.from === id).map((link) => link.value));
  const tint = (node: EnergyNode): string => node.kind === 'site' ? 'var(--c1)' : node.kind === 'service' ? 'var(--c2)' : node.kind === 'use' ? 'var(--k-other)' : kindColour(node.kind);

  const draw = (box: HTMLElement, width: number) => {
    const here = links();
    if (here.length === 0) return void box.append(document.createTextNode('No power flows in this period.'));
    const used = nodes.filter((node) => here.some((link) => link.from === node.id || link.to === node.id));
    const columns = [used.filter((n) => into(n.id) === 0), used.filter((n) => into(n.id) > 0 && outOf(n.id) > 0), used.filter((n) => outOf(n.id) === 0)];
    const height = Math.max(280, 62 * Math.max(...columns.map((c) => c.length)));
    const svg = svgBox(width, height, caption());
    const graph: SankeyGraph<Extra, object> = {
      nodes: used.map((node) => ({node, index_: 0})),
      links: here.map((link) => ({source: used.findIndex((n) => n.id === link.from), target: used.findIndex((n) => n.id === link.to), value: link.value ?? 0})),
    };
    sankey<Extra, object>().nodeWidth(12).nodePadding(width < 600 ? 34 : 30).nodeSort((a, b) => kindRank(a.node.kind) - kindRank(b.node.kind)).extent([[1, width < 600 ? 50 : 30], [width - 1, height - 16]])(graph);
    const marks: Mark[] = [];
    const path = sankeyLinkHorizontal<Extra, object>();
    for (const link of graph.links) {
      const from = link.source as unknown as Extra, to = link.target as unknown as Extra;
      const element = s('path', {d: path(link) ?? '', class: 'ribbon', style: `stroke:${tint(from.node.kind === 'site' ? to.node : from.node)};stroke-width:${Math.max(1, link.width ?? 1)}`});
      svg.append(element);
      const source = link.source as {x1?: number}, target = link.target as {x0?: number};
      marks.push({x: ((source.x1 ?? 0) + (target.x0 ?? 0)) / 2, y: ((link.y0 ?? 0) + (link.y1 ?? 0)) / 2, element,
                  title: `${capital(from.node.name)} → ${to.node.name}`, lines: [['', say(link.value, unit)]]});
    }
    const scale = scaleFor(Math.max(...graph.nodes.map((n) => n.value ?? 0)));
    const depths = Math.max(...graph.nodes.map((n) => n.depth ?? 0));
    graph.nodes.forEach((n, i) => {
      const x0 = n.x0 ?? 0, x1 = n.x1 ?? 0, y0 = n.y0 ?? 0, y1 = n.y1 ?? 0, last = (n.depth ?? 0) === depths && depths > 0;
      const rect = s('rect', {x: x0, y: y0, width: x1 - x0, height: Math.max(1, y1 - y0), style: `fill:${tint(n.node) || colour(i)}`, class: 'bar'});
      const narrow = width < 600, middle = (y0 + y1) / 2;
      // Wide pictures name the bars beside them, narrow ones above them, where no neighbour's name can reach.
      const anchor = last ? 'end' : narrow && x0 > 10 ? 'middle' : 'start';
      const at = narrow ? (last ? x1 : x0 > 10 ? (x0 + x1) / 2 : x0) : last ? x0 - 6 : x1 + 6;
      const room = narrow ? width / (depths + 1) - 6 : (width / (depths + 1)) * 0.8, size = narrow ? 11 : 13;
      const note = n.node.note && !narrow ? ` · ${n.node.note}` : '';
      svg.append(rect, s('text', {x: at, y: narrow ? y0 - 16 : middle - 1, 'text-anchor': anchor, class: `on-map ${narrow ? 'narrow-name' : 'site-name'}`}, fitText(capital(n.node.name), room, size, 650)),
                 s('text', {x: at, y: narrow ? y0 - 4 : middle + 13, 'text-anchor': anchor, class: 'on-map'}, num((n.value ?? 0) / scale.factor, 3) + note));
      marks.push({x: x0, y: y0, element: rect, title: capital(n.node.name), lines: ([['energy', say(n.value ?? null, unit)], ['', n.node.note]] as [string, string][]).filter(([, v]) => v)});
    });
    svg.append(s('text', {x: 0, y: 12, class: 'unit'}, scaledUnit(scale, unit)));
    interact(svg, marks);
    box.append(svg);
  };
  const caption = () => {
    const here = links(), ids = nodes.filter((n) => here.some((l) => l.from === n.id || l.to === n.id));
    const sources = ids.filter((n) => into(n.id) === 0), total = sum(sources.map((n) => outOf(n.id)));
    const served = sum(ids.filter((n) => n.kind === 'service').map((n) => into(n.id)));
    const idle = into('idle') / total;
    const first = [...sources].sort((a, b) => outOf(b.id) - outOf(a.id))[0];
    if (!first || total <= 0) return `No power flows in ${r.periods[chosen.period]?.name}.`;
    return `Of ${say(total, unit)} in ${r.periods[chosen.period].name}, ${percent(outOf(first.id) / total)} comes from ${inside(first.name)}` +
           (served > 0 ? `; accelerators at work draw ${percent(served / total)} of it${idle > 0.005 ? `, idle ones ${percent(idle)}` : ''}, the rest goes to cooling and losses.` : '.');
  };
  return [chart({
    id: 'energy-flow', title: 'Energy from source to use', caption, draw,
    table: () => ({columns: [{title: 'From'}, {title: 'To'}, {title: 'Energy', unit}],
                   rows: links().map((link) => [capital(named.get(link.from)?.name ?? link.from), capital(named.get(link.to)?.name ?? link.to), link.value])}),
  })];
}
