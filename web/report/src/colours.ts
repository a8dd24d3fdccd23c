// Colours by name; their values for light and dark are in page.css. They differ in lightness as well as in hue, so that they
// stay apart for colour-blind eyes and in grey print.
const palette = 8;

export const colour = (i: number): string =>
    i < palette ? `var(--c${i + 1})` : `color-mix(in srgb, var(--c${(i % palette) + 1}) 55%, var(--paper))`;

const kinds = new Set(['grid', 'nuclear', 'geothermal', 'hydro', 'wind', 'solar', 'gas', 'coal', 'battery', 'unserved', 'other']);
const order = ['nuclear', 'geothermal', 'hydro', 'wind', 'solar', 'battery', 'grid', 'gas', 'coal', 'other', 'unserved'];

export const kindColour = (kind: string, i = 0): string => (kinds.has(kind) ? `var(--k-${kind})` : colour(i));

/** Low in the stack first: what runs always, then weather, then what follows. */
export const kindRank = (kind: string): number => {
  const rank = order.indexOf(kind);
  return rank < 0 ? order.length : rank;
};

const lanes = ['permit', 'grid', 'building', 'cooling', 'chips', 'power', 'operation'];
export const laneRank = (lane: string): number => (lanes.includes(lane) ? lanes.indexOf(lane) : lanes.length);
export const laneColour = (lane: string): string => (lanes.includes(lane) ? `var(--l-${lane})` : colour(6));
