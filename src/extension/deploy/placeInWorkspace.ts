import { isAbsolute, join, relative } from 'node:path';
import type { Application } from '../../core/deploy/deployment';
import type { ToolLine } from '../../core/deploy/regionWork';

/** Terraform's `on main.tf line 5`, and Serverless' `Cannot resolve serverless.yml: …`. */
const places = [
  /^(?<before>[│|\s]*on )(?<file>.+?)(?<after> line \d+)/,
  /^(?<before>Cannot resolve )(?<file>\S+\.ya?ml)(?<after>: )/,
];

/**
 * A tool names files relative to where it ran, which an editor cannot know: here they become relative to the workspace
 * folder, or absolute when they lie elsewhere, so that problem matchers and links in the terminal find them.
 */
export const placeInWorkspace = (
  { tool, text }: ToolLine,
  application: Application,
  workspaceFolder: string | undefined,
): string => {
  const isTerraform = tool === 'terraform' || tool === 'tofu';
  const dir = (isTerraform ? application.terraformDir : application.serverlessDir) ?? application.dir;
  const place = places.map((pattern) => pattern.exec(text)).find((match) => match)?.groups;
  if (!place) return text;
  const { before = '', file = '', after = '' } = place;
  const named = before + shown(isAbsolute(file) ? file : join(dir, file), workspaceFolder) + after;
  return named + text.slice(before.length + file.length + after.length);
};

const shown = (file: string, workspaceFolder: string | undefined): string => {
  const inside = workspaceFolder === undefined ? '..' : relative(workspaceFolder, file);
  return inside.startsWith('..') || isAbsolute(inside) ? file : inside;
};
