import {
  ApartmentOutlined,
  AuditOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  DashboardOutlined,
  DownloadOutlined,
  FormOutlined,
  RadarChartOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

export interface Place {
  path: string;
  key: string;
  icon: ReactNode;
  verbs: string[]; // any of them opens it; none means everybody
}

export const places: Place[] = [
  { path: '/', key: 'ui.nav.overview', icon: <DashboardOutlined aria-hidden />, verbs: ['result.read'] },
  { path: '/surveys', key: 'ui.nav.surveys', icon: <FormOutlined aria-hidden />, verbs: ['instrument.read'] },
  { path: '/visits', key: 'ui.nav.visits', icon: <AuditOutlined aria-hidden />, verbs: ['visit.read'] },
  {
    path: '/checklists',
    key: 'ui.nav.checklists',
    icon: <CheckSquareOutlined aria-hidden />,
    verbs: ['instrument.read'],
  },
  {
    path: '/assessments',
    key: 'ui.nav.assessments',
    icon: <RadarChartOutlined aria-hidden />,
    verbs: ['assessment.read'],
  },
  {
    path: '/programmes',
    key: 'ui.nav.programmes',
    icon: <CalendarOutlined aria-hidden />,
    verbs: ['instrument.read'],
  },
  { path: '/places', key: 'ui.nav.places', icon: <ApartmentOutlined aria-hidden />, verbs: ['place.read'] },
  { path: '/downloads', key: 'ui.nav.downloads', icon: <DownloadOutlined aria-hidden />, verbs: ['result.export'] },
  {
    path: '/settings',
    key: 'ui.nav.settings',
    icon: <SettingOutlined aria-hidden />,
    verbs: ['key.manage', 'user.manage', 'audit.read'],
  },
];

// placeOf returns the entry of the menu a path belongs to: the longest one it begins with.
export function placeOf(path: string): Place | undefined {
  return places
    .filter((p) => (p.path === '/' ? path === '/' : path === p.path || path.startsWith(`${p.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
}
