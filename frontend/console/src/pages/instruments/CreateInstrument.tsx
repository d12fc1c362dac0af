import { InboxOutlined } from '@ant-design/icons';
import { Button, Drawer, Form, Input, Segmented, Select, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCreateInstrument, useLibrary } from '../../api/instruments';
import { useClients } from '../../api/places';
import type { InstrumentKind, LibraryEntry } from '../../api/types';
import { useFormat } from '../../parts/format';
import { ErrorState, Loaded } from '../../parts/states';
import { LibraryList } from './LibraryList';

const home: Record<InstrumentKind, string> = { survey: '/surveys', checklist: '/checklists', scorecard: '/scorecards' };

const titles: Record<InstrumentKind, string> = {
  survey: 'ui.survey.create',
  checklist: 'ui.checklist.create',
  scorecard: 'ui.scorecard.create',
};

interface Props {
  kind: InstrumentKind;
  open: boolean;
  onClose: () => void;
}

interface Fields {
  client_id: string;
  code: string;
  mode?: 'anonymous' | 'confidential' | 'identified';
}

// CreateInstrument makes a draft from a built-in instrument or from an author's file. What is wrong with the file is
// listed by its place in the file, all at once.
export function CreateInstrument({ kind, open, onClose }: Props) {
  const { t } = useTranslation();
  const { text } = useFormat();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const [from, setFrom] = useState<'library' | 'file'>('library');
  const [entry, setEntry] = useState<LibraryEntry>();
  const [file, setFile] = useState<{ name: string; document: unknown }>();
  const [unreadable, setUnreadable] = useState('');
  const library = useLibrary(open);
  const clients = useClients(open);
  const create = useCreateInstrument();

  const chosen = from === 'library' ? entry !== undefined : file !== undefined;
  const take = async (picked: File) => {
    setUnreadable('');
    create.reset();
    try {
      setFile({ name: picked.name, document: JSON.parse(await picked.text()) as unknown });
      if (!form.getFieldValue('code')) form.setFieldValue('code', codeFrom(picked.name));
    } catch {
      setFile(undefined);
      setUnreadable(t('ui.create.not_json', { Name: picked.name }));
    }
  };
  const submit = async (fields: Fields) => {
    const source = from === 'library' ? { library_code: entry?.code } : { document: file?.document };
    const made = await create.mutateAsync({ ...fields, ...source }).catch(() => undefined);
    if (!made) return;
    onClose();
    await navigate(`${home[kind]}/${made.id}${kind === 'survey' ? '/versions' : ''}`);
  };

  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={640}
      title={t(titles[kind])}
      destroyOnHidden
      footer={
        <div className="row end">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="primary" disabled={!chosen} loading={create.isPending} onClick={() => form.submit()}>
            {t('ui.create.make')}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <Segmented
          block
          value={from}
          onChange={setFrom}
          options={[
            { value: 'library', label: t('ui.create.from_library') },
            { value: 'file', label: t('ui.create.from_file') },
          ]}
        />
        {from === 'library' ? (
          <Loaded of={library}>
            {(entries) => (
              <LibraryList
                entries={entries.filter((e) => e.kind === kind)}
                chosen={entry?.code}
                onChoose={(e) => {
                  setEntry(e);
                  if (!form.isFieldTouched('code')) form.setFieldValue('code', e.code);
                }}
              />
            )}
          </Loaded>
        ) : (
          <Upload.Dragger
            accept=".json,application/json"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(picked) => {
              void take(picked);
              return false;
            }}
          >
            <p className="drop-icon">
              <InboxOutlined aria-hidden />
            </p>
            <p>{file ? file.name : t('ui.create.drop')}</p>
            <p className="note">{t('ui.create.drop_note')}</p>
          </Upload.Dragger>
        )}
        {unreadable && <ErrorState error={new Error(unreadable)} />}
        {create.error && <ErrorState error={create.error} />}
        <Form
          form={form}
          layout="vertical"
          onFinish={(fields) => void submit(fields)}
          initialValues={{ mode: 'anonymous' }}
        >
          <Form.Item
            name="code"
            label={t('ui.code')}
            extra={t('ui.create.code_note')}
            rules={[{ required: true, pattern: /^[a-z0-9_-]{1,40}$/, message: t('document.code') }]}
          >
            <Input autoComplete="off" maxLength={40} />
          </Form.Item>
          {clients.data && (
            <Form.Item
              name="client_id"
              label={t('ui.client')}
              initialValue={clients.data[0]?.id}
              rules={[{ required: true }]}
            >
              <Select options={clients.data.map((c) => ({ value: c.id, label: text(c.name) }))} />
            </Form.Item>
          )}
          {kind === 'survey' && (
            <Form.Item name="mode" label={t('ui.mode')} extra={t('ui.create.mode_note')}>
              <Select
                options={[
                  { value: 'anonymous', label: t('ui.mode.anonymous') },
                  { value: 'confidential', label: t('ui.mode.confidential') },
                  { value: 'identified', label: t('ui.mode.identified') },
                ]}
              />
            </Form.Item>
          )}
        </Form>
      </div>
    </Drawer>
  );
}

function codeFrom(name: string): string {
  return name
    .replace(/\.json$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .slice(0, 40);
}
