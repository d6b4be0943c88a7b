import {
  describeFields,
  field,
  from,
  labelsOf,
  receiver,
  say,
  setUp,
} from '@hookline/connector-kit';

const connection = {
  organizationId: field.text({
    label: say('Organization ID', 'Organization ID'),
    help: say(
      'From Setup, Company Information; 15 or 18 characters. Messages of other organizations are refused.',
      'Из раздела Setup → Company Information; 15 или 18 символов. Сообщения других организаций отклоняются.',
    ),
    required: true,
    mappable: false,
  }),
};
const notifications = 'soapenv:Envelope.soapenv:Body.notifications';
const notification = `${notifications}.Notification`;
const acknowledged =
  '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse></soapenv:Body></soapenv:Envelope>';

/** Wire facts: Salesforce's page on outbound messages; without the Ack a message is repeated for a day. */
export const salesforceMessage = receiver({
  app: 'salesforce',
  event: 'message',
  label: say('An outbound message', 'Исходящее сообщение'),
  appLabel: say('Salesforce', 'Salesforce'),
  category: 'crm',
  color: '#00a1e0',
  setup: setUp(
    say(
      'In Salesforce Setup open Outbound Messages, New; choose the object and its fields, paste the address as Endpoint URL. Leave “Send Session ID” off.',
      'В Salesforce Setup откройте Outbound Messages → New, выберите объект и поля, вставьте адрес в Endpoint URL. «Send Session ID» не включайте.',
    ),
    say(
      'Use the message in a flow or a workflow rule of Salesforce.',
      'Используйте это сообщение в Flow или правиле Workflow в Salesforce.',
    ),
    say(
      'To be strict, add a connection for Salesforce here with your Organization ID and choose it.',
      'Для строгой проверки добавьте здесь подключение Salesforce с вашим Organization ID и выберите его.',
    ),
  ),
  notes: [
    say(
      'Up to 100 records come in a message: each starts a run of its own. The fields of the record are in record.',
      'В сообщении до 100 записей: каждая запускает отдельное выполнение. Поля записи — в record.',
    ),
    say(
      'Messages are not signed. The Organization ID is no secret: keep the address itself secret.',
      'Сообщения не подписаны. Organization ID — не секрет: не раскрывайте сам адрес.',
    ),
  ],
  connectionFields: describeFields(connection),
  verify: [
    {
      kind: 'token',
      at: [from.body(`${notifications}.OrganizationId`)],
      secretField: 'organizationId',
      compare: 'first_15',
    },
  ],
  xmlPrefixes: {
    'http://schemas.xmlsoap.org/soap/envelope/': 'soapenv',
    'http://soap.sforce.com/2005/09/outbound': '',
  },
  masks: [`${notifications}.SessionId`],
  split: { paths: [notification] },
  dedupe: [[from.body(`${notification}.Id`)]],
  readings: [{ field: `${notification}.sObject`, as: 'local_names', into: 'record' }],
  reply: { status: 200, contentType: 'text/xml; charset=utf-8', body: acknowledged },
  labels: labelsOf({
    record: ['Record', 'Запись'],
    'record.Id': ['Number of the record', 'ID записи'],
  }),
  sample: {
    'soapenv:Envelope': {
      '@xmlns:soapenv': 'http://schemas.xmlsoap.org/soap/envelope/',
      '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'soapenv:Body': {
        notifications: {
          '@xmlns': 'http://soap.sforce.com/2005/09/outbound',
          OrganizationId: '00D000000000001EAA',
          ActionId: '04k000000000001AAA',
          Notification: {
            Id: '04l000000000001AAA',
            sObject: {
              'sf:Id': '003000000000001AAA',
              'sf:FirstName': 'Anna',
              'sf:Email': 'anna@example.test',
              '@xsi:type': 'sf:Contact',
              '@xmlns:sf': 'urn:sobject.enterprise.soap.sforce.com',
            },
          },
        },
      },
    },
    record: { Id: '003000000000001AAA', FirstName: 'Anna', Email: 'anna@example.test' },
  },
  wire: {
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>00D000000000001EAA</OrganizationId><ActionId>04k000000000001AAA</ActionId><Notification><Id>04l000000000001AAA</Id><sObject xsi:type="sf:Contact" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>003000000000001AAA</sf:Id><sf:FirstName>Anna</sf:FirstName><sf:Email>anna@example.test</sf:Email></sObject></Notification></notifications></soapenv:Body></soapenv:Envelope>',
  },
});
