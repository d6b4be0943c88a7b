import { Button, Group, Select, Stack, TextInput, Title } from '@mantine/core';
import { languages, updateWorkspace, type WorkspaceView } from '@hookline/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../api/use-call.js';
import { FaultNote } from '../ui/FaultNote.js';
import { notify } from '../ui/notify.js';

const zones = Intl.supportedValuesOf('timeZone');
/** Where phone numbers without a country code most often come from. */
const countries = 'RU UA BY KZ UZ KG AM GE MD LV LT EE PL DE FR ES IT GB US CA IL TR AE'.split(' ');

export function WorkspaceForm({ workspace }: { workspace: WorkspaceView }) {
  const { t, i18n } = useTranslation();
  const [given, setGiven] = useState(workspace);
  const saving = useCall(updateWorkspace, { touches: ['me'], isShownInPlace: true });
  const countryNames = new Intl.DisplayNames(i18n.language, { type: 'region' });
  const languageNames = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const put = (part: Partial<WorkspaceView>) => setGiven({ ...given, ...part });
  const save = () => {
    const { name, timeZone, defaultCountry, locale } = given;
    saving.mutate(
      { body: { name: name.trim(), timeZone, defaultCountry, locale } },
      { onSuccess: () => notify(t('common.saved')) },
    );
  };
  return (
    <form
      className="hl-setting hl-surface"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="md">
        <Title order={2}>{t('settings.workspace')}</Title>
        <TextInput
          label={t('common.name')}
          required
          maxLength={200}
          value={given.name}
          onChange={(event) => put({ name: event.currentTarget.value })}
        />
        <Select
          label={t('settings.timeZone')}
          description={t('settings.timeZoneHelp')}
          searchable
          allowDeselect={false}
          data={zones.includes(given.timeZone) ? zones : [given.timeZone, ...zones]}
          value={given.timeZone}
          onChange={(timeZone) => timeZone !== null && put({ timeZone })}
        />
        <Select
          label={t('settings.country')}
          description={t('settings.countryHelp')}
          searchable
          allowDeselect={false}
          data={[...new Set([given.defaultCountry, ...countries])].map((code) => ({
            value: code,
            label: `${countryNames.of(code) ?? code} (${code})`,
          }))}
          value={given.defaultCountry}
          onChange={(defaultCountry) => defaultCountry !== null && put({ defaultCountry })}
        />
        <Select
          label={t('settings.language')}
          description={t('settings.languageHelp')}
          allowDeselect={false}
          data={[...new Set<string>([given.locale, ...languages])].map((value) => ({
            value,
            label: languageNames.of(value) ?? value,
          }))}
          value={given.locale}
          onChange={(locale) => locale !== null && put({ locale })}
        />
        <FaultNote fault={saving.error} />
        <Group>
          <Button type="submit" loading={saving.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
