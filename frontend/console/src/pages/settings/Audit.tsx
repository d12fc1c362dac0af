import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAudit, useUsers } from '../../api/admin';
import { useCan } from '../../api/me';
import { useById } from '../../api/places';
import { useFormat } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { Loaded, Nothing } from '../../parts/states';
import { verbKeys } from './verbs';
import { Scroll } from '../../parts/Scroll';

export default function Audit() {
  const { t } = useTranslation();
  const { time } = useFormat();
  const can = useCan();
  const rows = useAudit();
  const users = useById(useUsers(can('user.manage')).data);
  return (
    <Panel title={t('ui.audit.heading')} note={t('ui.audit.note')} flush>
      <Loaded of={rows}>
        {(data) => {
          const all = data.pages.flatMap((p) => p.items);
          if (all.length === 0) return <Nothing text={t('ui.audit.none')} />;
          return (
            <Scroll label={t('ui.audit.heading')}>
              <table className="plain">
                <thead>
                  <tr>
                    <th scope="col">{t('ui.audit.at')}</th>
                    <th scope="col">{t('ui.audit.who')}</th>
                    <th scope="col">{t('ui.audit.what')}</th>
                    <th scope="col">{t('ui.audit.object')}</th>
                    <th scope="col">{t('ui.error.request')}</th>
                  </tr>
                </thead>
                <tbody>
                  {all.map((row) => (
                    <tr key={row.id}>
                      <td className="date">{time(row.at)}</td>
                      <td>
                        {row.actor_id
                          ? (users.get(row.actor_id)?.name ?? row.actor_id.slice(0, 8))
                          : t('ui.audit.system')}
                      </td>
                      <td>{verbKeys[row.verb] ? t(verbKeys[row.verb] ?? '') : row.verb}</td>
                      <td>
                        {row.object} <code>{row.object_id.slice(-8)}</code>
                      </td>
                      <td>
                        <code>{row.request_id}</code>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {rows.hasNextPage && (
                <Button loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()} className="more">
                  {t('ui.more')}
                </Button>
              )}
            </Scroll>
          );
        }}
      </Loaded>
    </Panel>
  );
}
