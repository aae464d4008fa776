import { useMutation, useQuery } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import type { OperationInput, OperationName, OperationOutput, Operations } from '@lifeops/lib/protocol';
import { useHub } from './context.ts';

export interface ReadOptions {
  /** False: not asked for, as long as something is missing or not allowed. */
  readonly enabled?: boolean;
  readonly refetchInterval?: number;
  readonly staleTime?: number;
}

/** Reads one operation; news of its topic (`invalidation.ts`) reads it again. */
export function useOperation<Name extends OperationName>(
  name: Name,
  input: OperationInput<Operations[Name]>,
  options: ReadOptions = {},
): UseQueryResult<OperationOutput<Operations[Name]>> {
  const { client } = useHub();
  return useQuery({
    queryKey: [name, input],
    queryFn: ({ signal }) => client.call(name, input, signal),
    ...options,
  });
}

export interface ActOptions<Name extends OperationName> {
  /** Operations that are read again when it is done. */
  readonly refresh?: readonly OperationName[];
  readonly done?: (output: OperationOutput<Operations[Name]>) => void;
  /** A form shows its failure itself. */
  readonly quiet?: boolean;
}

/** Does one operation; a failure is shown as a notice with the hub's own words, unless the caller shows it. */
export function useAct<Name extends OperationName>(
  name: Name,
  options: ActOptions<Name> = {},
): UseMutationResult<OperationOutput<Operations[Name]>, unknown, OperationInput<Operations[Name]>> {
  const { client, notices, queries } = useHub();
  return useMutation({
    mutationFn: (input: OperationInput<Operations[Name]>) => client.call(name, input),
    onSuccess: async (output) => {
      options.done?.(output);
      await Promise.all(
        (options.refresh ?? []).map((read) => queries.invalidateQueries({ queryKey: [read] })),
      );
    },
    onError: (cause) => {
      if (!options.quiet) notices.failure(cause);
    },
  });
}
