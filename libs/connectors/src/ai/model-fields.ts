import { field } from '@hookline/connector-kit';

export const modelFields = {
  baseUrl: field.url({
    label: { en: 'Address of the service', ru: 'Адрес сервиса' },
    help: {
      en: 'OpenAI: https://api.openai.com/v1. OpenRouter: https://openrouter.ai/api/v1. Yandex: https://llm.api.cloud.yandex.net/v1. Ollama: http://127.0.0.1:11434/v1. An address in your own network must first be allowed by whoever hosts Hookline.',
      ru: 'OpenAI: https://api.openai.com/v1. OpenRouter: https://openrouter.ai/api/v1. Yandex: https://llm.api.cloud.yandex.net/v1. Ollama: http://127.0.0.1:11434/v1. Адрес во внутренней сети сначала должен разрешить тот, кто обслуживает Hookline.',
    },
    required: true,
    secretsGoTo: 'address',
    default: 'https://api.openai.com/v1',
    mappable: false,
  }),
  key: field.secret({
    label: { en: 'API key', ru: 'API-ключ' },
    help: {
      en: 'A server of your own may need none.',
      ru: 'Собственному серверу ключ может быть не нужен.',
    },
  }),
  model: field.text({
    label: { en: 'Model', ru: 'Модель' },
    help: {
      en: 'The name of the model as the service writes it.',
      ru: 'Название модели так, как его пишет сам сервис.',
    },
    placeholder: 'gpt-4.1-mini',
    required: true,
    mappable: false,
  }),
};
