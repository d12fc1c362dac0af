import { useTranslation } from 'react-i18next';

const look = {
  draft: { key: 'ui.instrument.draft', tone: '', mark: '○' },
  published: { key: 'ui.instrument.published', tone: 'good', mark: '●' },
  closed: { key: 'ui.instrument.closed', tone: 'watch', mark: '■' },
} as const;

export function InstrumentState({ state }: { state: keyof typeof look }) {
  const { t } = useTranslation();
  const { key, tone, mark } = look[state];
  return (
    <span className={`chip ${tone}`}>
      {mark} {t(key)}
    </span>
  );
}
