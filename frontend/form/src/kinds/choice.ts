// Choices by code; "other" brings words.
import type { Answer } from '../document';
import type { ModelItem } from '../model';

export const OTHER = 'other';

/** Names what is wrong with chosen options; undefined when nothing is. */
export function choiceProblem(item: ModelItem, answer: Answer): string | undefined {
  const codes = answer.codes ?? [];
  if (codes.includes(OTHER) && !answer.text) return 'other_text';
  if (item.max_choices && codes.length > item.max_choices) return 'max_choices';
  return item.min_choices && codes.length && codes.length < item.min_choices ? 'min_choices' : undefined;
}
