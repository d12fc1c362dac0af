import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useResults, useVerbatims } from '../../api/results';
import type { Verbatim, InstrumentDetail } from '../../api/types';
import { Choose } from '../../parts/Choose';
import { useFormat } from '../../parts/format';
import { measureKeys } from '../../parts/measures';
import { Panel } from '../../parts/Panel';
import { Loaded, Nothing } from '../../parts/states';
import { useUrl } from '../../parts/useUrl';
import { ResultFilterBar, useResultFilter } from './ResultFilter';

// Verbatims are customers' own words, each beside what the same person scored.
export default function Verbatims({ survey }: { survey: InstrumentDetail }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const [get, set] = useUrl();
  const filter = useResultFilter();
  const results = useResults(survey.id, filter);
  const wave = filter.wave_id || results.data?.header.wave?.id || '';
  const words = useVerbatims(survey.id, { ...filter, wave_id: wave, item: get('item') });
  const labels = new Map(results.data?.verbatims.map((v) => [v.code, text(v.label)]));
  return (
    <div className="stack">
      <div className="row">
        <ResultFilterBar waves={results.data?.header.waves ?? []} wave={wave} />
        {labels.size > 1 && (
          <Choose
            label={t('ui.item.label')}
            value={get('item')}
            all={t('ui.all')}
            width={220}
            onChange={(v) => set({ item: v })}
            options={[...labels].map(([value, label]) => ({ value, label }))}
          />
        )}
      </div>
      <Loaded of={words}>
        {(data) => {
          const rows = data.pages.flatMap((p) => p.items);
          if (rows.length === 0)
            return (
              <Panel>
                <Nothing text={t('ui.verbatim.none')} />
              </Panel>
            );
          return (
            <>
              <ul className="verbatims">
                {rows.map((v) => (
                  <Words key={v.response_id + v.item} verbatim={v} label={labels.get(v.item)} />
                ))}
              </ul>
              {words.hasNextPage && (
                <Button loading={words.isFetchingNextPage} onClick={() => void words.fetchNextPage()} className="more">
                  {t('ui.more')}
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function Words({ verbatim, label }: { verbatim: Verbatim; label: string | undefined }) {
  const { t } = useTranslation();
  const { text, day } = useFormat();
  return (
    <li className="panel">
      <div className="verbatim-scores">
        {verbatim.scores.map((s) => (
          <span key={s.item} className={`chip ${s.measure === 'nps' ? npsTone(s.answer) : ''}`}>
            {t(measureKeys[s.measure] ?? 'ui.score')} {s.answer}
          </span>
        ))}
      </div>
      <blockquote lang={verbatim.lang}>{verbatim.text}</blockquote>
      <p className="note">
        {label && <span>{label}</span>}
        {verbatim.location && <span>{text(verbatim.location.name)}</span>}
        {verbatim.wave && <span>{text(verbatim.wave.name)}</span>}
        <span className="num">{day(verbatim.day)}</span>
      </p>
    </li>
  );
}

const npsTone = (score: number) => (score <= 6 ? 'bad' : score <= 8 ? '' : 'good');
