import { EditOutlined, FileTextOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Document, Item, Line, Section } from '../../api/types';
import { useFormat } from '../../parts/format';
import { useLineName } from './lines';
import { cellKey } from './ratings';
import type { useRatings } from './useRatings';
import { Scroll } from '../../parts/Scroll';

// Scores run from 0 to 5 in halves; the whole ones have words.
const SCORES = Array.from({ length: 11 }, (_, i) => i / 2);

interface Props {
  section: Section;
  lines: Line[];
  document: Document;
  editable: boolean;
  ratings: ReturnType<typeof useRatings>;
  onEvidence: (item: string) => void;
}

export function ScoreTable({ section, lines, document, editable, ratings, onEvidence }: Props) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const lineName = useLineName();
  return (
    <Scroll label={text(section.title) || section.code}>
      <table className="plain scores">
        <thead>
          <tr>
            <th scope="col">{t('ui.assessment.indicator')}</th>
            {lines.map((line) => (
              <th key={line.id} scope="col" className="num">
                {lineName(line)}
              </th>
            ))}
            <th scope="col">{t('ui.assessment.evidence')}</th>
          </tr>
        </thead>
        <tbody>
          {section.items.map((item) => {
            const written = lines.some((l) => ratings.cells.get(cellKey(l.id, item.code))?.evidence);
            return (
              <tr key={item.code}>
                <th scope="row">
                  <Tooltip title={text(item.hint)}>
                    <span>
                      {item.key && <span aria-label={t('ui.item.key')}>★ </span>}
                      {text(item.label)}
                    </span>
                  </Tooltip>
                </th>
                {lines.map((line) => (
                  <td key={line.id} className="num">
                    <ScoreCell
                      item={item}
                      line={line}
                      label={`${text(item.label)} · ${lineName(line)}`}
                      document={document}
                      editable={editable}
                      ratings={ratings}
                    />
                  </td>
                ))}
                <td>
                  <Button
                    size="small"
                    type={written ? 'default' : 'text'}
                    icon={written ? <FileTextOutlined aria-hidden /> : <EditOutlined aria-hidden />}
                    aria-label={`${written ? t('ui.open') : t('ui.add')} ${t('ui.assessment.evidence')} ${text(item.label)}`}
                    onClick={() => onEvidence(item.code)}
                  >
                    {written ? t('ui.open') : t('ui.add')}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

interface CellProps {
  item: Item;
  line: Line;
  label: string;
  document: Document;
  editable: boolean;
  ratings: ReturnType<typeof useRatings>;
}

// ScoreCell is a native list under a number: it works with keys, on phones, and with sixty-four rows on the page.
export function ScoreCell({ item, line, label, document, editable, ratings }: CellProps) {
  const { t } = useTranslation();
  const { text, number } = useFormat();
  const key = cellKey(line.id, item.code);
  const score = ratings.cells.get(key)?.score ?? null;
  const anchors = item.options && item.options.length > 0 ? item.options : (document.maturity?.anchors ?? []);
  const words = (s: number) => text(anchors.find((a) => a.score === s)?.label);
  const written = score === null ? '—' : number(score, score % 1 ? 1 : 0);
  if (!editable)
    return (
      <span className="num" title={score === null ? t('ui.assessment.not_assessed') : words(score)}>
        {written}
      </span>
    );
  return (
    <span className={`score ${score === null ? 'empty' : ''} ${ratings.failed.has(key) ? 'failed' : ''}`}>
      <span aria-hidden="true">{written}</span>
      <select
        aria-label={label}
        title={score === null ? t('ui.assessment.not_assessed') : words(score)}
        value={score ?? ''}
        onChange={(e) =>
          ratings.change(line.id, item.code, { score: e.target.value === '' ? null : Number(e.target.value) })
        }
      >
        <option value="">— {t('ui.assessment.not_assessed')}</option>
        {SCORES.map((s) => (
          <option key={s} value={s}>
            {s} {words(s)}
          </option>
        ))}
      </select>
    </span>
  );
}
