import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import './identity/identity.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.js';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(<StrictMode><App /></StrictMode>);
