import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useCan } from '../../api/me';
import { Page } from '../../parts/Page';
import { Loading, NoPermission } from '../../parts/states';
import { TabBar } from '../../parts/TabBar';

const Users = lazy(() => import('./Users'));
const Keys = lazy(() => import('./Keys'));
const Audit = lazy(() => import('./Audit'));

export default function Settings() {
  const { t } = useTranslation();
  const can = useCan();
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
        <>
          <TabBar
            label={t('ui.tab.label')}
            active={active.key}
            tabs={tabs.map(({ key, label }) => ({ key, label, to: `/settings/${key}` }))}
          />
          <Suspense fallback={<Loading />}>{active.body}</Suspense>
        </>
      ) : (
        <NoPermission />
      )}
    </Page>
  );
}
