// The names of the three kinds of instruments.
export const kindKeys: Record<string, string> = {
  survey: 'ui.survey.one',
  checklist: 'ui.checklist.one',
  scorecard: 'ui.scorecard.one',
};
export const kindKey = (kind: string): string => kindKeys[kind] ?? 'ui.survey.one';
