// Reads whole numbers packed by src/gigaplan/report/packed.cpp (and pack.mjs).
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const place = new Map([...letters].map((letter, i) => [letter, i]));

export function unpack(text: string, stride = 1): number[] {
  const out: number[] = [];
  let at = 0;
  const next = (): number => {
    let value = 0, scale = 1;
    for (;;) {
      const group = place.get(text[at++]);
      if (group === undefined) throw new Error('packed numbers end early');
      value += (group % 32) * scale;
      if (group < 32) return value;
      scale *= 32;
    }
  };
  const before = () => (out.length >= stride ? out[out.length - stride] : 0);
  while (at < text.length) {
    const code = next();
    out.push(before() + (code % 2 === 1 ? -(code + 1) / 2 : code / 2));
    if (code === 0) for (let more = next(); more > 0; --more) out.push(before());
  }
  return out;
}
