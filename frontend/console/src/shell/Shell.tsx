import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer, Layout, Menu } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, ScrollRestoration, useLocation, useNavigation, useRouteError } from 'react-router';
import { MeContext, useCan, useMe } from '../api/me';
import type { Me } from '../api/types';
import { useFormat } from '../parts/format';
import { ErrorState, Loading } from '../parts/states';
import { asLang, speak } from '../texts';
import { LanguageSwitch } from './LanguageSwitch';
import { placeOf, places } from './nav';
import { UserMenu } from './UserMenu';

// Shell is the frame around every screen: who is signed in, where one may go, in which language.
export function Shell() {
  const me = useMe();
  const stored = me.data?.user.lang;
  useEffect(() => {
    if (stored) void speak(asLang(stored));
  }, [stored]);
  // Whoever only fills visits has nothing to see here.
  const elsewhere = me.data?.verbs.join() === 'visit.fill';
  useEffect(() => {
    if (elsewhere) location.replace('/a');
  }, [elsewhere]);
  if (me.error)
    return (
      <main id="main" className="bare">
        <ErrorState error={me.error} retry={() => void me.refetch()} />
      </main>
    );
  if (!me.data || elsewhere)
    return (
      <main id="main" className="bare">
        <Loading />
      </main>
    );
  return (
    <MeContext value={me.data}>
      <Frame me={me.data} />
    </MeContext>
  );
}

function Frame({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const [open, setOpen] = useState(false);
  const navigation = useNavigation();
  return (
    <Layout hasSider className="shell">
      <a className="skip" href="#main">
        {t('ui.skip')}
      </a>
      <Layout.Sider width={216} className="side" breakpoint="lg" collapsedWidth={0} trigger={null}>
        <Brand />
        <nav aria-label={t('ui.nav.label')}>
          <Navigation onGo={() => undefined} />
        </nav>
      </Layout.Sider>
      <Layout>
        <Layout.Header className="top">
          <Button
            className="burger"
            type="text"
            icon={<MenuOutlined aria-hidden />}
            aria-label={t('ui.nav.open')}
            onClick={() => setOpen(true)}
          />
          <span className="org">{text(me.organisation.name)}</span>
          <span className="grow" />
          <LanguageSwitch />
          <UserMenu me={me} />
        </Layout.Header>
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </Layout>
      <Drawer
        open={open}
        placement="left"
        size={264}
        onClose={() => setOpen(false)}
        title={<Brand />}
        styles={{ body: { padding: 8 } }}
      >
        <nav aria-label={t('ui.nav.label')}>
          <Navigation onGo={() => setOpen(false)} />
        </nav>
      </Drawer>
      <div className={`underway ${navigation.state === 'loading' ? 'on' : ''}`} aria-hidden="true" />
      <ScrollRestoration />
    </Layout>
  );
}

function Brand() {
  return (
    <Link to="/" className="logo" aria-label="试金石 Touchstone">
      <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#0b5cad" />
        <path d="M8 21.5 13.2 9h6.1l4.7 6.6-3.6 8.1h-8.6z" fill="#fff" />
        <path d="m11.4 19.8 8.9-6.2" stroke="#e0a11b" strokeWidth="2.2" strokeLinecap="round" />
      </svg>
      <span>
        <b>试金石</b> Touchstone
      </span>
    </Link>
  );
}

function Navigation({ onGo }: { onGo: () => void }) {
  const { t } = useTranslation();
  const can = useCan();
  const { pathname } = useLocation();
  const shown = places.filter((p) => p.verbs.some(can));
  return (
    <Menu
      mode="inline"
      selectedKeys={[placeOf(pathname)?.path ?? '']}
      onClick={onGo}
      items={shown.map((p) => ({ key: p.path, icon: p.icon, label: <Link to={p.path}>{t(p.key)}</Link> }))}
    />
  );
}

export function RouteFailure() {
  const error = useRouteError();
  return (
    <main id="main" className="bare">
      <ErrorState error={error instanceof Error ? error : new Error(String(error))} retry={() => location.reload()} />
    </main>
  );
}
