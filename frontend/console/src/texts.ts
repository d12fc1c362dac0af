import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Lang = 'zh' | 'en';

type Message = string | { description?: string; [form: string]: string | undefined };
type Messages = Record<string, Message>;

// flatten turns the plural forms of a shared locale file into the keys i18next looks for.
export function flatten(messages: Messages): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [key, message] of Object.entries(messages)) {
    if (typeof message === 'string') out[key] = message;
    else
      for (const [form, text] of Object.entries(message))
        if (form !== 'description' && text !== undefined) out[`${key}_${form}`] = text;
  }
  return out;
}

// A Chinese reader needs no English file, so each language is its own chunk.
const files: Record<Lang, () => Promise<{ default: unknown }>> = {
  zh: () => import('../../../locales/zh.json'),
  en: () => import('../../../locales/en.json'),
};

async function load(lang: Lang): Promise<void> {
  if (i18next.hasResourceBundle(lang, 'translation')) return;
  const file = await files[lang]();
  i18next.addResourceBundle(lang, 'translation', flatten(file.default as Messages));
}

export const asLang = (tag: string | null | undefined): Lang => (tag?.toLowerCase().startsWith('en') ? 'en' : 'zh');

export async function speak(lang: Lang): Promise<void> {
  await load(lang);
  await i18next.changeLanguage(lang);
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
}

export async function startTexts(lang: Lang): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: lang,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { prefix: '{{.', suffix: '}}', escapeValue: false },
    resources: {},
    react: { useSuspense: false },
  });
  await speak(lang);
}
