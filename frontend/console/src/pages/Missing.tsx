import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../parts/Page';
import { Notice } from '../parts/states';

export default function Missing() {
  const { t } = useTranslation();
  return (
    <Page title={t('ui.error.not_found')}>
      <Notice title={t('ui.error.no_page')}>
        <Link to="/">{t('ui.nav.overview')}</Link>
      </Notice>
    </Page>
  );
}
