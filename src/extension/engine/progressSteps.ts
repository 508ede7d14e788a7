import type { EngineStatus } from '../../core/engines/engine';

type Starting = Extract<EngineStatus, { readonly state: 'starting' }>;

/** What a progress bar of VS Code is told: the message, and what has been added to the bar, in per cent. */
export interface ProgressStep {
  readonly message: string;
  readonly increment?: number;
}

/** Makes steps of the statuses of one start: the bar never goes back, though a total that grows may make less of it. */
export const progressSteps = () => {
  let reached = 0;
  return ({ detail, progress }: Starting): ProgressStep => {
    if (progress === undefined) return { message: detail };
    const increment = Math.max(0, progress * 100 - reached);
    reached += increment;
    return { message: `${detail} (${Math.floor(progress * 100)} %)`, increment };
  };
};
