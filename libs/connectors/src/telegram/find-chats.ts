import {
  isList,
  isObject,
  type Choice,
  type ChoiceCall,
  type JsonObject,
  type JsonValue,
} from '@hookline/connector-kit';
import { callBot } from './call-bot.js';

/** Chats that wrote to the bot lately, newest first: Telegram has no list of all of them. */
export async function findChats({ http, connection }: ChoiceCall): Promise<readonly Choice[]> {
  const updates = await callBot(http, connection, { method: 'getUpdates', body: { limit: 100 } });
  const chats = new Map<string, Choice>();
  for (const update of isList(updates) ? [...updates].reverse() : []) {
    const chat = chatOf(update);
    const id = chat?.['id'];
    if (chat && (typeof id === 'number' || typeof id === 'string') && !chats.has(String(id))) {
      chats.set(String(id), { value: String(id), label: { en: nameOf(chat, String(id)) } });
    }
  }
  return [...chats.values()];
}

function chatOf(update: JsonValue): JsonObject | null {
  if (!isObject(update)) return null;
  for (const key of ['message', 'edited_message', 'channel_post', 'my_chat_member']) {
    const holder = update[key];
    const chat = isObject(holder) ? holder['chat'] : null;
    if (isObject(chat)) return chat;
  }
  return null;
}

function nameOf(chat: JsonObject, id: string): string {
  const name = [chat['title'], chat['first_name'], chat['last_name']]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
  const user = typeof chat['username'] === 'string' ? `@${chat['username']}` : '';
  return [name, user].filter((part) => part !== '').join(' ') || id;
}
