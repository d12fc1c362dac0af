import type { ConfigProviderProps } from 'antd';
import dayjs from 'dayjs';
import type { Lang } from './texts';

type Locale = NonNullable<ConfigProviderProps['locale']>;

// The picker's own names for its year and month buttons differ from their visible text, which a speech user reads
// aloud; without them the visible text is the name.
function plainNames(locale: Locale): Locale {
  const picker = locale.DatePicker;
  if (!picker) return locale;
  return { ...locale, DatePicker: { ...picker, lang: { ...picker.lang, yearSelect: '', monthSelect: '' } } };
}

export async function antLocale(lang: Lang): Promise<Locale> {
  if (lang === 'en') {
    const { default: locale } = await import('antd/locale/en_GB');
    dayjs.locale('en');
    return plainNames(locale);
  }
  const [{ default: locale }] = await Promise.all([import('antd/locale/zh_CN'), import('dayjs/locale/zh-cn')]);
  dayjs.locale('zh-cn');
  return plainNames(locale);
}
