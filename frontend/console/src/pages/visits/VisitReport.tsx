import { Image } from 'antd';
import { useTranslation } from 'react-i18next';
import { photoAddress } from '../../api/visits';
import type { VisitItem, VisitSection, VisitView } from '../../api/types';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { marks } from '../../parts/Tone';
import { checkPoints, checkTone } from './check';

// Why an item earned what it earned, in words.
const reasons: Record<string, string> = {
  not_applicable: 'ui.why.not_applicable',
  na_full: 'ui.why.na_full',
  na_zero: 'ui.why.na_zero',
  not_shown: 'ui.why.not_shown',
  not_answered: 'ui.why.not_answered',
  not_scored: 'ui.why.not_scored',
  bonus: 'ui.why.bonus',
  critical_failed: 'ui.why.critical_failed',
};

export function VisitReport({ visit }: { visit: VisitView }) {
  const { t } = useTranslation();
  return (
    <Image.PreviewGroup>
      <p className="note">{t('ui.visit.signs')}</p>
      {visit.sections.map((section) => (
        <SectionPanel key={section.code} section={section} visit={visit.id} />
      ))}
    </Image.PreviewGroup>
  );
}

function SectionPanel({ section, visit }: { section: VisitSection; visit: string }) {
  const { t } = useTranslation();
  const { text, number } = useFormat();
  return (
    <Panel
      title={text(section.title)}
      flush
      note={
        <>
          {t('ui.visit.section_points', { Earned: number(section.earned, 1), Possible: number(section.possible, 1) })}
          {section.share > 0 && <> · {t('ui.visit.section_share', { Share: number(section.share, 1) })}</>}
          {section.zeroed && <span className="chip bad">▼ {t('ui.visit.zeroed')}</span>}
        </>
      }
      extra={<span className="section-score num">{section.score === null ? '—' : number(section.score, 1)}</span>}
    >
      <ul className="check-list">
        {section.items.map((item) => (
          <Check key={item.code} item={item} visit={visit} />
        ))}
      </ul>
    </Panel>
  );
}

// Why says how the item came to its points.
function Why({ item }: { item: VisitItem }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const plain = (v: number) => number(v, v % 1 ? 1 : 0);
  const parts: string[] = [];
  if (item.reason && item.reason !== 'scored') parts.push(t(reasons[item.reason] ?? 'ui.why.other'));
  if (item.counted && item.weight > 0)
    parts.push(
      t('ui.why.scored', {
        Earned: plain(item.earned / item.weight),
        Possible: plain(item.possible / item.weight),
        Weight: plain(item.weight),
      }),
    );
  if (item.deducted) parts.push(t('ui.why.deducted', { Points: plain(item.deducted) }));
  return <>{parts.join(' · ')}</>;
}

function Check({ item, visit }: { item: VisitItem; visit: string }) {
  const { t } = useTranslation();
  const { text, number, list } = useFormat();
  const answer = list(item.answer_labels.map((l) => text(l)));
  const plain = item.answer.text ?? (typeof item.answer.number === 'number' ? number(item.answer.number, 1) : '');
  const tone = checkTone(item);
  const points = checkPoints(item);
  return (
    <li className={tone === 'bad' ? 'failed' : ''}>
      <div className="check-main">
        <span className="check-label">
          {text(item.label)} {item.critical && <span className="chip bad">{t('ui.item.critical')}</span>}
          {item.benchmark && <span className="chip">{t('ui.item.benchmark')}</span>}
        </span>
        <span className="check-answer">
          {tone && `${marks[tone]} `}
          {[answer, plain].filter(Boolean).join(' · ') || '—'}
        </span>
        <span className="check-points num">
          {points ? `${points.sign}${number(points.earned, 1)} / ${points.sign}${number(points.most, 1)}` : '—'}
        </span>
      </div>
      <p className="note">
        <Why item={item} />
      </p>
      {item.answer.note && <p className="words">{item.answer.note}</p>}
      {item.photos.length > 0 && (
        <div className="photos">
          {item.photos.map((photo, i) => (
            <Image
              key={photo.sha}
              src={photoAddress(visit, photo.sha)}
              width={112}
              height={84}
              alt={t('ui.visit.photo', { Number: i + 1, Name: text(item.label) })}
            />
          ))}
        </div>
      )}
    </li>
  );
}
