import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { RouteFailure, Shell } from './shell/Shell';

// page fetches a screen's code when it is first visited.
const page = (load: () => Promise<{ default: ComponentType }>): Pick<RouteObject, 'lazy'> => ({
  lazy: async () => ({ Component: (await load()).default }),
});

export const router = createBrowserRouter(
  [
    {
      element: <Shell />,
      errorElement: <RouteFailure />,
      HydrateFallback: () => null,
      children: [
        { index: true, ...page(() => import('./pages/overview/Overview')) },
        { path: 'surveys', ...page(() => import('./pages/surveys/Surveys')) },
        { path: 'surveys/:id/:tab?', ...page(() => import('./pages/surveys/Survey')) },
        { path: 'checklists', ...page(() => import('./pages/instruments/Checklists')) },
        { path: 'checklists/:id', ...page(() => import('./pages/instruments/Definition')) },
        { path: 'scorecards/:id', ...page(() => import('./pages/instruments/Definition')) },
        { path: 'instruments/:id/compare', ...page(() => import('./pages/instruments/Compare')) },
        { path: 'visits', ...page(() => import('./pages/visits/Visits')) },
        { path: 'visits/:id', ...page(() => import('./pages/visits/Visit')) },
        { path: 'assessments', ...page(() => import('./pages/assessments/Assessments')) },
        { path: 'assessments/:id/:tab?', ...page(() => import('./pages/assessments/Assessment')) },
        { path: 'programmes', ...page(() => import('./pages/programmes/Programmes')) },
        { path: 'places', ...page(() => import('./pages/places/Places')) },
        { path: 'downloads', ...page(() => import('./pages/downloads/Downloads')) },
        { path: 'settings/:tab?', ...page(() => import('./pages/settings/Settings')) },
        { path: '*', ...page(() => import('./pages/Missing')) },
      ],
    },
  ],
  { basename: '/app' },
);
