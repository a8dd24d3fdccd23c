// Where the sites are: land, borders, circles by power, flows as arcs.
import {geoAzimuthalEqualArea, geoGraticule10, geoMercator, geoNaturalEarth1, geoPath, type GeoProjection} from 'd3-geo';
import {chart, choice, interact, legend, type Mark} from '../chart';
import {h, s, svgBox, textWidth} from '../dom';
import type {Flow, Place, Report, SiteYear} from '../model';
import {unpack} from '../packed';
import {choose, chosen} from '../state';
import {tableView} from '../table';
import {capital, counted, listed, num, percent, say, sum, unique, unitText} from '../words';

type Ring = [number, number][];
const flowColours: Record<string, string> = {tokens: 'var(--c2)', chips: 'var(--c5)', power: 'var(--c3)'};

function polygon(rings: string[]): GeoJSON.Polygon {
  return {type: 'Polygon', coordinates: rings.map((text) => {
    const steps = unpack(text, 2), ring: Ring = [];
    for (let i = 0; i < steps.length; i += 2) ring.push([steps[i] / 100, steps[i + 1] / 100]);
    return ring;
  })};
}

function spread(points: [number, number][]): {middle: [number, number]; across: number} {
  const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return {middle: [(west + east) / 2, (south + north) / 2], across: Math.max(east - west, north - south)};
}

/** Regions are seen from above their middle, so that shapes are true; what spans the globe takes a world projection. */
function projectionFor(across: number, middle: [number, number]): GeoProjection {
  if (across > 140) return geoNaturalEarth1();
  if (across > 75) return geoMercator().rotate([-middle[0], 0]);
  return geoAzimuthalEqualArea().rotate([-middle[0], -middle[1]]).clipAngle(85);
}

const directions: [number, number][] = [[1, 0], [-1, 0], [0, 1], [0, -1], [0.77, 0.64], [-0.77, 0.64], [0.77, -0.64], [-0.77, -0.64], [0.4, 0.92], [-0.4, 0.92], [0.4, -0.92], [-0.4, -0.92]];

/** From the first point to the second, clockwise from north. */
function bearing([x1, y1]: [number, number], [x2, y2]: [number, number]): number {
  const rad = Math.PI / 180, turn = (x2 - x1) * rad;
  return Math.atan2(Math.sin(turn) * Math.cos(y2 * rad), Math.cos(y1 * rad) * Math.sin(y2 * rad) - Math.sin(y1 * rad) * Math.cos(y2 * rad) * Math.cos(turn));
}

type Box = [number, number, number, number];
const meet = (a: Box, b: Box) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

function frameAround(middle: [number, number], degrees: number): {middle: [number, number]; corners: [number, number][]} {
  const [x, y] = middle, wide = degrees / Math.max(0.3, Math.cos((y * Math.PI) / 180));
  return {middle, corners: [[x - wide, y], [x + wide, y], [x, y - degrees * 0.7], [x, y + degrees * 0.7]]};
}

export function map(r: Report): HTMLElement[] {
  if (r.sites.length === 0) return [];
  const land = r.land.map((one) => ({home: one.home, shape: polygon(one.rings)}));
  const everything = [...r.sites, ...r.places.filter((p) => !p.supplier)].map((p): [number, number] => [p.longitude, p.latitude]);
  const homes = land.filter((one) => one.home).flatMap((one) => one.shape.coordinates[0] as Ring);
  const {middle, across} = spread([...everything, ...homes]);
  const kinds = unique(r.flows.map((flow) => flow.kind));
  let kind = kinds[0] ?? '';
  const ends = new Map<string, Place>([...r.places, ...r.sites].map((p) => [p.id, p]));
  const year = (i: number): SiteYear[] => r.sites.map((site) => site.by_period[i]);
  const largest = Math.max(1e-9, ...r.sites.flatMap((site) => site.by_period.map((y) => y.it_power ?? 0)));
  const mostFlow = (k: string) => Math.max(1e-9, ...r.flows.filter((f) => f.kind === k).map((f) => f.amount ?? 0));

  const draw = (box: HTMLElement, width: number) => {
    const pad = width < 600 ? 26 : 44;
    // A site chosen on a wide map is seen from near, with its neighbours; one city alone keeps some country around it.
    const chosenSite = across > 40 ? r.sites.find((site) => site.id === chosen.site) : undefined;
    const close = chosenSite ? frameAround([chosenSite.longitude, chosenSite.latitude], 9) : across < 4 ? frameAround(middle, 4) : null;
    const projection = close ? projectionFor(18, close.middle) : projectionFor(across, middle);
    // As high as what is shown asks for, within what a page can bear; then fitted again to that frame.
    const shownPoints: GeoJSON.MultiPoint = {type: 'MultiPoint', coordinates: close ? close.corners : [...everything, ...homes]};
    const [[, above], [, below]] = geoPath(projection.fitWidth(width - 2 * pad, shownPoints)).bounds(shownPoints);
    const height = Math.round(Math.max(0.46 * width, Math.min(below - above + 2 * pad, width < 600 ? 1.15 * width : Math.min(0.64 * width, 600))));
    projection.fitExtent([[pad, pad], [width - pad, height - pad]], shownPoints);
    const svg = svgBox(width, height, caption());
    svg.classList.add('map');
    projection.clipExtent([[-2, -2], [width + 2, height + 2]]);
    const path = geoPath(projection).digits(1);
    svg.append(s('rect', {width, height, class: 'sea', rx: 6}));
    svg.append(s('path', {d: path(geoGraticule10()) ?? '', class: 'graticule'}));
    for (const part of land) svg.append(s('path', {d: path(part.shape) ?? '', class: part.home ? 'land home' : 'land'}));

    const marks: Mark[] = [];
    // A supplier outside the frame stands on its edge: on a map of the world in its direction there, else in that of the shortest way.
    const outside = (p: Place): boolean => {
      const point = projection([p.longitude, p.latitude]);
      return (p.supplier ?? false) && !(point && point[0] > 8 && point[1] > 8 && point[0] < width - 8 && point[1] < height - 8);
    };
    const at = (p: Place): [number, number] => {
      const point = projection([p.longitude, p.latitude]);
      if (!outside(p)) return point ?? [-99, -99];
      const turn = bearing(close?.middle ?? middle, [p.longitude, p.latitude]);
      const [dx, dy] = !close && across > 75 && point ? [point[0] - width / 2, point[1] - height / 2] : [Math.sin(turn), -Math.cos(turn)];
      const reach = Math.min((width / 2 - 10) / Math.max(1e-9, Math.abs(dx)), (height / 2 - 10) / Math.max(1e-9, Math.abs(dy)));
      return [width / 2 + reach * dx, height / 2 + reach * dy];
    };
    const radius = (mw: number) => Math.max(3.5, Math.sqrt(mw / largest) * (width < 600 ? 20 : 30));
    const flows = r.flows.filter((f) => f.kind === kind && f.period === chosen.period && (f.amount ?? 0) > 0 &&
                                        (!chosen.site || f.from === chosen.site || f.to === chosen.site));
    const most = mostFlow(kind);
    for (const flow of flows) {
      const from = ends.get(flow.from), to = ends.get(flow.to);
      if (!from || !to) continue;
      const [x1, y1] = at(from), [x2, y2] = at(to), bend = 0.18;
      const cx = (x1 + x2) / 2 + (y2 - y1) * bend, cy = (y1 + y2) / 2 - (x2 - x1) * bend;
      const arc = s('path', {d: `M${x1},${y1}Q${cx},${cy} ${x2},${y2}`, class: 'arc',
                             style: `stroke:${flowColours[kind] ?? 'var(--c4)'};stroke-width:${Math.max(1.2, 7 * Math.sqrt((flow.amount ?? 0) / most))}`});
      svg.append(arc);
      marks.push({x: (x1 + 2 * cx + x2) / 4, y: (y1 + 2 * cy + y2) / 4, element: arc, title: `${from.name} → ${to.name}`,
                  lines: [[kind, say(flow.amount, flow.unit)]]});
    }
    const taken: Box[] = [];
    const circles = r.sites.map((site) => ({site, y: site.by_period[chosen.period], place: at(site)}))
                        .sort((a, b) => (b.y?.it_power ?? 0) - (a.y?.it_power ?? 0));
    for (const {y, place} of circles) {
      const size = radius(y?.it_power ?? 0);
      taken.push([place[0] - size, place[1] - size, place[0] + size, place[1] + size]);
    }
    const used = new Set(flows.flatMap((flow) => [flow.from, flow.to]));
    const hubs = r.places.filter((place) => used.has(place.id)).map((place) => ({place, spot: at(place)}))
                         .filter(({spot}) => !circles.some((c) => Math.hypot(c.place[0] - spot[0], c.place[1] - spot[1]) < radius(c.y?.it_power ?? 0)));
    for (const {spot: [x, y]} of hubs) taken.push([x - 4, y - 4, x + 4, y + 4]);
    // A name stands where it covers nothing: beside its circle, else farther out on a leader, else only its first line, else in the
    // notes and the table alone.
    const label = (place: [number, number], size: number, lines: [string, string][], far: boolean): void => {
      for (const shown of lines.length > 1 ? [lines, lines.slice(0, 1)] : [lines]) {
        const wide = Math.max(...shown.map(([text, kindOf]) => textWidth(text, kindOf === 'site-name' ? 13 : 11, kindOf === 'site-name' ? 650 : 400)));
        const tall = shown.length * 14;
        for (const away of far ? [5, 22, 44, 70] : [4])
          for (const [ux, uy] of directions) {
            const dx = ux * (size + away), dy = uy * (size + away) - (uy < -0.9 ? tall : uy > 0.9 ? 0 : tall / 2);
            const anchor = ux > 0.1 ? 'start' : ux < -0.1 ? 'end' : 'middle';
            const left = place[0] + dx - (anchor === 'end' ? wide : anchor === 'middle' ? wide / 2 : 0), top = place[1] + dy;
            const room: Box = [left - 2, top - 1, left + wide + 2, top + tall + 1];
            if (room[0] < 2 || room[1] < 2 || room[2] > width - 2 || room[3] > height - 2 || taken.some((other) => meet(other, room))) continue;
            taken.push(room);
            if (away > 5) svg.append(s('line', {x1: place[0] + ux * size, y1: place[1] + uy * size, x2: place[0] + dx - Math.sign(dx) * 2, y2: place[1] + uy * (size + away), class: 'leader'}));
            shown.forEach(([text, kindOf], i) => svg.append(s('text', {x: place[0] + dx, y: top + 11 + 14 * i, 'text-anchor': anchor, class: `on-map ${kindOf}`}, text)));
            return;
          }
      }
    };
    for (const {site, y, place} of circles) {
      const mw = y?.it_power ?? 0;
      const circle = s('circle', {cx: place[0], cy: place[1], r: radius(mw), class: mw > 0 ? 'site' : 'site empty',
                                  click: () => choose(r, {site: chosen.site === site.id ? '' : site.id})});
      if (chosen.site && chosen.site !== site.id) circle.classList.add('dim');
      svg.append(circle);
      marks.push({x: place[0], y: place[1], element: circle, title: site.name, lines: [
        ['IT power', say(y?.it_power ?? null, 'MW')], ['facility', say(y?.facility_power ?? null, 'MW')], ['grid connection', say(y?.grid_power ?? null, 'MW')],
        ['accelerators', say(y?.accelerators ?? null)], ['tokens per year', say(y?.tokens ?? null)], ['opens', site.opens]].filter(([, v]) => v && v !== '–') as [string, string][]});
    }
    for (const {site, y, place} of circles)
      label(place, radius(y?.it_power ?? 0), [[site.name, 'site-name'], [(y?.it_power ?? 0) > 0 ? `${num(y.it_power, 3)} MW` : r.periods.some((_, i) => i > chosen.period && (site.by_period[i]?.it_power ?? 0) > 0) ? 'not yet built' : 'not built', 'site-power']], true);
    for (const {place, spot} of hubs) {
      svg.append(s('circle', {cx: spot[0], cy: spot[1], r: 2.6, class: 'place'}));
      label(spot, 5, [[outside(place) ? `${place.name}, beyond the map` : place.name, 'place-name']], place.supplier ?? false);
    }
    interact(svg, marks.reverse());
    box.append(svg);
    box.append(legend([{name: 'site, area by IT power', colour: 'var(--c1)'}, ...(flows.length ? [{name: 'other end of a flow', colour: 'var(--ink-2)'}] : []),
                       ...(flows.length ? [{name: `${kind}, width by amount per year`, colour: flowColours[kind] ?? 'var(--c4)', line: true}] : [])]));
  };
  const caption = () => {
    const now = year(chosen.period), total = sum(now.map((y) => y?.it_power ?? 0));
    const ranked = r.sites.map((site, i) => ({name: site.name, mw: now[i]?.it_power ?? 0})).filter((x) => x.mw > 0).sort((a, b) => b.mw - a.mw);
    if (ranked.length === 0) return `No site runs in ${r.periods[chosen.period]?.name}.`;
    return `In ${r.periods[chosen.period]?.name}, ${counted(ranked.length, 'site runs', 'sites run')} ${say(total, 'MW')} of IT power; ${ranked[0].name} carries ${percent(ranked[0].mw / total)} of it` +
           (ranked.length > 2 ? `, then ${listed(ranked.slice(1, 3).map((x) => x.name))}.` : '.') + flowWords();
  };
  // What the chosen kind of flow comes to, by its other ends, and what whoever filled the page has to say about it.
  const flowWords = () => {
    const here = r.flows.filter((f) => f.kind === kind && f.period === chosen.period && (f.amount ?? 0) > 0), all = sum(here.map((f) => f.amount));
    const outer = (f: Flow) => (r.sites.some((site) => site.id === f.from) ? f.to : f.from);
    const by = unique(here.map(outer)).map((id) => ({name: ends.get(id)?.name ?? id, amount: sum(here.filter((f) => outer(f) === id).map((f) => f.amount))})).sort((a, b) => b.amount - a.amount);
    const said = r.captions.filter((c) => c.chart === `map ${kind}`).map((c) => ` ${c.sentence}`).join('');
    if (by.length === 0) return kind === 'chips' ? ` No new chips come in this period.${said}` : '';
    return ` ${capital(kind)}: ${say(all, here[0].unit)}, ${by.length === 1 ? 'all' : percent(by[0].amount / all, by[0].amount / all > 0.995 ? 1 : 0)} ${kind === 'tokens' ? 'for' : 'from'} ${by[0].name}${by[1] ? `, then ${by[1].name}` : ''}.${said}`;
  };
  return [chart({
    id: 'map', title: 'Sites and flows', caption, draw,
    controls: (redraw) => kinds.length > 1 ? [choice('Flows', kinds, (i) => { kind = kinds[i]; redraw(); })] : [],
    table: () => ({
      columns: [{title: 'Site'}, {title: 'Country'}, {title: 'Opens'}, {title: 'Period'}, {title: 'IT power', unit: 'MW'}, {title: 'At the meter', unit: 'MW'}, {title: 'Grid', unit: 'MW'},
                {title: 'Accelerators'}, {title: 'Tokens', unit: 'per year'}, {title: 'Carbon', unit: 't CO2 per year'}, {title: 'Cost', unit: `${r.head.currency} per year`}],
      rows: [
        ...r.sites.flatMap((site) => site.by_period.map((y, p) => [site.name, site.country, site.opens, r.periods[p].name, y.it_power, y.facility_power,
                                                                    y.grid_power, y.accelerators, y.tokens, y.carbon, y.cost])),
      ],
    }),
  }), ...flowTable(r, ends)];
}

function flowTable(r: Report, ends: Map<string, Place>): HTMLElement[] {
  if (r.flows.length === 0) return [];
  const name = (f: Flow) => `${ends.get(f.from)?.name ?? f.from} → ${ends.get(f.to)?.name ?? f.to}`;
  return [h('details', {}, h('summary', {}, `All ${r.flows.length} flows`), tableView({
    columns: [{title: 'Flow'}, {title: 'Kind'}, {title: 'Period'}, {title: 'Amount'}, {title: 'Unit'}],
    rows: r.flows.map((f) => [name(f), f.kind, r.periods[f.period].name, f.amount, unitText(f.unit)]),
  }, 'Flows'))];
}
