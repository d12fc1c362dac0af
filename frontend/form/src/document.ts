// What the page knows of an instrument: the part of the authored document (Go: surveys.Document) that rules need,
// under the same names. Texts and weights stay in the HTML or on the server.

export type GroupOp = 'all' | 'any' | 'not';
export type CompareOp = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'between' | 'in' | 'contains' | 'answered';

/** A node of a visibility rule; see surveys/rule.go for what it means. */
export interface Rule {
  op: GroupOp | CompareOp;
  rules?: Rule[];
  item?: string;
  value?: string | number;
  values?: (string | number)[];
}

export interface FormOption {
  code: string;
  show?: Rule;
}

export interface FormItem {
  code: string;
  show?: Rule;
  /** Needed only when one of them has a rule. */
  options?: FormOption[];
  /** "Other" is offered besides. */
  other?: boolean;
}

export interface FormSection {
  code: string;
  show?: Rule;
  items: FormItem[];
}

export interface FormDocument {
  sections: FormSection[];
}

/** One answer as the server takes it: exactly one of number, codes and text (text beside codes: words of "other"). */
export interface Answer {
  number?: number;
  codes?: string[];
  text?: string;
  note?: string;
  photos?: string[];
}

/** Answers by item code. */
export type Answers = Readonly<Record<string, Answer | undefined>>;
