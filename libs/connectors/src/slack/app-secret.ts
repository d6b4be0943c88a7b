import { describeFields, field, prove, say, signedTime } from '@hookline/connector-kit';

export const slackSecretFields = describeFields({
  secret: field.secret({
    label: say('Signing Secret', 'Signing Secret'),
    help: say(
      'From Basic Information, App Credentials, of your app at api.slack.com/apps.',
      'Из раздела Basic Information → App Credentials вашего приложения на api.slack.com/apps.',
    ),
    required: true,
  }),
});

/** The first step of setting up any source of Slack. */
export const slackConnectStep = say(
  'Add a connection for Slack here, with the Signing Secret of your app, and choose it.',
  'Добавьте здесь подключение Slack с Signing Secret вашего приложения и выберите его.',
);

export const slackVerify = [
  prove.signature({
    header: 'X-Slack-Signature',
    prefix: 'v0=',
    signed: ['v0:{ts}:{body}'],
    timestamp: signedTime('X-Slack-Request-Timestamp'),
  }),
];
