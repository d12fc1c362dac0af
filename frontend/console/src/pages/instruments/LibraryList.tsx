import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LibraryEntry } from '../../api/types';
import { useFormat } from '../../parts/format';
import { DocumentView } from './DocumentView';

interface Props {
  entries: LibraryEntry[];
  chosen: string | undefined;
  onChoose: (entry: LibraryEntry) => void;
}

// LibraryList offers the built-in instruments; the chosen one opens, so that nobody publishes what they have not read.
export function LibraryList({ entries, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const { text } = useFormat();
  return (
    <Radio.Group
      className="library"
      aria-label={t('ui.create.from_library')}
      value={chosen}
      onChange={(e) => {
        const entry = entries.find((one) => one.code === e.target.value);
        if (entry) onChoose(entry);
      }}
    >
      {entries.map((entry) => {
        const items = entry.document.sections.reduce((n, s) => n + s.items.length, 0);
        return (
          <div key={entry.code} className={`library-entry ${entry.code === chosen ? 'chosen' : ''}`}>
            <Radio value={entry.code}>
              <b>{text(entry.title)}</b>
              <span className="note">
                {t('ui.library.sections', { count: entry.document.sections.length })} ·{' '}
                {t('ui.library.items', { count: items })} · {entry.document.languages.join(' / ')}
              </span>
            </Radio>
            {entry.code === chosen && (
              <div className="library-preview">
                <DocumentView document={entry.document} compact />
              </div>
            )}
          </div>
        );
      })}
    </Radio.Group>
  );
}
