import { connector } from '@hookline/connector-kit';
import { ask } from './ask.action.js';
import { checkModel } from './check-model.js';
import { modelFields } from './model-fields.js';

export const ai = connector({
  key: 'ai',
  label: { en: 'AI model', ru: 'ИИ-модель' },
  category: 'core',
  icon: 'sparkles',
  color: '#7048e8',
  help: {
    en: 'Asks a language model: OpenAI, OpenRouter, Yandex, or one of your own in Ollama, vLLM or LM Studio.',
    ru: 'Спрашивает языковую модель: OpenAI, OpenRouter, Yandex или собственную в Ollama, vLLM или LM Studio.',
  },
  connection: {
    fields: modelFields,
    help: {
      en: 'Any service with the “chat completions” of OpenAI. What a step sends goes to this service: think of personal data.',
      ru: 'Любой сервис с протоколом «chat completions» от OpenAI. Всё, что отправит шаг, уйдёт в этот сервис: помните о персональных данных.',
    },
    check: checkModel,
  },
  actions: [ask],
});
