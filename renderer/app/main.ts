import '@fontsource-variable/noto-sans-sc/wght.css';
import './tokens.css';
import './app.css';
import '../ui/ui.css';
import { connect } from './connection.ts';
import { dialFor } from './rpc.ts';

// The core is called before the screens are even read: by the time they can be drawn it has answered.
const connection = connect(dialFor(window), (ms) => new Promise((resolve) => setTimeout(resolve, ms)));

void import('./start.tsx').then(({ start }) => start(connection));
