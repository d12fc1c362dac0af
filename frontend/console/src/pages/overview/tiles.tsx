import { useTranslation } from 'react-i18next';
import type { Benchmark, Checklist, Satisfaction } from '../../api/types';
import { useFormat } from '../../parts/format';
import { measureKeys } from '../../parts/measures';
import { NpsSplit } from '../../parts/NpsSplit';
import { Tile } from '../../parts/Tile';

export function SurveyTiles({ data, survey }: { data: Satisfaction; survey: string }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const { wave, previous_wave: before } = data.header;
  return (
    <>
      {data.tiles.map((tile) => (
        <Tile
          key={tile.measure}
          label={t(measureKeys[tile.measure] ?? 'ui.measure.mean')}
          figure={tile.current}
          unit={tile.unit}
          to={`/surveys/${survey}/results`}
          change={tile.change}
          against={before ? t('ui.figure.against', { Name: text(before.name) }) : ''}
          target={tile.target?.value}
        >
          {tile.shares && <NpsSplit shares={tile.shares} />}
          {!tile.shares && wave && <p className="tile-item">{text(wave.name)}</p>}
        </Tile>
      ))}
    </>
  );
}

export function VisitTiles({ data }: { data: Checklist }) {
  const { t } = useTranslation();
  const { text, figure } = useFormat();
  const { score } = data.summary;
  const before = data.header.previous_wave;
  return (
    <Tile
      label={t('ui.visit.own_score')}
      figure={score.current}
      unit="score"
      to={`/visits?wave=${data.header.wave.id}`}
      change={score.change}
      against={before ? t('ui.figure.against', { Name: text(before.name) }) : ''}
      target={score.target?.value}
      n={t('ui.visit.n_locations', { count: score.current.n })}
    >
      <p className="tile-item">
        {text(data.header.wave.name)}
        {data.competitors?.rivals.map((r) => (
          <span key={r.brand.id}>
            {' '}
            · {text(r.brand.name)} <b className="num">{figure(r.total, 'score')}</b>
          </span>
        ))}
      </p>
    </Tile>
  );
}

export function MaturityTile({ data, assessment }: { data: Benchmark; assessment: string }) {
  const { t } = useTranslation();
  const { text, number } = useFormat();
  const set = data.summary.all;
  const level = data.header.levels.find((l) => l.code === set.level);
  return (
    <Tile
      label={t('ui.assessment.maturity')}
      figure={set.mean}
      unit="scale"
      suffix="/ 5"
      to={`/assessments/${assessment}`}
      n={t('ui.assessment.n', { Assessed: number(set.mean.n), All: number(set.mean.base) })}
    >
      <p className="tile-item">
        {text(level?.label)} · {number(set.points, set.points % 1 ? 1 : 0)} / {number(set.max_points)}
        {set.provisional && <> · {t('ui.assessment.provisional')}</>}
      </p>
    </Tile>
  );
}
