// What is done to a visit or its report, as a button and as a line of its history.
export const actionKeys: Record<string, string> = {
  plan: 'ui.action.plan',
  acknowledge: 'ui.action.acknowledge',
  start: 'ui.action.start',
  submit: 'ui.action.submit',
  withdraw: 'ui.action.withdraw',
  cancel: 'ui.action.cancel',
  expire: 'ui.action.expire',
  extend: 'ui.action.extend',
  claim: 'ui.action.claim',
  return: 'ui.action.return',
  hold: 'ui.action.hold',
  resume: 'ui.action.resume',
  approve: 'ui.action.approve',
  second_approve: 'ui.action.second_approve',
  reject: 'ui.action.reject',
  publish: 'ui.action.publish',
  amend: 'ui.action.amend',
  retract: 'ui.action.retract',
};

// What an action means for the visit, said before it is done.
export const actionNotes: Record<string, string> = {
  cancel: 'ui.action.cancel_note',
  extend: 'ui.action.extend_note',
  claim: 'ui.action.claim_note',
  return: 'ui.action.return_note',
  hold: 'ui.action.hold_note',
  resume: 'ui.action.resume_note',
  approve: 'ui.action.approve_note',
  second_approve: 'ui.action.second_approve_note',
  reject: 'ui.action.reject_note',
  publish: 'ui.action.publish_note',
  amend: 'ui.action.amend_note',
  retract: 'ui.action.retract_note',
};

const forward = ['claim', 'resume', 'approve', 'publish'];
const back = ['reject', 'cancel', 'retract'];

export const isForward = (action: string) => forward.includes(action);
export const isBack = (action: string) => back.includes(action);
