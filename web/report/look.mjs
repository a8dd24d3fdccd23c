// Opens reports in headless Chromium and holds them to what a reader needs; with --pictures FOLDER also takes pictures.
//   node look.mjs [--pictures FOLDER] [--cover FILE.png] report.html …      (--cover: the first screens of the first report)
// Checks: nothing is asked from anywhere, no error, every section and chart has its title, sentence, table and picture, tables open,
// keys move the cursor, dark and light differ, no sideways scroll at 390, no text cut off or laid over other text, axe finds nothing.
import {mkdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {basename, join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args.splice(args.indexOf(name), 2)[1] : '');
const pictures = option('--pictures'), cover = option('--cover');
if (args.length === 0) throw new Error('no report named');
if (pictures) mkdirSync(pictures, {recursive: true});
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const faults = [];

async function open(browser, file, width, scheme) {
  const context = await browser.newContext({viewport: {width, height: 900}, colorScheme: scheme, reducedMotion: 'reduce', bypassCSP: true});
  const page = await context.newPage();
  const say = (what) => faults.push(`${basename(file)} ${width} ${scheme}: ${what}`);
  page.on('console', (line) => { if (['error', 'warning'].includes(line.type())) say(`console: ${line.text()}`); });
  page.on('pageerror', (error) => say(`error: ${error.message}`));
  page.on('request', (request) => { if (!/^(file|data|blob):/.test(request.url())) say(`asks for ${request.url()}`); });
  await page.goto(pathToFileURL(resolve(file)).href);
  await page.waitForSelector('html[data-ready=true]', {timeout: 20000});
  await page.waitForTimeout(300);
  return {page, context, say};
}

/** Texts of one picture that lie over each other, and texts that leave it. */
const crowded = () => {
  const out = [];
  for (const svg of document.querySelectorAll('svg.chart')) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    const boxes = [...svg.querySelectorAll('text')].filter((t) => t.textContent.trim()).map((t) => [t.textContent, t.getBoundingClientRect()]);
    const name = svg.closest('figure')?.id ?? '';
    for (const [text, b] of boxes) if (b.left < frame.left - 3 || b.right > frame.right + 3) out.push(`${name}: "${text}" leaves the picture`);
    for (let i = 0; i < boxes.length; ++i) for (let j = i + 1; j < boxes.length; ++j) {
      const [a, p] = boxes[i], [b, q] = boxes[j];
      const x = Math.min(p.right, q.right) - Math.max(p.left, q.left), y = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (x > 2 && y > 5) out.push(`${name}: "${a}" and "${b}" overlap`);
    }
  }
  return out;
};

async function checkReport(browser, file) {
  const full = JSON.parse(readFileSync(file, 'utf8').split('id="document">')[1].split('</script>')[0]);
  for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light'], [390, 'dark']]) {
    const {page, context, say} = await open(browser, file, width, scheme);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (sideways > 0) say(`scrolls sideways by ${sideways} px`);
    for (const line of await page.evaluate(crowded)) say(line);
    const frames = await page.$$eval('figure.chart-frame', (all) => all.map((f) => ({id: f.id, title: f.querySelector('h3')?.textContent, caption: f.querySelector('figcaption')?.textContent ?? '',
      svg: !!f.querySelector('svg'), button: !!f.querySelector('.toggle'), words: f.textContent})));
    for (const f of frames) {
      if (!f.title || !f.button || !f.svg || !/\w.*[.]$/.test(f.caption)) say(`${f.id} lacks title, picture, table or sentence (“${f.caption}”)`);
      if (/NaN|undefined|Infinity|\[object/.test(f.words)) say(`${f.id} shows what is no number`);
    }
    const found = await page.$$eval('section', (all) => all.map((one) => one.id));
    const wanted = {sites: full.sites, build: full.timeline, fleet: full.fleet, hours: full.hours.frames, cost: full.costs, flow: full.energy_flow.links, bottlenecks: full.bottlenecks, rules: full.rule_prices,
                    supply: full.supply, targets: full.targets, variants: full.variants.rows, compliance: full.compliance, claims: full.claims, balances: full.balances,
                    finance: full.finance.figures, figures: full.figures, assumptions: full.assumptions, recompute: full.recompute.commands, answer: full.answer};
    for (const [id, data] of Object.entries(wanted)) if ((data.length > 0) && !found.includes(id)) say(`section ${id} is missing`);
    if (pictures) await page.screenshot({path: join(pictures, `${basename(file, '.html')}-${width}-${scheme}.png`), fullPage: true});

    if (width === 1280 && scheme === 'light') {
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const before = await paper();
      await page.click('#theme');
      await page.click('#theme');
      if ((await paper()) === before) say('the theme button changes nothing');
      await page.click('#theme');
      for (const button of await page.$$('.toggle')) {
        await button.click();
        const rows = await button.evaluate((b) => b.closest('figure').querySelectorAll('.numbers tbody tr').length);
        if (rows === 0) say('a table view is empty');
        await button.click();
      }
      for (const id of frames.map((f) => f.id)) {
        const svg = page.locator(`#${id} svg[tabindex]`).first();
        if ((await svg.count()) === 0) { say(`${id} cannot be reached by keys`); continue; }
        await svg.focus();
        await page.keyboard.press('ArrowRight');
        if (!(await page.evaluate(() => document.querySelector('[aria-live]').textContent || document.querySelector('body > .hidden').textContent))) say(`${id} says nothing to the arrow key`);
      }
      for (const name of ['Day', '▶', '▶', 'Week', '◀', 'Month', 'All']) {
        const button = page.locator('#chart-hours .controls button', {hasText: name}).first();
        if ((await button.count()) === 0) continue;
        await button.click();
        for (const line of await page.evaluate(crowded)) say(`hours, ${name}: ${line}`);
      }
      const strip = await page.locator('#chart-hours svg .catcher').first();
      if (await strip.count()) {
        await strip.scrollIntoViewIfNeeded();
        const box = await strip.boundingBox();
        const width = () => page.evaluate(() => Number(document.querySelector('#chart-hours svg .pane').getAttribute('width')));
        const before = await width();
        await page.mouse.move(box.x + box.width * 0.3, box.y + 10);
        await page.mouse.down();
        await page.mouse.move(box.x + box.width * 0.5, box.y + 10, {steps: 5});
        await page.mouse.up();
        if (full.hours.axes[0].stretches.length > 1 && (await width()) > 0.6 * before) say('dragging over the strip of hours chooses nothing');
        await page.locator('#chart-hours .controls button', {hasText: 'All'}).click();
      }
      const periods = await page.$$('.top .segments button');
      for (const button of periods) await button.click();
      if (full.sites.length > 1) {
        await page.selectOption('.top select[aria-label=Site]', full.sites[0].id);
        if (!(await page.evaluate(() => location.hash)).includes('site=')) say('the address does not keep the site');
        for (const line of await page.evaluate(crowded)) say(`site ${full.sites[0].id}: ${line}`);
        await page.selectOption('.top select[aria-label=Site]', '');
      }
    }
    await page.evaluate(axe);
    const broken = await page.evaluate(() => globalThis.axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']}).then((r) => r.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 110)).join(' | ')} (${v.nodes.length})`)));
    for (const line of broken) say(`axe ${line}`);
    await context.close();
  }
  if (pictures) {
    const {page, context} = await open(browser, file, 1280, 'dark');
    await page.pdf({path: join(pictures, `${basename(file, '.html')}.pdf`), format: 'A4', printBackground: true});
    await context.close();
  }
}

const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage']});
try {
  for (const file of args) await checkReport(browser, file);
  if (cover) {
    const {page, context} = await open(browser, args[0], 1280, 'light');
    await page.screenshot({path: cover, fullPage: true, clip: {x: 0, y: 0, width: 1280, height: await page.evaluate(() => (document.querySelector('#chart-map svg')?.getBoundingClientRect().bottom ?? 1600) + scrollY + 20)}});
    await context.close();
  }
} finally {
  await browser.close();
}
for (const fault of faults) console.error(fault);
console.log(`${args.length} ${args.length === 1 ? 'report' : 'reports'} looked at, ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`);
process.exitCode = faults.length ? 1 : 0;
