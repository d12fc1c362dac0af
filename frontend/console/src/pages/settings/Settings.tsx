import { Tabs } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useCan } from '../../api/me';
import { Page } from '../../parts/Page';
import { Loading, NoPermission } from '../../parts/states';

const Users = lazy(() => import('./Users'));
const Keys = lazy(() => import('./Keys'));
const Audit = lazy(() => import('./Audit'));

export default function Settings() {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const { tab } = useParams();
  const tabs = [
    { key: 'users', label: t('ui.tab.users'), verb: 'user.manage', body: <Users /> },
    { key: 'keys', label: t('ui.tab.keys'), verb: 'key.manage', body: <Keys /> },
    { key: 'audit', label: t('ui.tab.audit'), verb: 'audit.read', body: <Audit /> },
  ].filter((one) => can(one.verb));
  const active = tabs.find((one) => one.key === tab) ?? tabs[0];
  return (
    <Page title={t('ui.nav.settings')}>
      {active ? (
        <Tabs
          activeKey={active.key}
          onChange={(key) => void navigate(`/settings/${key}`)}
          items={tabs.map((one) => ({
            key: one.key,
            label: one.label,
            children: one.key === active.key && <Suspense fallback={<Loading />}>{one.body}</Suspense>,
          }))}
        />
      ) : (
        <NoPermission />
      )}
    </Page>
  );
}
