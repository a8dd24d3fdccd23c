// node --test unit.test.mjs: the parts of the page that need no browser.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {build} from 'esbuild';
import {pack} from './pack.mjs';

async function load(file) {
  const {outputFiles} = await build({entryPoints: [file], bundle: true, format: 'esm', write: false, logLevel: 'silent'});
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}
const {unpack} = await load('src/packed.ts');
const {num, say, unitText, cleared, inside, listed, counted, scaleFor} = await load('src/words.ts');

test('packed numbers go and come back', () => {
  for (const numbers of [[], [0], [5], [-1], [0, 0, 0, 7, 7, 7, -3000000000, 31, 32, 33, 0, 0]])
    for (const stride of [1, 2]) assert.deepEqual(unpack(pack(numbers, stride), stride), numbers);
  assert.equal(pack([1, 1, 1, 17]), 'CABgB');
  assert.throws(() => unpack('C!'));
});

test('numbers read as people write them', () => {
  assert.equal(num(null), '–');
  assert.equal(num(NaN), '–');
  assert.equal(num(0), '0');
  assert.equal(num(-12.345), '−12.35');
  assert.equal(num(1234567), '1,234,567');
  assert.equal(num(0.0000031), '3.1\u00a0×\u00a010⁻⁶');
  assert.equal(say(12.4e9, 'EUR_2024'), '12.4 billion EUR₂₀₂₄');
  assert.equal(say(999.6e6, 'USD_2024'), '1 billion USD₂₀₂₄');
  assert.equal(say(428800), '428,800');
  assert.equal(say(11.2, '%'), '11.2\u202f%');
  assert.equal(say(2030, 'year'), '2030');
  assert.equal(scaleFor(3e25).word, '×10²⁴');
});

test('units and names', () => {
  assert.equal(unitText('USD_2024/MW_it'), 'USD₂₀₂₄/MW IT');
  assert.equal(unitText('t CO2 per m3'), 't CO₂ per m³');
  assert.equal(unitText('1'), '');
  assert.equal(unitText('degC'), '°C');
  assert.equal(cleared(3e-11, 30), 0);
  assert.equal(cleared(3e-3, 30), 3e-3);
  assert.equal(cleared(null, 30), null);
  assert.equal(inside('Grid connection'), 'grid connection');
  assert.equal(inside('HBM3E stacks'), 'HBM3E stacks');
  assert.equal(inside('Berlin-Brandenburg'), 'Berlin-Brandenburg');
  assert.equal(listed(['a', 'b', 'c']), 'a, b and c');
  assert.equal(counted(1, 'site'), 'one site');
  assert.equal(counted(14, 'site'), '14 sites');
});
