import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { queryClient } from './api/query';
import { antLocale } from './locale';
import { router } from './routes';
import { asLang } from './texts';
import { theme } from './theme';

const given = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
const nonce = given.startsWith('__') ? undefined : given;

// Popups live inside <main>, so that nothing a screen reader meets lies outside a landmark.
const container = () => document.getElementById('main') ?? document.body;

export function App() {
  const { i18n } = useTranslation();
  const lang = asLang(i18n.language);
  const [locale, setLocale] = useState<Awaited<ReturnType<typeof antLocale>>>();
  useEffect(() => {
    void antLocale(lang).then(setLocale);
  }, [lang]);
  if (!locale) return null;
  return (
    <ConfigProvider
      theme={theme}
      locale={locale}
      csp={{ nonce }}
      getPopupContainer={container}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: 'optional' }}
    >
      <AntApp>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
