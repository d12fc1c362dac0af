// What the server writes into the page for this script (Go: server/form_model.go). Every text a person may see is in it.
import type { FormDocument, FormItem, FormSection } from './document';

export interface ModelItem extends FormItem {
  type: string;
  /** What carries the answer; empty for an item that takes none. */
  is: 'number' | 'codes' | 'text' | '';
  required?: boolean;
  min?: number;
  max?: number;
  decimals?: number;
  min_choices?: number;
  max_choices?: number;
  first?: string;
  last?: string;
  /** Messages by problem. A check without its message is left to the server. */
  says?: Record<string, string>;
}

export interface ModelSection extends FormSection {
  items: ModelItem[];
}

export interface Model extends FormDocument {
  sections: ModelSection[];
  texts: Record<string, string>;
}
