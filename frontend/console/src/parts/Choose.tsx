import { Select } from 'antd';
import { useId } from 'react';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: { value: string; label: string }[];
  all?: string; // what no choice is called; without it a choice is always made
  loading?: boolean;
  width?: number;
}

// Choose is a filter with its name before it.
export function Choose({ label, value, onChange, options, all, loading, width = 180 }: Props) {
  const id = useId();
  return (
    <span className="choose">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
        loading={loading}
        value={value || (all === undefined ? undefined : '')}
        onChange={onChange}
        options={all === undefined ? options : [{ value: '', label: all }, ...options]}
        popupMatchSelectWidth={false}
        style={{ minWidth: width }}
      />
    </span>
  );
}
