import { useTranslation } from 'react-i18next';
import type { Satisfaction } from '../../../api/types';
import { useFormat } from '../../../parts/format';
import { measureKeys } from '../../../parts/measures';
import { NpsSplit } from '../../../parts/NpsSplit';
import { Tile } from '../../../parts/Tile';

const rules: Record<string, string> = {
  mean: 'ui.measure.ces_mean',
  top3: 'ui.measure.ces_top3',
  index: 'ui.measure.ces_index',
};

export function Tiles({ data }: { data: Satisfaction }) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const before = data.header.previous_wave;
  return (
    <div className="tiles">
      {data.tiles.map((tile) => (
        <Tile
          key={tile.measure + (tile.item ?? '')}
          label={t((tile.rule && rules[tile.rule]) || measureKeys[tile.measure] || 'ui.measure.mean')}
          figure={tile.current}
          unit={tile.unit}
          change={tile.change}
          against={before ? t('ui.figure.against', { Name: text(before.name) }) : ''}
          target={tile.target?.value}
        >
          {tile.shares && <NpsSplit shares={tile.shares} />}
          {!tile.shares && tile.label && <p className="tile-item">{text(tile.label)}</p>}
        </Tile>
      ))}
    </div>
  );
}
