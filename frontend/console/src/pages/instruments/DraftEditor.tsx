import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/client';
import { useSaveDraft } from '../../api/instruments';
import type { InstrumentDetail } from '../../api/types';
import { ErrorState } from '../../parts/states';

// DraftEditor edits the document as its author wrote it. A save names the revision it began from, so that two authors
// cannot overwrite each other unseen.
export function DraftEditor({ instrument }: { instrument: InstrumentDetail }) {
  const { t } = useTranslation();
  const [body, setBody] = useState(() => JSON.stringify(instrument.document, null, 2));
  const [base, setBase] = useState(instrument.draft_rev);
  const [broken, setBroken] = useState('');
  const [saved, setSaved] = useState(false);
  const save = useSaveDraft(instrument.id);

  const send = async () => {
    setBroken('');
    setSaved(false);
    let document: unknown;
    try {
      document = JSON.parse(body);
    } catch (e) {
      setBroken(t('ui.version.not_json', { Reason: e instanceof Error ? e.message : '' }));
      return;
    }
    const answer = await save.mutateAsync({ draft_rev: base, document }).catch(() => undefined);
    if (answer) {
      setBase(answer.draft_rev);
      setSaved(true);
    }
  };
  const reload = () => {
    setBody(JSON.stringify(instrument.document, null, 2));
    setBase(instrument.draft_rev);
    save.reset();
  };
  const conflict = save.error instanceof Problem && save.error.status === 409;
  return (
    <div className="stack">
      {broken && <ErrorState error={new Error(broken)} />}
      {save.error && <ErrorState error={save.error} />}
      <Input.TextArea
        className="code"
        aria-label={t('ui.version.document')}
        spellCheck={false}
        autoSize={{ minRows: 16, maxRows: 32 }}
        value={body}
        onChange={(e) => {
          setBody(e.target.value);
          setSaved(false);
        }}
      />
      <div className="row between">
        <span className="note" role="status">
          {saved ? `✓ ${t('ui.saved')}` : t('ui.version.revision', { Number: base })}
        </span>
        <span className="row">
          {conflict && <Button onClick={reload}>{t('ui.version.reload')}</Button>}
          <Button type="primary" loading={save.isPending} onClick={() => void send()}>
            {t('ui.version.save')}
          </Button>
        </span>
      </div>
    </div>
  );
}
