// Makes dist/land-50m.txt and dist/land-110m.txt from world-atlas (Natural Earth, public domain; ISC package).
// One line per polygon: name, west south east north [degree; beyond 180 where it crosses that meridian], rings. A ring is longitude and latitude in turn, in
// steps of 1/100 degree, coded like the hours (src/packed.ts). Run by `npm run build`.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {feature} from 'topojson-client';
import {presimplify, simplify} from 'topojson-simplify';
import {pack} from './pack.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const atlas = createRequire(import.meta.url).resolve('world-atlas/package.json');

function ring(points) {
  const steps = [];
  for (const [longitude, latitude] of points) {
    const x = Math.round(longitude * 100), y = Math.round(latitude * 100);
    const n = steps.length;
    if (n === 0 || steps[n - 2] !== x || steps[n - 1] !== y) steps.push(x, y);
  }
  return steps;
}

/** Longitudes without the jump at the 180th meridian: the box of Russia is 27 to 190 degrees, not the whole globe. */
function unrolled(xs) {
  let shift = 0;
  return xs.map((x, i) => {
    if (i > 0 && x - xs[i - 1] > 18000) shift -= 36000;
    if (i > 0 && xs[i - 1] - x > 18000) shift += 36000;
    return x + shift;
  });
}

function polygons(name, least) {
  const topology = JSON.parse(readFileSync(join(dirname(atlas), name), 'utf8'));
  const slim = least > 0 ? simplify(presimplify(topology), least) : topology;
  const lines = [];
  for (const country of feature(slim, slim.objects.countries).features) {
    const geometry = country.geometry;
    if (!geometry) continue;
    const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    for (const part of parts) {
      const rings = part.map(ring).filter((r) => r.length >= 8);
      if (rings.length === 0) continue;
      const xs = unrolled(rings[0].filter((_, i) => i % 2 === 0)), ys = rings[0].filter((_, i) => i % 2 === 1);
      const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map((v) => v / 100);
      lines.push([country.properties.name, box.join(' '), ...rings.map((r) => pack(r, 2))].join('\t'));
    }
  }
  return lines.join('\n') + '\n';
}

export function writeGeography() {
  mkdirSync(join(here, 'dist'), {recursive: true});
  writeFileSync(join(here, 'dist/land-50m.txt'), polygons('countries-50m.json', 0));
  writeFileSync(join(here, 'dist/land-110m.txt'), polygons('countries-110m.json', 0));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeGeography();
