import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import en from '../../../locales/en.json';
import zh from '../../../locales/zh.json';
import { asLang, flatten } from './texts';

describe('shared locale files', () => {
  beforeAll(async () => {
    await i18next.init({
      lng: 'en',
      keySeparator: false,
      nsSeparator: false,
      interpolation: { prefix: '{{.', suffix: '}}', escapeValue: false },
      resources: { en: { translation: flatten(en) }, zh: { translation: flatten(zh) } },
    });
  });

  it('choose the plural form of the language', () => {
    expect(i18next.t('answer.decimals', { count: 1 })).toBe('Please use at most 1 decimal');
    expect(i18next.t('answer.decimals', { count: 2 })).toBe('Please use at most 2 decimals');
    expect(i18next.t('answer.decimals', { count: 1, lng: 'zh' })).toBe('最多保留 1 位小数');
  });

  it('fill in placeholders written for Go', () => {
    expect(i18next.t('answer.scale_range', { min: 0, max: 10 })).toBe('Please choose a whole number from 0 to 10');
  });

  it('hold the same messages in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(zh));
  });
});

it('reads any language tag as one of ours', () => {
  expect(asLang('en-GB')).toBe('en');
  expect(asLang('zh-Hans')).toBe('zh');
  expect(asLang(null)).toBe('zh');
});
