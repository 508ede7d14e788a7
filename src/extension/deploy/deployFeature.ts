import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/disposable';
import { taskType } from '../contributions';
import type { Services } from '../services';
import { asChaosTask, type ChaosTaskDefinition } from './chaosTask';
import { taskScope } from './deployTasks';

/** Lets `"type": "chaos"` tasks be chosen, and written into tasks.json. */
export const registerDeployTasks = ({
  deployTasks: tasks,
  deployer,
}: Pick<Services, 'deployTasks' | 'deployer'>): Disposable => {
  const store = new DisposableStore();
  store.add(
    vscode.tasks.registerTaskProvider(taskType, {
      provideTasks: () => tasks.offered(),
      resolveTask: (task) => {
        const definition = asChaosTask(task.definition);
        // The very definition object must be kept: VS Code matches by it.
        return definition && tasks.task(task.definition as ChaosTaskDefinition, task.scope ?? taskScope());
      },
    }),
  );
  store.add({ dispose: () => void deployer.close() });
  return store;
};
