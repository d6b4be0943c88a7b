import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { OnPress } from '../../ui/OnPress.js';
import { late } from '../../ui/late.js';

const StepMenuList = late(async () => ({
  default: (await import('./StepMenuList.js')).StepMenuList,
}));

/** The grip of a step, and the way to what can be done with it. Plain elements: each card that comes into sight has them. */
export const StepMenu = memo(function StepMenu({ id, title }: { id: string; title: string }) {
  const { t } = useTranslation();
  const button = (
    <button
      type="button"
      className="hl-more"
      aria-label={t('editor.step.more', { step: title })}
      data-testid={`menu-${id}`}
    />
  );
  return (
    <div className="hl-node-tools nopan-touch" data-no-drag>
      <span className="hl-grip" data-grip aria-hidden />
      <OnPress target={button} opens="menu">
        {(target) => <StepMenuList id={id} target={target} />}
      </OnPress>
    </div>
  );
});
