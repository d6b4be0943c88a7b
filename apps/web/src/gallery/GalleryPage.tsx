import { SimpleGrid, Title } from '@mantine/core';
import type { Bundle } from '@hookline/contract';
import { IconApps } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { templateListQuery } from '../api/catalog.js';
import { EmptyState } from '../ui/EmptyState.js';
import { Loaded } from '../ui/Loaded.js';
import { PageHeader } from '../ui/PageHeader.js';
import './GalleryPage.css';
import { InstallDialog } from './InstallDialog.js';
import { TemplateCard } from './TemplateCard.js';

const route = getRouteApi('/inside/templates');
const jobs = ['leads_to_table', 'tell_me', 'orders', 'follow_up', 'connect_anything'] as const;

/** Ready flows by the job they do; one click shows what is asked, the second installs. */
export function GalleryPage() {
  const { t } = useTranslation();
  const { install } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(templateListQuery);
  const chosen = query.data?.items.find((template) => template.id === install);
  return (
    <div className="hl-page">
      <PageHeader title={t('shell.templates')} lead={t('gallery.lead')} />
      <Loaded query={query} shape="page">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconApps} title={t('gallery.none')} help={t('gallery.noneHelp')} />
          ) : (
            jobs.map((job) => (
              <Job
                key={job}
                job={job}
                templates={items.filter((template) => template.category === job)}
                onInstall={(id) => void navigate({ search: { install: id } })}
              />
            ))
          )
        }
      </Loaded>
      {chosen !== undefined && (
        <InstallDialog
          key={chosen.id}
          template={chosen}
          onClose={() => void navigate({ search: {} })}
        />
      )}
    </div>
  );
}

type JobProps = {
  job: Bundle['category'];
  templates: readonly Bundle[];
  onInstall: (id: string) => void;
};

function Job({ job, templates, onInstall }: JobProps) {
  const { t } = useTranslation();
  if (templates.length === 0) return null;
  return (
    <section style={{ marginBottom: 32 }}>
      <Title order={2} mb="sm">
        {t(`gallery.job.${job}`)}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="md">
        {templates.map((template) => (
          <TemplateCard
            key={template.id}
            template={template}
            onInstall={() => onInstall(template.id)}
          />
        ))}
      </SimpleGrid>
    </section>
  );
}
