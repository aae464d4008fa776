import { IconSearch } from '@tabler/icons-react';
import { TextInput } from '@mantine/core';

/** Filters a list while typing. */
export function SearchField({
  label,
  value,
  change,
}: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}) {
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      leftSection={<IconSearch size={20} aria-hidden="true" />}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
