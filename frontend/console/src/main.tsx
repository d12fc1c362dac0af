import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { asLang, startTexts } from './texts';
import 'antd/dist/reset.css';
import './app.css';

// The server sets the language cookie at sign-in; before the first answer of the API it decides what is shown.
const remembered = /(?:^|; )lang=(\w+)/.exec(document.cookie)?.[1];

void startTexts(asLang(remembered ?? navigator.language)).then(() => {
  const root = document.getElementById('root');
  if (root)
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
});
