import { useTranslation } from 'react-i18next';
import type { Document, Item } from '../../api/types';
import { useFormat } from '../../parts/format';

// The kinds of item, by the words the document uses.
export const typeKeys: Record<string, string> = {
  nps: 'ui.item.nps',
  csat: 'ui.item.csat',
  ces: 'ui.item.ces',
  rating: 'ui.item.rating',
  single: 'ui.item.single',
  dropdown: 'ui.item.dropdown',
  multi: 'ui.item.multi',
  text: 'ui.item.text',
  longtext: 'ui.item.longtext',
  number: 'ui.item.number',
  date: 'ui.item.date',
  time: 'ui.item.time',
  statement: 'ui.item.statement',
  check: 'ui.item.check',
  indicator: 'ui.item.indicator',
};

// DocumentView reads an instrument out: sections with their items, kinds, options and marks.
export function DocumentView({ document, compact }: { document: Document; compact?: boolean }) {
  const { t } = useTranslation();
  const { text, number } = useFormat();
  return (
    <div className={`definition ${compact ? 'compact' : ''}`}>
      {!compact && text(document.intro) && <p className="lead">{text(document.intro)}</p>}
      {document.sections.map((section) => (
        <section key={section.code}>
          <h3>
            {text(section.title) || section.code}
            {section.weight !== undefined && section.weight > 0 && (
              <span className="note">
                {' '}
                {t('ui.weight')} {number(section.weight, section.weight % 1 ? 1 : 0)}
              </span>
            )}
          </h3>
          <ol>
            {section.items.map((item) => (
              <li key={item.code}>
                <ItemLine item={item} compact={compact} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

export function ItemLine({ item, compact }: { item: Item; compact?: boolean }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const marks = [
    item.required && t('ui.item.required'),
    item.show !== undefined && t('ui.item.conditional'),
    item.group && t('ui.item.group'),
    item.outcome && t('ui.item.outcome'),
    item.benchmark && t('ui.item.benchmark'),
    item.critical && t('ui.item.critical'),
    item.key && `★ ${t('ui.item.key')}`,
  ].filter((m): m is string => typeof m === 'string');
  return (
    <>
      <span className="item-label">{text(item.label)}</span>{' '}
      <span className="chip">{t(typeKeys[item.type] ?? 'ui.item.text')}</span>
      {marks.map((m) => (
        <span key={m} className="chip brand">
          {m}
        </span>
      ))}
      {!compact && text(item.hint) && <p className="note">{text(item.hint)}</p>}
      {!compact && item.options && item.options.length > 0 && (
        <p className="note options">
          {item.options.map((o) => (
            <span key={o.code}>
              <code>{o.code}</code> {text(o.label)}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
