import { Drawer, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Document, Item, Line } from '../../api/types';
import { useFormat } from '../../parts/format';
import { useLineName } from './lines';
import { cellKey } from './ratings';
import { ScoreCell } from './ScoreTable';
import type { useRatings } from './useRatings';

interface Props {
  item: Item | undefined;
  lines: Line[];
  document: Document;
  editable: boolean;
  ratings: ReturnType<typeof useRatings>;
  onClose: () => void;
}

// EvidenceDrawer holds, for one indicator, what each line's score rests on.
export function EvidenceDrawer({ item, lines, document, editable, ratings, onClose }: Props) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const lineName = useLineName();
  if (!item) return null;
  const anchors = item.options && item.options.length > 0 ? item.options : (document.maturity?.anchors ?? []);
  return (
    <Drawer open size={520} title={text(item.label)} onClose={onClose}>
      <div className="stack">
        <p>{text(item.hint)}</p>
        <ul className="anchors">
          {anchors.map((a) => (
            <li key={a.code}>
              <b className="num">{a.score}</b> {text(a.label)}
            </li>
          ))}
        </ul>
        {lines.map((line) => {
          const label = `${t('ui.assessment.evidence')} · ${lineName(line)}`;
          const written = ratings.cells.get(cellKey(line.id, item.code))?.evidence ?? '';
          return (
            <div key={line.id} className="evidence">
              <div className="row between">
                <b>{lineName(line)}</b>
                <ScoreCell
                  item={item}
                  line={line}
                  label={`${text(item.label)} · ${lineName(line)}`}
                  document={document}
                  editable={editable}
                  ratings={ratings}
                />
              </div>
              {editable ? (
                <Input.TextArea
                  aria-label={label}
                  placeholder={t('ui.assessment.evidence_hint')}
                  autoSize={{ minRows: 2, maxRows: 8 }}
                  maxLength={2000}
                  value={written}
                  onChange={(e) => ratings.change(line.id, item.code, { evidence: e.target.value })}
                />
              ) : (
                <p className="words">{written || '—'}</p>
              )}
            </div>
          );
        })}
      </div>
    </Drawer>
  );
}
