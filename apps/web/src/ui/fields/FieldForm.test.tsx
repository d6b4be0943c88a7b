import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { FieldDescription, FieldKind, JsonObject } from '@hookline/contract';
import { fieldKinds } from '@hookline/contract';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiFault } from '../../api/api-fault.js';
import { show } from '../../given/show.given.js';
import { FieldForm } from './FieldForm.js';

afterEach(cleanup);

const field = (key: string, kind: FieldKind, more: Partial<FieldDescription> = {}) => ({
  key,
  kind,
  label: { en: key, ru: `${key} по-русски` },
  required: false,
  mappable: false,
  ...more,
});

type Props = { fields: readonly FieldDescription[]; onValues: (values: JsonObject) => void };

function Form({ fields, onValues, ...more }: Props & { secretsSet?: readonly string[] }) {
  const [values, setValues] = useState<JsonObject>({});
  const put = (next: JsonObject) => {
    setValues(next);
    onValues(next);
  };
  return <FieldForm fields={fields} values={values} onChange={put} {...more} />;
}

describe('FieldForm', () => {
  it.each(fieldKinds)('draws a field of kind %s', async (kind) => {
    await show(<FieldForm fields={[field('thing', kind)]} values={{}} onChange={vi.fn()} />);
    expect(screen.getAllByText('thing').length).toBeGreaterThan(0);
  });

  it('speaks the language of the reader', async () => {
    await show(<FieldForm fields={[field('host', 'text')]} values={{}} onChange={vi.fn()} />, 'ru');
    expect(screen.getByLabelText('host по-русски')).toBeTruthy();
  });

  it('gives back what was typed', async () => {
    const onValues = vi.fn();
    await show(<Form fields={[field('host', 'text')]} onValues={onValues} />);
    fireEvent.change(screen.getByLabelText('host'), { target: { value: 'smtp.example.com' } });
    expect(onValues).toHaveBeenLastCalledWith({ host: 'smtp.example.com' });
  });

  it('shows a dependent field only when its reason is there, counting defaults', async () => {
    const fields = [
      field('signIn', 'boolean', { default: false }),
      field('user', 'text', { visibleWhen: { field: 'signIn', in: [true] } }),
    ];
    await show(<Form fields={fields} onValues={vi.fn()} />);
    expect(screen.queryByLabelText('user')).toBeNull();
    fireEvent.click(screen.getByLabelText('signIn'));
    expect(screen.getByLabelText('user')).toBeTruthy();
  });

  it('never shows a stored secret, and an emptied one is left out so that it stays', async () => {
    const onValues = vi.fn();
    const fields = [field('password', 'secret', { required: true })];
    await show(<Form fields={fields} onValues={onValues} secretsSet={['password']} />);
    const input = screen.getByLabelText<HTMLInputElement>('password');
    expect(input.value).toBe('');
    expect(input.placeholder).toContain('Stored');
    fireEvent.change(input, { target: { value: 'new' } });
    fireEvent.change(input, { target: { value: '' } });
    expect(onValues).toHaveBeenLastCalledWith({});
  });

  it('lets one choose several of a fixed list, and gives their values', async () => {
    const onValues = vi.fn();
    const choices = [
      { value: 'order.created', label: { en: 'Order created' } },
      { value: 'order.updated', label: { en: 'Order changed' } },
    ];
    await show(
      <Form
        fields={[field('events', 'list', { choices, placeholder: 'pick' })]}
        onValues={onValues}
      />,
    );
    fireEvent.click(screen.getByPlaceholderText('pick'));
    fireEvent.click(await screen.findByText('Order changed'));
    expect(onValues).toHaveBeenLastCalledWith({ events: ['order.updated'] });
  });

  it('does not pass broken JSON on', async () => {
    const onValues = vi.fn();
    await show(<Form fields={[field('body', 'json')]} onValues={onValues} />);
    fireEvent.change(screen.getByLabelText('body'), { target: { value: '{"a": 1' } });
    expect(onValues).not.toHaveBeenCalled();
    expect(screen.getByText(/not valid JSON/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText('body'), { target: { value: '{"a": 1}' } });
    expect(onValues).toHaveBeenLastCalledWith({ body: { a: 1 } });
  });

  it('says what is missing once it was tried, and what the server found at its field', async () => {
    const details = [{ pointer: '/values/port', message: 'a port is below 65536' }];
    const fault = new ApiFault({ code: 'connection_invalid', message: 'x', status: 422, details });
    const fields = [field('host', 'text', { required: true }), field('port', 'number')];
    const props = { fields, values: { host: ' ' }, onChange: vi.fn() };
    const { again } = await show(<FieldForm {...props} />);
    expect(screen.queryByText('This is needed.')).toBeNull();
    again(<FieldForm {...props} isChecked fault={fault} />);
    expect(screen.getByText('This is needed.')).toBeTruthy();
    expect(screen.getByText('a port is below 65536')).toBeTruthy();
  });
});
