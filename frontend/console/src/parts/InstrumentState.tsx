import { useTranslation } from 'react-i18next';

const look: Record<string, { key: string; tone: string; mark: string }> = {
  draft: { key: 'ui.instrument.draft', tone: '', mark: '○' },
  published: { key: 'ui.instrument.published', tone: 'good', mark: '●' },
  closed: { key: 'ui.instrument.closed', tone: 'watch', mark: '■' },
};

export function InstrumentState({ state }: { state: string }) {
  const { t } = useTranslation();
  const found = look[state];
  return (
    <span className={`chip ${found?.tone ?? ''}`}>
      {found?.mark} {found ? t(found.key) : state}
    </span>
  );
}
