// Which sections, items and options are shown, while somebody answers. The server decides again on submit (Go: surveys/logic);
// both run surveys/logic/testdata/rules.json and a differential test, so change both or neither. Depth and steps need
// no budget here: the server publishes no document that is over it.
import type { Answer, Answers, FormDocument, Rule } from './document';

type Lookup = (item: string) => Answer | undefined;
type Value = string | number;

/** Trims what the server trims (Go: surveys.TrimBlank), which is less than String.trim does. */
export const trimBlank = (s: string): string => s.replace(/^[ \t\r\n\u3000]+|[ \t\r\n\u3000]+$/g, '');

/**
 * Codes of all shown sections and items, and ITEM.OPTION for the shown options that have a rule. The answer of a hidden
 * item counts as not given for the rules behind it, and so does a hidden option; an item without any option is hidden.
 */
export function visible(doc: FormDocument, answers: Answers): Set<string> {
  const shown = new Set<string>();
  const given = new Map<string, Answer>();
  const shows = (rule?: Rule) => !rule || holds(rule, (item) => given.get(item));
  for (const section of doc.sections) {
    if (!shows(section.show)) continue;
    shown.add(section.code);
    for (const { code, show, options = [], other } of section.items) {
      if (!shows(show)) continue;
      const offered = options.filter((o) => shows(o.show));
      if (options.length && !offered.length && !other) continue;
      shown.add(code);
      offered.forEach((o) => o.show && shown.add(`${code}.${o.code}`));
      const answer = answers[code];
      const hidden = options.filter((o) => !offered.includes(o)).map((o) => o.code);
      if (answer) given.set(code, without(answer, hidden));
    }
  }
  return shown;
}

/** Takes hidden options out of an answer. With nothing else chosen there is no answer. */
function without(answer: Answer, hidden: string[]): Answer {
  const codes = (answer.codes ?? []).filter((c) => !hidden.includes(c));
  if (codes.length === (answer.codes ?? []).length) return answer;
  return codes.length ? { ...answer, codes } : { number: answer.number };
}

function holds({ op, rules = [], item = '', value, values = [] }: Rule, of: Lookup): boolean {
  const child = (rule: Rule) => holds(rule, of);
  if (op === 'all') return rules.every(child);
  if (op === 'any') return rules.some(child);
  if (op === 'not') return rules.length === 1 && !rules.some(child);

  let got = operand(of(item));
  if (got === undefined) return false;
  if (op === 'answered') return true;
  if (typeof got === 'object') {
    const codes: Value[] = got;
    if (op === 'contains') return codes.includes(value as Value);
    if (op === 'in') return values.some((v) => codes.includes(v));
    if (codes.length !== 1) return false;
    got = codes[0] as Value;
  }
  const [low, high] = values;
  if (op === 'in') return values.includes(got);
  if (op === 'between') {
    return values.length === 2 && alike(low, got) && alike(high, got) && low <= got && got <= high;
  }
  if (!alike(value, got)) return false;
  if (op === 'eq') return got === value;
  if (op === 'ne') return got !== value;
  if (op === 'lt') return got < value;
  if (op === 'lte') return got <= value;
  if (op === 'gt') return got > value;
  if (op === 'gte') return got >= value;
  return op === 'contains' && typeof got === 'string' && got.includes(value as string);
}

/** What a comparison compares: the number, else the codes, else the text; undefined when nothing was answered. */
function operand(a?: Answer): Value | string[] | undefined {
  if (!a) return undefined;
  if (a.number != null) return Number.isNaN(a.number) ? undefined : a.number;
  if (a.codes?.length) return a.codes;
  return trimBlank(a.text ?? '') || undefined;
}

/** Nothing is coerced: operands of two kinds never compare. */
const alike = (operand: Value | undefined, got: Value): operand is Value => typeof operand === typeof got;
