// Whole numbers as short text: the difference to the number `stride` before, zigzag, in groups of five bits as base64
// letters (the sixth bit: more follows); a zero difference is followed by how many more zeros come. The C++ side is
// src/gigaplan/report/packed.cpp, the reader src/packed.ts.
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function letterGroups(n) {
  let out = '';
  do {
    const low = n % 32;
    n = Math.floor(n / 32);
    out += letters[low + (n > 0 ? 32 : 0)];
  } while (n > 0);
  return out;
}

export function pack(numbers, stride = 1) {
  let out = '';
  for (let i = 0; i < numbers.length; ++i) {
    const change = numbers[i] - (i >= stride ? numbers[i - stride] : 0);
    out += letterGroups(change < 0 ? -2 * change - 1 : 2 * change);
    if (change !== 0) continue;
    let more = 0;
    while (i + 1 < numbers.length && numbers[i + 1] === (i + 1 >= stride ? numbers[i + 1 - stride] : 0)) ++more, ++i;
    out += letterGroups(more);
  }
  return out;
}
