// Builds the page from its sources and the engine: dist/gouji.html, one file for a disk or a stick, and dist/app, the same
// to be put on a server, from where it can be installed and used without a connection.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const here = new URL('../', import.meta.url);
const at = (path) => new URL(path, here);
const dist = at('dist/');

/** The script of reports is a plain one in the page of `-f html`; here it is a part of a module. */
const moved = {
  name: 'moved',
  transform(code, id) {
    return id.endsWith('/html/report.js') ? `${code}\nexport { moveReports };\n` : null;
  },
};

/** Bundles a source with all that it names into one script; gives it, and its styles. */
async function bundle(entry) {
  const result = await build({
    root: here.pathname,
    configFile: false,
    logLevel: 'warn',
    plugins: [moved],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      cssCodeSplit: false,
      modulePreload: false,
      lib: { entry: at(entry).pathname, formats: ['iife'], name: 'gouji', fileName: 'out' },
    },
  });
  const files = [result].flat().flatMap((one) => one.output);
  const text = (kind) => files.filter((f) => f.fileName.endsWith(kind)).map((f) => String(f.code ?? f.source)).join('\n');
  return { script: text('.js').trim(), style: text('.css') };
}

/** A script as it may stand between tags. */
const between = (script) => script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
const sha = (text) => createHash('sha256').update(text).digest('base64');

const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');

const [page, worker, template, wasm] = await Promise.all([
  bundle('src/main.tsx'),
  bundle('src/engine/worker.ts'),
  readFile(at('index.html'), 'utf8'),
  readFile(at('engine/engine.wasm')),
]);
const script = between(page.script);
const engine = gzipSync(wasm, { level: 9 }).toString('base64');
/** Nothing may be fetched or sent; this script and the engine may run, in this page and in workers that it makes. */
const policy = (more) => [
  "default-src 'none'",
  `script-src 'sha256-${sha(script)}' 'wasm-unsafe-eval'`,
  "style-src 'unsafe-inline'",
  `img-src data:${more ? " 'self'" : ''}`,
  `worker-src blob:${more ? " 'self'" : ''}`,
  ...(more ? ["manifest-src 'self'"] : []),
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types gouji',
].join('; ');
const parts = { style: page.style, worker: between(worker.script), engine, script };
const single = fill(template, { ...parts, policy: policy(false), head: '' });
const head = '<link rel="manifest" href="manifest.webmanifest">\n<link rel="apple-touch-icon" href="icon.svg">\n';
const app = fill(template, { ...parts, policy: policy(true), head });

await rm(dist, { recursive: true, force: true });
await mkdir(new URL('app/', dist), { recursive: true });
const put = (path, text) => writeFile(new URL(path, dist), text);
const copy = async (path) => put(`app/${path}`, await readFile(at(`public/${path}`)));
const service = await readFile(at('public/sw.js'), 'utf8');
await Promise.all([
  put('gouji.html', single),
  put('app/index.html', app),
  put('app/sw.js', service.replace('{version}', sha(app).slice(0, 16))),
  copy('manifest.webmanifest'),
  copy('icon.svg'),
]);
const kb = (bytes) => `${Math.round(bytes / 1024)} KB`;
console.log(`gouji.html ${kb(single.length)}: engine ${kb(wasm.length)}, script ${kb(script.length)}, worker ${kb(worker.script.length)}`);
