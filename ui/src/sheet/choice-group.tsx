import type { ReactNode } from 'react';

/** Buttons that belong together, with a name for screen readers. */
export function ChoiceGroup({
  label,
  className = 'choices',
  children,
}: {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className={className}>
      <legend className="visually-hidden">{label}</legend>
      {children}
    </fieldset>
  );
}
