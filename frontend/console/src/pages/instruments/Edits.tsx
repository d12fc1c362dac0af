import { useTranslation } from 'react-i18next';
import type { Comparison, Edit } from '../../api/types';
import { useFormat } from '../../parts/format';

export const changeKeys: Record<string, string> = {
  first: 'ui.version.first',
  unchanged: 'ui.version.unchanged',
  cosmetic: 'ui.version.cosmetic',
  additive: 'ui.version.additive',
  breaking: 'ui.version.breaking',
};

const meanings: Record<string, string> = {
  first: 'ui.version.means_first',
  unchanged: 'ui.version.means_unchanged',
  cosmetic: 'ui.version.means_cosmetic',
  additive: 'ui.version.means_additive',
  breaking: 'ui.version.means_breaking',
};

const tones: Record<string, string> = { first: '', unchanged: '', cosmetic: '', additive: 'brand', breaking: 'watch' };

export function ChangeChip({ change }: { change: string }) {
  const { t } = useTranslation();
  return (
    <span className={`chip ${tones[change] ?? ''}`}>
      {change === 'breaking' && '▲ '}
      {t(changeKeys[change] ?? 'ui.version.additive')}
    </span>
  );
}

// Edits tells what a step from one version to the next means: the whole of it first, then every difference under its
// kind, the gravest kind first.
export function Edits({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  return (
    <div className="edits">
      <p className="lead">
        <ChangeChip change={comparison.change} /> {t(meanings[comparison.change] ?? 'ui.version.means_additive')}
      </p>
      {(['breaking', 'additive', 'cosmetic'] as const).map((kind) => {
        const list = comparison.edits.filter((e) => e.change === kind);
        if (list.length === 0) return null;
        return (
          <section key={kind}>
            <h3>
              {t(changeKeys[kind] ?? '')} <span className="num">{list.length}</span>
            </h3>
            <ul>
              {list.map((edit, i) => (
                <EditLine key={i} edit={edit} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function EditLine({ edit }: { edit: Edit }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const before = text(edit.before);
  const after = text(edit.after);
  return (
    <li>
      <b>{edit.code ? text(edit.name) || edit.code : t('ui.version.whole')}</b> {edit.code && <code>{edit.code}</code>}
      <p>{text(edit.explanation)}</p>
      {before !== after && (
        <p className="note">
          <del>{before || '—'}</del> → <ins>{after || '—'}</ins>
        </p>
      )}
    </li>
  );
}
