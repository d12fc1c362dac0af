import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

export default function Missing() {
  const { t } = useTranslation();
  return (
    <Result
      status="info"
      title={t('ui.error.no_page')}
      extra={
        <Link to="/">
          <Button type="primary">{t('ui.nav.overview')}</Button>
        </Link>
      }
    />
  );
}
