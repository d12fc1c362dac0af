import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useComparison, useInstrument, useVersions } from '../../api/instruments';
import type { Comparison, Item } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Page } from '../../parts/Page';
import { PageLoaded } from '../../parts/PageLoaded';
import { Panel } from '../../parts/Panel';
import { Scroll } from '../../parts/Scroll';
import { Loaded } from '../../parts/states';
import { ItemLine } from './DocumentView';
import { ChangeChip, Edits } from './Edits';

const homes: Record<string, string> = { survey: '/surveys', checklist: '/checklists', scorecard: '/scorecards' };

// Compare shows two versions of an instrument side by side; the draft can stand on the right.
export default function Compare() {
  const { t } = useTranslation();
  const { text } = useFormat();
  const { id = '' } = useParams();
  const instrument = useInstrument(id);
  return (
    <PageLoaded of={instrument} title={t('ui.version.compare')}>
      {(data) => (
        <Page
          title={t('ui.version.compare')}
          note={<code>{data.code}</code>}
          crumbs={[
            {
              to: `${homes[data.kind] ?? ''}/${id}${data.kind === 'survey' ? '/versions' : ''}`,
              title: text(data.title),
            },
          ]}
        >
          <Sides id={id} />
        </Page>
      )}
    </PageLoaded>
  );
}

function Sides({ id }: { id: string }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const versions = useVersions(id);
  const from = Number(params.get('from') ?? 0);
  const to = Number(params.get('to') ?? 0);
  const comparison = useComparison(id, from, to);
  const choose = (side: 'from' | 'to', number: number) =>
    setParams((now) => {
      now.set(side, String(number));
      return now;
    });
  const numbers = (versions.data ?? []).map((v) => ({
    value: v.number,
    label: t('ui.version.number', { Number: v.number }),
  }));
  return (
    <div className="stack">
      <div className="row">
        <Select
          aria-label={t('ui.version.earlier')}
          value={comparison.data?.from?.number ?? from}
          onChange={(n: number) => choose('from', n)}
          options={numbers}
          popupMatchSelectWidth={false}
        />
        <span aria-hidden="true">→</span>
        <Select
          aria-label={t('ui.version.later')}
          value={to}
          onChange={(n: number) => choose('to', n)}
          options={[{ value: 0, label: t('ui.version.draft') }, ...numbers]}
          popupMatchSelectWidth={false}
        />
      </div>
      <Loaded of={comparison} rows={8}>
        {(data) => (
          <>
            <Panel title={t('ui.version.changes')}>
              <Edits comparison={data} />
            </Panel>
            <Panel title={t('ui.version.side_by_side')} flush>
              <Table comparison={data} />
            </Panel>
          </>
        )}
      </Loaded>
    </div>
  );
}

function Table({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const side = (number?: number) => (number ? t('ui.version.number', { Number: number }) : t('ui.version.draft'));
  return (
    <Scroll label={t('ui.version.side_by_side')}>
      <table className="plain sides">
        <thead>
          <tr>
            <th scope="col">{t('ui.version.kind')}</th>
            <th scope="col">{comparison.from ? side(comparison.from.number) : '—'}</th>
            <th scope="col">{side(comparison.to.number)}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.items.map((pair) => (
            <tr key={pair.code}>
              <th scope="row">
                <ChangeChip change={pair.change} />
                <br />
                <code>{pair.code}</code>
              </th>
              <Cell item={pair.before} />
              <Cell item={pair.after} />
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Cell({ item }: { item: Item | null }) {
  return <td className="wrap">{item ? <ItemLine item={item} /> : '—'}</td>;
}
