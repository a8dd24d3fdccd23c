// npm run build: types are checked elsewhere (npm run types); same sources, same bytes.
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {writeGeography} from './geography.mjs';

const here = dirname(fileURLToPath(import.meta.url));
await build({
  absWorkingDir: here,
  entryPoints: {page: 'src/page.ts'},
  outdir: join(here, 'dist'),
  bundle: true,
  minify: true,
  charset: 'utf8',
  format: 'iife',
  target: ['chrome111', 'firefox113', 'safari16.4'],
  legalComments: 'none',
});
await build({
  absWorkingDir: here,
  entryPoints: {page: 'src/page.css'},
  outdir: join(here, 'dist'),
  minify: true,
  charset: 'utf8',
  target: ['chrome111', 'firefox113', 'safari16.4'],
});
writeGeography();
