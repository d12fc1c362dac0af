import { useTranslation } from 'react-i18next';
import type { Standing } from '../../api/visits';

// Where a visit stands: the state of its report once there is one, else that of the assignment.
const looks: Record<Standing, { key: string; tone: string; mark: string }> = {
  draft: { key: 'ui.visit.state.draft', tone: '', mark: '○' },
  offered: { key: 'ui.visit.state.offered', tone: '', mark: '○' },
  applied: { key: 'ui.visit.state.applied', tone: '', mark: '○' },
  declined: { key: 'ui.visit.state.declined', tone: 'watch', mark: '■' },
  assigned: { key: 'ui.visit.state.assigned', tone: '', mark: '○' },
  acknowledged: { key: 'ui.visit.state.acknowledged', tone: '', mark: '○' },
  in_progress: { key: 'ui.visit.state.in_progress', tone: 'brand', mark: '◐' },
  withdrawn: { key: 'ui.visit.state.withdrawn', tone: 'watch', mark: '■' },
  expired: { key: 'ui.visit.state.expired', tone: 'bad', mark: '■' },
  cancelled: { key: 'ui.visit.state.cancelled', tone: 'watch', mark: '■' },
  submitted: { key: 'ui.visit.state.submitted', tone: 'brand', mark: '◐' },
  in_review: { key: 'ui.visit.state.in_review', tone: 'brand', mark: '◐' },
  returned: { key: 'ui.visit.state.returned', tone: 'watch', mark: '▲' },
  on_hold: { key: 'ui.visit.state.on_hold', tone: 'watch', mark: '■' },
  rejected: { key: 'ui.visit.state.rejected', tone: 'bad', mark: '▼' },
  approved: { key: 'ui.visit.state.approved', tone: 'good', mark: '●' },
  second_approved: { key: 'ui.visit.state.second_approved', tone: 'good', mark: '●' },
  published: { key: 'ui.visit.state.published', tone: 'good', mark: '●' },
  amended: { key: 'ui.visit.state.amended', tone: 'good', mark: '●' },
  retracted: { key: 'ui.visit.state.retracted', tone: 'bad', mark: '■' },
};

export const standingKeys = Object.fromEntries(Object.entries(looks).map(([state, look]) => [state, look.key]));

/** asStanding reads a state out of an address; anything else is none. */
export const asStanding = (value: string): Standing | undefined =>
  Object.hasOwn(looks, value) ? (value as Standing) : undefined;

export const standing = (visit: { state: string; report_state: string }) => visit.report_state || visit.state;

export function VisitState({ state }: { state: string }) {
  const { t } = useTranslation();
  const known = asStanding(state);
  const look = known && looks[known];
  return (
    <span className={`chip ${look?.tone ?? ''}`}>
      {look?.mark} {look ? t(look.key) : state}
    </span>
  );
}
