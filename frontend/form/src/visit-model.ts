// What the server writes into an auditor's page for the script (Go: server/visit_check.go).
import type { Model, ModelItem, ModelSection } from './model';

export interface VisitItem extends ModelItem {
  label: string;
  photos?: { min: number; max: number; on_fail?: boolean };
  /** Answers after which a photo is needed, when it is not always. */
  fail?: string[];
  /** Answers after which none is. */
  na?: string[];
  /** Says that photos are missing. */
  few?: string;
}

export interface VisitSection extends ModelSection {
  title: string;
  items: VisitItem[];
}

export interface VisitModel extends Model {
  sections: VisitSection[];
  /** The visit, whatever link leads to it: what the device keeps is kept under this name. */
  visit: string;
  revision: number;
  /** Code of the last page. */
  review: string;
  max_bytes: number;
}

/** What stands in the fields, by field name, photos included. */
export type TypedVisit = Record<string, string[]>;
