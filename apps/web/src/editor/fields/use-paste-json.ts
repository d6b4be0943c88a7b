import { isList, isObject, jsonValue, type JsonObject, type JsonValue } from '@hookline/contract';
import { useCallback, type ClipboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { notify } from '../../ui/notify.js';

type Takes = {
  readonly object?: (value: JsonObject) => void;
  readonly list?: (value: readonly JsonValue[]) => void;
};

/** Pasted JSON fills the fields below at once; any other text goes where the caret is, as it always does. */
export function usePasteJson({ object, list }: Takes) {
  const { t } = useTranslation();
  return useCallback(
    (event: ClipboardEvent) => {
      const value = parse(event.clipboardData.getData('text/plain'));
      const isTaken = isObject(value) ? object !== undefined : isList(value) && list !== undefined;
      if (!isTaken) return;
      if (isObject(value)) object?.(value);
      if (isList(value)) list?.(value);
      const count = Object.keys(value ?? {}).length;
      notify(t('editor.field.pasted', { count }));
      event.preventDefault();
      event.stopPropagation();
    },
    [object, list, t],
  );
}

function parse(text: string): JsonValue | undefined {
  if (!/^\s*[[{]/.test(text) || /^\s*\{\{/.test(text)) return undefined;
  try {
    const read = jsonValue.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
