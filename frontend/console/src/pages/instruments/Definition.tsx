import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useInstrument } from '../../api/instruments';
import { useFormat } from '../../parts/format';
import { InstrumentState } from '../../parts/InstrumentState';
import { Page } from '../../parts/Page';
import { PageLoaded } from '../../parts/PageLoaded';
import Versions from './Versions';

// Definition is the page of a checklist or a scorecard: what it asks, and its versions.
export default function Definition() {
  const { t } = useTranslation();
  const { text } = useFormat();
  const { id = '' } = useParams();
  const instrument = useInstrument(id);
  return (
    <PageLoaded of={instrument} title={t('ui.nav.checklists')}>
      {(data) => (
        <Page
          title={text(data.title)}
          tags={<InstrumentState state={data.state} />}
          note={<code>{data.code}</code>}
          crumbs={[{ to: '/checklists', title: t('ui.nav.checklists') }]}
        >
          <Versions instrument={data} />
        </Page>
      )}
    </PageLoaded>
  );
}
