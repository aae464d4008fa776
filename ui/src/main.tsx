import './polyfill.ts';
import './styles/layers.css';
import './styles/mantine.css';
import './styles/tokens.css';
import './styles/base.css';
import './components/page.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createHub } from './data/hub.ts';
import { followHub } from './data/live.ts';
import { keepSnapshot, restoreSnapshot } from './data/snapshot-cache.ts';
import { setUpTexts } from './i18n/setup.ts';

const hub = createHub(window.location.origin, window.localStorage);
const [texts] = await Promise.all([setUpTexts(), restoreSnapshot(hub)]);
followHub(hub);
keepSnapshot(hub);

const root = document.getElementById('root');
if (root) createRoot(root).render(<App hub={hub} texts={texts} />);
