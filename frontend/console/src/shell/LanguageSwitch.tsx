import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSaveLang } from '../api/me';
import { queryClient } from '../api/query';
import type { Me } from '../api/types';
import { asLang, speak, type Lang } from '../texts';

// LanguageSwitch changes the language at once and remembers it for the next visit.
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const save = useSaveLang();
  const choose = (lang: Lang) => {
    void speak(lang);
    queryClient.setQueryData<Me>(['me'], (me) => me && { ...me, user: { ...me.user, lang } });
    save.mutate(lang);
  };
  return (
    <Segmented<Lang>
      size="small"
      aria-label={t('ui.language')}
      value={asLang(i18n.language)}
      onChange={choose}
      options={[
        { value: 'zh', label: <span lang="zh-CN">中文</span> },
        { value: 'en', label: <span lang="en">English</span> },
      ]}
    />
  );
}
