import { readFileSync } from 'node:fs';

// The shell is what index.html itself asks for; all else arrives later.
const html = readFileSync('dist/index.html', 'utf8');
const shell = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) => `dist/${path}`);

export default [
  { name: 'shell JavaScript', path: shell, limit: '119.5 kB', gzip: true },
  { name: 'digits', path: 'dist/mnist/**', limit: '11 MB', gzip: false, brotli: false },
];
