/** Begins the page. */

import { render } from 'preact';
import '../../crates/render/src/html/page.css';
import '../../crates/render/src/html/report.css';
import './style.css';
import { Store } from './store';
import { scriptOf } from './trusted';
import { App } from './view/app';
import { Playground } from './playground/playground';

const wanted = new URLSearchParams(location.search).get('lang') ?? '';
const store = new Store(/^en\b/i.test(wanted) ? 'en' : 'zh');
const root = document.getElementById('app');
if (root) {
  document.documentElement.classList.add('js');
  root.replaceChildren();
  render(<App store={store} editor={{ Playground }} />, root);
  // the engine starts while the person looks for the file
  void store.engine;
}
if ('serviceWorker' in navigator && document.querySelector('link[rel=manifest]') && location.protocol.startsWith('http')) {
  navigator.serviceWorker.register(scriptOf('sw.js')).catch(() => undefined);
}
