/** The program that a form's owner pastes into it; `{{hookUrl}}` becomes the flow's address. */
export const appsScript = `// Hookline: sends each answer of this form to your flow.
const HOOK_URL = '{{hookUrl}}';
// Optional: the same whsec_... as in the connection that you chose in Hookline.
const SECRET = '';

// Run this once: it asks for permission, switches the sending on and sends a test.
function connect() {
  ScriptApp.getProjectTriggers()
    .filter((trigger) => trigger.getHandlerFunction() === 'sendAnswer')
    .forEach((trigger) => ScriptApp.deleteTrigger(trigger));
  ScriptApp.newTrigger('sendAnswer').forForm(FormApp.getActiveForm()).onFormSubmit().create();
  send({ source: 'google_forms', test: true }, 'test_' + Utilities.getUuid());
}

function sendAnswer(event) {
  const answer = event.response;
  const form = FormApp.getActiveForm();
  const answers = {};
  answer.getItemResponses().forEach((one) => {
    answers[one.getItem().getTitle()] = one.getResponse();
  });
  const id = answer.getId();
  send(
    {
      source: 'google_forms',
      formId: form.getId(),
      formTitle: form.getTitle(),
      responseId: id,
      submittedAt: answer.getTimestamp().toISOString(),
      respondentEmail: answer.getRespondentEmail(),
      answers: answers,
    },
    'msg_' + id.replace(/[^A-Za-z0-9_-]/g, ''),
  );
}

// Google does not repeat a failed call, so this does.
function send(content, id) {
  const body = JSON.stringify(content);
  for (let attempt = 0; attempt < 4; attempt += 1) {
    if (attempt > 0) Utilities.sleep(attempt * 5000);
    try {
      const response = UrlFetchApp.fetch(HOOK_URL, {
        method: 'post',
        contentType: 'application/json; charset=utf-8',
        headers: sign(body, id),
        payload: body,
        muteHttpExceptions: true,
      });
      if (response.getResponseCode() < 300) return;
    } catch (error) {
      console.warn(String(error));
    }
  }
  throw new Error('Hookline could not be reached');
}

function sign(body, id) {
  const time = String(Math.floor(Date.now() / 1000));
  if (SECRET === '') return { 'webhook-id': id, 'webhook-timestamp': time };
  const key = Utilities.base64Decode(SECRET.replace('whsec_', ''));
  const text = Utilities.newBlob(id + '.' + time + '.' + body).getBytes();
  const signature = Utilities.base64Encode(Utilities.computeHmacSha256Signature(text, key));
  return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': 'v1,' + signature };
}
`;
